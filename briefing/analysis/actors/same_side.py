"""Who is on whose side in a story: the one place that tells.

For whom an actor speaks is found with the actors (`affiliation.py`) and stands in `Actor.side`: a person's state, a
body's, that of a leader's house. The secretary of a treasury speaks for whom the treasury speaks, too. Whoever speaks
for nobody else is a side alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.core.analysis import Actor, Party


class Sides:
    """The sides of one story, by the keys of its parties: an actor's id, or any other key with a name."""

    def __init__(self, parties: Iterable[tuple[str, str, str]]) -> None:
        """`parties` are keys, names, and the names of whom they speak for, empty where for themselves."""
        told = [(key, name.casefold(), side.casefold()) for key, name, side in parties]
        self._names = {key: name for key, name, _ in told}
        above = {name: side for _, name, side in told if side}
        self._spoken_for = {key: _upwards(name, side, above) for key, name, side in told}

    @classmethod
    def of(cls, actors: Iterable[Actor]) -> Sides:
        """The sides of these actors, by their ids."""
        return cls((actor.id, actor.name, actor.side) for actor in actors)

    def side(self, key: str) -> str:
        """The name of the side of a party, in small letters."""
        return self._spoken_for_by(key)[-1]

    def on_one_side(self, one: Party | None, other: Party | None) -> bool:
        """Whether two parties are known and are one, or stand on one side: a president and the foreign minister."""
        return is_same_party(one, other) or self.keys_on_one_side(_key(one), _key(other))

    def keys_on_one_side(self, one: str | None, other: str | None) -> bool:
        """As `on_one_side`, of parties by their keys; a party without a key is not known."""
        return one is not None and other is not None and (one == other or self.side(one) == self.side(other))

    def one_speaks_for_other(self, one: str | None, other: str | None) -> bool:
        """Whether the parties of two keys are one, or one speaks for the other: neither puts anything to the other.

        This is less than one side: a minister may put something to another minister of the state, not to the state.
        """
        if one is None or other is None or one == other:
            return one is not None and one == other
        a, b = self._names.get(one, one.casefold()), self._names.get(other, other.casefold())
        return b.endswith(" " + a) or b in self._spoken_for_by(one) or a in self._spoken_for_by(other)

    def _spoken_for_by(self, key: str) -> tuple[str, ...]:
        return self._spoken_for.get(key, (key.casefold(),))


def _upwards(name: str, side: str, above: Mapping[str, str]) -> tuple[str, ...]:
    """A name and the names of all for whom it speaks, the last of them for nobody else."""
    names = [name]
    while side and side not in names:
        names.append(side)
        side = above.get(side, "")
    return tuple(names)


def _key(party: Party | None) -> str | None:
    return None if party is None else party.actor or party.name


def is_same_party(one: Party | None, other: Party | None) -> bool:
    """Whether both are one party."""
    if one is None or other is None:
        return False
    return (one.actor is not None and one.actor == other.actor) or one.name.casefold() == other.name.casefold()
