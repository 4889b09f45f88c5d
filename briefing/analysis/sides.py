"""For whom a person speaks: "Russian Foreign Minister Sergei Lavrov", "Wael Sawan, chief executive of Shell"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span

from briefing.analysis.gazetteer import Gazetteer
from briefing.analysis.names import Name
from briefing.analysis.party import Party
from briefing.core.analysis import ActorKind

_ALIKE = (
    frozenset({"president", "leader", "ruler", "head", "strongman"}),
    frozenset({"premier", "leader", "head"}),
    frozenset({"chancellor", "leader", "head"}),
    frozenset({"king", "monarch", "emir", "sultan", "ruler", "leader"}),
    frozenset({"minister", "secretary", "official", "diplomat"}),
    frozenset({"envoy", "ambassador", "diplomat", "negotiator", "official", "mediator"}),
    frozenset({"chairman", "chairwoman", "chair", "chief", "executive", "head", "ceo", "boss", "director"}),
    frozenset({"senator", "congressman", "congresswoman", "lawmaker", "representative", "legislator"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson", "official"}),
    frozenset({"judge", "justice"}),
    frozenset({"general", "commander", "admiral", "colonel"}),
)


def office_fits(word: str, offices: set[str]) -> bool:
    """Whether somebody with these offices may be called by this word: a president is a leader too."""
    plain = word.rsplit(" ", 1)[-1]
    if plain != word:  # a foreign minister is no finance minister, but may have been called just minister
        told = any(office.endswith(f" {plain}") for office in offices)
        return word in offices or (plain in offices and not told)
    return word in offices or any(word in alike and alike & offices for alike in _ALIKE)


def find_sides(parties: list[Party], gazetteer: Gazetteer) -> None:
    """Sets the side of every person whose title or apposition names one."""
    owners = {(id(t.doc), t.i): p for p in parties for n in p.names for t in n.words}
    known = {p.name: p for p in parties if p.known}
    people = [p for p in parties if p.kind is ActorKind.PERSON]
    for party in (*people, *people):  # twice: a spokesman's side may be the side of somebody introduced later
        if party.side is None:
            party.side = next((s for s in (_side(n, owners, known, gazetteer) for n in party.names) if s), None)


def _side(
    name: Name, owners: dict[tuple[int, int], Party], known: dict[str, Party], gazetteer: Gazetteer
) -> Party | None:
    doc = name.words.doc
    if name.title is not None:
        phrase = doc[name.title.start : name.title.stop]
        return _named(phrase, owners) or _adjective(phrase, known, gazetteer)
    if name.words.end + 1 < len(doc) and doc[name.words.end].lower_ == "of":
        return owners.get((id(doc), name.words.end + 1))
    return None


def _named(phrase: Span, owners: dict[tuple[int, int], Party]) -> Party | None:
    """The first party named in the phrase; a person stands for their own side: "Erdogan's spokesman"."""
    found: Iterable[Party | None] = (owners.get((id(t.doc), t.i)) for t in phrase)
    sides = (p if p is None or p.kind is not ActorKind.PERSON else p.side for p in found)
    return next((p for p in sides if p is not None), None)


def _adjective(phrase: Span, known: dict[str, Party], gazetteer: Gazetteer) -> Party | None:
    return next((known[m.known.name] for m in gazetteer.matches(phrase.text) if m.known.name in known), None)
