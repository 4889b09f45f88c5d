"""The actors of a story, and which of them a word stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from briefing.analysis.actors.descriptions import Description
from briefing.analysis.actors.grouping import parties
from briefing.analysis.actors.party import Party
from briefing.analysis.actors.references import references
from briefing.analysis.actors.sides import find_sides, find_told_sides
from briefing.analysis.names.gazetteer import Gazetteer
from briefing.analysis.names.namefinder import NameFinder
from briefing.analysis.names.naming import slug
from briefing.analysis.names.recall import recalled
from briefing.analysis.text.reading import Reading
from briefing.core.analysis import Actor, Part, Span
from briefing.core.ids import unique

Place = tuple[int, int]
"""A token: the id of its doc and its index there."""


@dataclass(frozen=True, eq=False)
class Cast:
    """The actors of one story. `at` and `mention` answer for any token of the story's passages."""

    actors: tuple[Actor, ...]
    _places: dict[Place, tuple[Actor, Span]] = field(default_factory=dict)
    _sides: dict[str, Actor] = field(default_factory=dict)

    def at(self, token: Token) -> Actor | None:
        """The actor that the name containing this token, or the noun phrase that it heads, refers to."""
        found = self._places.get((id(token.doc), token.i))
        return None if found is None else found[0]

    def mention(self, token: Token) -> Span | None:
        """Where the actor of `at(token)` is mentioned: the name, the description or the pronoun."""
        found = self._places.get((id(token.doc), token.i))
        return None if found is None else found[1]

    def side(self, actor: Actor) -> Actor | None:
        """The state, body or company that a person or a body speaks for, where the text says so."""
        return self._sides.get(actor.id)


def find_actors(reading: Reading, gazetteer: Gazetteer) -> Cast:
    """The actors of a story, in the order of their first mention."""
    finder = NameFinder(gazetteer)
    docs = [passage.doc for passage in reading]
    names = recalled(docs, [finder.find(doc) for doc in docs], gazetteer)
    made = parties(names, gazetteer)
    find_sides(made, gazetteer)
    described = references(docs, made, gazetteer)
    find_told_sides(made, {(id(d.words.doc), d.words[-1].i): d.party for d in described})
    return _cast(reading, made, described)


def _cast(reading: Reading, made: list[Party], described: list[Description]) -> Cast:
    ids: set[str] = set()
    actors: dict[int, Actor] = {}
    for party in sorted(made, key=lambda p: _order(reading.span(p.names[0].words))):
        spans = {reading.span(name.words) for name in party.names}
        spans |= {reading.span(r.words) for r in described if r.party is party and not r.named}
        mentions = tuple(sorted(spans, key=_order))
        actors[id(party)] = Actor(unique(slug(party.name), ids), party.shown, party.kind, mentions)
    places: dict[Place, tuple[Actor, Span]] = {}
    for description in described:
        head = description.words[-1]
        places[(id(head.doc), head.i)] = (actors[id(description.party)], reading.span(description.words))
    for party in made:
        for name in party.names:
            found = (actors[id(party)], reading.span(name.words))
            if name.title is not None:
                for token in name.words.doc[name.title.start : name.title.stop]:
                    places.setdefault((id(token.doc), token.i), found)
    for party in made:
        for name in party.names:
            for token in name.words:
                places[(id(token.doc), token.i)] = (actors[id(party)], reading.span(name.words))
    sides = {actors[id(p)].id: actors[id(p.side)] for p in made if p.side is not None}
    return Cast(tuple(actors.values()), places, sides)


def _order(span: Span) -> tuple[bool, int, int]:
    return (span.part is not Part.TITLE, span.start, span.end)
