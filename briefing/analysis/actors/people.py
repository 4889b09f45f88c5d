"""Full names and short names of one person brought together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.analysis import vocabulary
from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.names import gazetteer
from briefing.analysis.names.initials import without_article
from briefing.analysis.names.name import Label, Name
from briefing.core.analysis import ActorKind

_GENERATION = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
"""What tells a son from his father."""

_MOST_WORDS = 4
"""Words of a longer name that a person may be called by instead of the first."""

_LEAD = 3
"""How many times as often as a relative who was just introduced a person is named who keeps the family name."""


def cluster_people(names: list[Name]) -> Iterator[ActorCluster]:
    """Full names first; a short name joins the latest full name before it, or else the first after it.

    Who is named far more often keeps the family name when a relative comes in. A well-known one keeps it before a son.
    """
    called = [n for n in names if n.label is Label.PERSON and n.known is None]
    made = _by_full_names(called)
    order = {id(n): i for i, n in enumerate(called)}
    for name in called:
        if _is_full(name):
            continue
        person = _bearer(name, made, order)
        if person is None:
            person = ActorCluster(name.text, ActorKind.PERSON)
            made.append(person)
        person.names.append(name)
    for person in made:
        for name in person.names:
            if name.title is not None:
                person.offices |= name.title.offices
    yield from made


def _by_full_names(called: list[Name]) -> list[ActorCluster]:
    """The people with the full names that each goes by, called by the longest."""
    made: list[ActorCluster] = []
    for name in filter(_is_full, called):
        person = next((p for p in made if _is_called(p.name, name)), None)
        if person is None:
            person = ActorCluster(name.text, ActorKind.PERSON)
            made.append(person)
        elif len(name.text) > len(person.name) and len(_plain(name)) <= _MOST_WORDS:
            person.name = name.text
        person.names.append(name)
    return made


def _bearer(name: Name, made: list[ActorCluster], order: dict[int, int]) -> ActorCluster | None:
    """Who of the people goes by a short name; None where nobody does."""
    fitting = _best_fitting(name, made)
    before = [p for p in fitting if any(order[id(n)] < order[id(name)] for n in p.names)]
    if not before:
        return fitting[0] if fitting else None
    latest = max(before, key=lambda p: max(order[id(n)] for n in p.names if order[id(n)] < order[id(name)]))
    often = max(before, key=lambda p: _times(p, order, name))
    return often if _times(often, order, name) >= _LEAD * _times(latest, order, name) else latest


def _best_fitting(name: Name, made: list[ActorCluster]) -> list[ActorCluster]:
    """The people who can go by a short name, without those whom it fits less well than others."""
    word = _plain(name)[0]
    fitting = [p for p in made if word in _parts(p.name) and _can_be_called(p, name, word)]
    fits_better: tuple[Callable[[ActorCluster], bool], ...] = (
        lambda p: _parts(p.name)[-1] == word,
        lambda p: not _GENERATION.search(p.name),  # "Trump" is not his son
        lambda p: _shares_office(p, name),  # "Prime Minister Han", not the other Han
        lambda p: not _is_relative(p),  # "Han", not "his wife Ada Han"
    )
    for fits in fits_better:
        fitting = [p for p in fitting if fits(p)] or fitting
    return fitting


def _times(party: ActorCluster, order: dict[int, int], name: Name) -> int:
    """How often a person is named before a name."""
    return sum(order[id(n)] < order[id(name)] for n in party.names)


def _shares_office(party: ActorCluster, name: Name) -> bool:
    """Whether a person was introduced with an office that stands before the name."""
    offices = frozenset[str]() if name.title is None else name.title.offices
    return any(n.title is not None and not offices.isdisjoint(n.title.offices) for n in party.names)


def _holds_office(name: Name) -> bool:
    return name.title is not None and bool(name.title.offices)


def _is_unknown(party: ActorCluster) -> bool:
    """Whether a full name is no well-known person's, and was introduced without an office."""
    is_known = gazetteer.load().side_of_person(party.name)
    held = any(_holds_office(n) for n in party.names) and not _is_relative(party)
    return not is_known and len(_parts(party.name)) > 1 and not held


def _is_relative(party: ActorCluster) -> bool:
    """Whether a person is introduced as somebody's: "his wife Ada Han", "first lady Ada Han"."""
    relatives = vocabulary.words("names.relatives")
    before = (name.words.doc[max(0, name.words.start - 2) : name.words.start] for name in party.names)
    return any(words.text.lower() in relatives or (words and words[-1].lower_ in relatives) for words in before)


def _can_be_called(party: ActorCluster, name: Name, word: str) -> bool:
    """Whether a person may go by a family name as it stands there: "President Biden" is not Hunter Biden."""
    of_leader = _holds_office(name) and bool(gazetteer.load().side_of_person(word))
    is_relative = _is_unknown_son(party.name, word) or (of_leader and _is_unknown(party))
    return not is_relative and _fits_courtesy(party, name)


def _fits_courtesy(party: ActorCluster, name: Name) -> bool:
    """Whether the courtesy before a name fits a person's first name: "Mr. Trump" is not Melania Trump."""
    before = name.words.doc[name.words.start - 1].lower_ if name.words.start else ""
    first = _parts(party.name)[0].lower()
    other = vocabulary.table("names.other_sex")
    return all(first not in vocabulary.words(f"names.{sex}") for sex in other.get(before.rstrip("."), ()))


def _is_full(name: Name) -> bool:
    """Whether a name says which of a family is meant: "Emil Karlov", "Karlov Jr"."""
    return len(_plain(name)) > 1 or _GENERATION.search(name.text) is not None


def _is_unknown_son(name: str, word: str) -> bool:
    """Whether a family name alone means a well-known one, and this son is not he."""
    if _GENERATION.search(name) is None:
        return False
    known = gazetteer.load()
    return bool(known.side_of_person(word)) and not known.side_of_person(name)


def _plain(name: Name) -> list[str]:
    return _parts(name.text)


def _parts(text: str) -> list[str]:
    words = [w.strip(".,'’\"“”") for w in _GENERATION.sub("", text).split()]
    return [without_article(w) for w in words if w]


def _is_called(party: str, name: Name) -> bool:
    return _one_generation(party, name.text) and _same_person(_parts(party), _plain(name))


def _one_generation(one: str, other: str) -> bool:
    """Whether both names are a father's, or both his son's."""
    return (_GENERATION.search(one) is None) == (_GENERATION.search(other) is None)


def _same_person(one: list[str], other: list[str]) -> bool:
    if one[-1] != other[-1]:
        return len(one) > 1 and len(other) > 1 and (one[: len(other)] == other or other[: len(one)] == one)
    a, b = one[0], other[0]
    return (
        min(len(one), len(other)) == 1
        or a == b
        or (min(len(a), len(b)) == 1 and a[0] == b[0])
        or (len(one) > 2 and b in one)
        or (len(other) > 2 and a in other)
    )
