"""Whether two parties bargain on one side: one and the same, a person and the state spoken for, a leader and the
administration that bears the name.

The rules ask `Sides`, which knows the cast; the learned part asks `NamedSides`, which knows parties by keys and names.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.analysis import vocabulary
from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.houses import is_house_of
from briefing.core.analysis import Actor, Party

_NAMED = 2
"""Words in "Trump administration", which no "maritime safety administration" has."""


class Sides:
    """The sides of one story."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._known = {actor.id: actor for actor in cast.actors}
        self._found: dict[str | None, str | None] = {}

    def together(self, one: Party | None, other: Party | None) -> bool:
        """Whether both parties are known and on one side."""
        if one is None or other is None:
            return False
        if is_same_party(one, other) or is_house_of(other.name, one.name) or is_house_of(one.name, other.name):
            return True
        side = self._side(one)
        return side is not None and side == self._side(other)

    def _side(self, party: Party) -> str | None:
        if party.actor not in self._found:
            self._found[party.actor] = self._side_of(party)
        return self._found[party.actor]

    def _side_of(self, party: Party) -> str | None:
        actor = self._known.get(party.actor or "")
        if actor is None:
            return None
        side = self._cast.side(actor) or self._leaders_side(actor)
        return actor.id if side is None else side.id

    def _leaders_side(self, house: Actor) -> Actor | None:
        """The side of the leader whose name a body bears; of "the Trump administration" without one, America's."""
        leaders = (a for a in self._cast.actors if a is not house and is_house_of(house.name, a.name))
        sides = (side for leader in leaders if (side := self._cast.side(leader)) is not None)
        american = (
            house.name.split()[-1].lower() in vocabulary.words("names.named_houses")
            and len(house.name.split()) == _NAMED
        )
        state = (
            a for a in self._cast.actors if american and a.name in vocabulary.words("actors.administration_states")
        )
        return next(sides, next(state, None))


class NamedSides:
    """The sides of one story as names, by the keys of its parties. Who speaks for nobody else has its own name."""

    def __init__(self, sides: Mapping[str, str]) -> None:
        self._sides = sides

    def together(self, one: str | None, other: str | None) -> bool:
        """Whether two parties are named and are one, or stand on one side: a president and the state."""
        if one is None or other is None:
            return False
        return one == other or self._sides.get(one, one) == self._sides.get(other, other)


def is_same_party(one: Party | None, other: Party | None) -> bool:
    """Whether both are one party."""
    if one is None or other is None:
        return False
    return (one.actor is not None and one.actor == other.actor) or one.name.casefold() == other.name.casefold()
