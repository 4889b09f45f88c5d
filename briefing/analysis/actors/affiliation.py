"""For whom a person speaks: "Russian Foreign Minister Sergei Lavrov", "Wael Sawan, chief executive of Shell"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.actors.houses import is_house_of, leader_of
from briefing.analysis.names.gazetteer import Gazetteer
from briefing.analysis.names.name import Name
from briefing.core.analysis import ActorKind


def matches_office(word: str, offices: set[str]) -> bool:
    """Whether somebody with these offices may be called by this word: a president is a leader too."""
    plain = word.rsplit(" ", 1)[-1]
    if plain != word:  # a foreign minister is no finance minister, but may have been called just minister
        is_compound = any(office.endswith(f" {plain}") for office in offices)
        return word in offices or (plain in offices and not is_compound)
    return word in offices or any(
        word in alike and alike & offices for alike in vocabulary.table("actors.like_offices").values()
    )


_DESCRIBED = 8
"""Words before a company's name in which it may be said whose it is."""

ClusterOf = Mapping[Token, ActorCluster]
"""Which cluster a word stands for."""


def set_affiliations(parties: list[ActorCluster], gazetteer: Gazetteer) -> None:
    """Sets the side of every person whose title or apposition names one, and of every body that is a state's arm."""
    owners = {t: p for p in parties for n in p.names for t in n.words}
    known = {p.name: p for p in parties if p.known}
    people = [p for p in parties if p.kind is ActorKind.PERSON]
    for party in (*people, *people):  # twice: a spokesman's side may be the side of somebody introduced later
        if party.side is None:
            party.side = next((s for s in (_side(n, owners, known, gazetteer) for n in party.names) if s), None)
    for party in parties:
        if party.kind is ActorKind.BODY:
            party.side = _state(party, known, gazetteer)
        if party.side is None and party.kind in (ActorKind.BODY, ActorKind.COMPANY):
            party.side = next((s for s in (_owner_state(n, owners, known, gazetteer) for n in party.names) if s), None)


def _owner_state(
    name: Name, owners: ClusterOf, known: Mapping[str, ActorCluster], gazetteer: Gazetteer
) -> ActorCluster | None:
    """Whose state company it is said to be: "Bolivia's state gas company YPFB", "Bolivian state producer YPFB"."""
    doc, start = name.words.doc, name.words.start
    words = doc[max(name.words.sent.start, start - _DESCRIBED) : start]
    at = next((t.i for t in words if t.lower_ in vocabulary.words("actors.state_owned")), None)
    if at is None or not all(t.pos_ in ("NOUN", "ADJ", "PUNCT", "ADV") for t in doc[at + 1 : start]):
        return None
    side = _party_in(doc[words.start : at], owners) or _adjective(doc[words.start : at], known, gazetteer)
    return side if side is not None and side.kind is ActorKind.STATE else None


def set_described_affiliations(parties: list[ActorCluster], described: ClusterOf) -> None:
    """Sets the side of those whose title says it by a pronoun or a description: "its leader, Ada Lis"."""
    for party in parties:
        if party.kind is ActorKind.PERSON and party.side is None:
            owners = (_owner(name, described) for name in party.names)
            party.side = next((owner for owner in owners if owner is not None), None)


def set_known_affiliations(parties: list[ActorCluster], gazetteer: Gazetteer) -> None:
    """Sets the side of people whose state stands in their title alone, of well-known leaders and of their houses."""
    known = {p.name: p for p in parties if p.known}
    people = [p for p in parties if p.kind is ActorKind.PERSON]
    for person in people:
        if person.side is None:
            person.known_side = _known_side(person, gazetteer)
            person.side = known.get(person.known_side)
    for house in parties:
        if house.side is None and house.kind is not ActorKind.PERSON and (name := leader_of(house.name)):
            _set_side_of_house(house, name, people, known, gazetteer)


def _known_side(person: ActorCluster, gazetteer: Gazetteer) -> str:
    titles = (name.words.doc[n.start : n.stop].text for name in person.names if (n := name.title) is not None)
    said = (match.known.name for title in titles for match in gazetteer.matches(title))
    called = (person.name, *(name.text for name in person.names))
    return next(said, "") or next((side for name in called if (side := gazetteer.side_of_person(name))), "")


def _set_side_of_house(
    house: ActorCluster,
    name: str,
    people: Iterable[ActorCluster],
    known: Mapping[str, ActorCluster],
    gazetteer: Gazetteer,
) -> None:
    """A leader's house is on the side of the leader; an "administration" of one whom nobody introduces on America's."""
    leader = next((p for p in people if is_house_of(house.name, p.name)), None)
    if leader is not None:
        house.side, house.known_side = leader.side, leader.known_side or leader.display_name
    else:
        house.known_side = gazetteer.side_of_person(name)
        if not house.known_side and house.name.split()[-1].lower() in vocabulary.words("names.named_houses"):
            states = vocabulary.words("actors.administration_states") & known.keys() if " " not in name else ()
            house.known_side = next(iter(states), "")
    house.side = house.side or known.get(house.known_side)


def _owner(name: Name, described: ClusterOf) -> ActorCluster | None:
    """Whose office a title says that it is."""
    title, doc = name.title, name.words.doc
    if title is None:
        return None
    words = doc[max(0, title.start - 3) : title.stop]
    owners = (described.get(t) for t in words if t.dep_ in ("poss", "pobj") and t.head.i >= title.start)
    return next((p for p in owners if p is not None and p.kind is not ActorKind.PERSON), None)


def _state(body: ActorCluster, known: Mapping[str, ActorCluster], gazetteer: Gazetteer) -> ActorCluster | None:
    """The state of the story that a body belongs to: by what is known of it, or as "Swiss finance ministry"."""
    sides = (known.get(name.known.side) for name in body.names if name.known is not None)
    side = next((s for s in sides if s is not None), None)
    if side is not None or body.name.split()[-1].lower() not in vocabulary.words("actors.state_arms"):
        return side
    first = next(gazetteer.matches(body.name), None)
    found = known.get(first.known.name) if first is not None and first.start == 0 else None
    return found if found is not body else None


def _side(
    name: Name, owners: ClusterOf, known: Mapping[str, ActorCluster], gazetteer: Gazetteer
) -> ActorCluster | None:
    doc = name.words.doc
    if name.title is not None:
        phrase = doc[name.title.start : name.title.stop]
        return _party_in(phrase, owners) or _adjective(phrase, known, gazetteer)
    if name.words.end + 1 < len(doc) and doc[name.words.end].lower_ in vocabulary.words("syntax.genitive_prepositions"):
        return owners.get(doc[name.words.end + 1])
    return None


def _party_in(phrase: Span, owners: ClusterOf) -> ActorCluster | None:
    """The first party named in the phrase; a person stands for their own side: "Erdogan's spokesman"."""
    found: Iterable[ActorCluster | None] = (owners.get(t) for t in phrase)
    sides = (p if p is None or p.kind is not ActorKind.PERSON else p.side for p in found)
    return next((p for p in sides if p is not None), None)


def _adjective(phrase: Span, known: Mapping[str, ActorCluster], gazetteer: Gazetteer) -> ActorCluster | None:
    return next((known[m.known.name] for m in gazetteer.matches(phrase.text) if m.known.name in known), None)
