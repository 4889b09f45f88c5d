"""The actors of a story, and which of them a word stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from briefing.analysis.gazetteer import Gazetteer
from briefing.analysis.grouping import Party, parties
from briefing.analysis.names import NameFinder
from briefing.analysis.naming import slug, unique
from briefing.analysis.reading import Reading
from briefing.core.analysis import Actor, Part, Span

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
        """The state, body or company that a person speaks for, where the text says so."""
        return self._sides.get(actor.id)


def find_actors(reading: Reading, gazetteer: Gazetteer) -> Cast:
    """The actors of a story, in the order of their first mention."""
    finder = NameFinder(gazetteer)
    names = [finder.find(passage.doc) for passage in reading]
    made = parties(names, gazetteer)
    places: dict[Place, tuple[Actor, Span]] = {}
    ids: set[str] = set()
    actors: list[Actor] = []
    for party in made:
        spans = {reading.span(name.words) for name in party.names}
        mentions = tuple(sorted(spans, key=lambda s: (s.part is not Part.TITLE, s.start)))
        actor = Actor(unique(slug(party.name), ids), party.name, party.kind, mentions)
        actors.append(actor)
        for name in party.names:
            for token in name.words:
                places[(id(token.doc), token.i)] = (actor, reading.span(name.words))
    actors.sort(key=lambda a: (a.mentions[0].part is not Part.TITLE, a.mentions[0].start))
    return Cast(tuple(actors), places)
