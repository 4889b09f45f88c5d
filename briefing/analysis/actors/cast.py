"""The actors of a story, and which of them a word stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from briefing.analysis.actors.affiliation import (
    set_affiliations,
    set_described_affiliations,
    set_known_affiliations,
)
from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.actors.clustering import cluster_names
from briefing.analysis.actors.coreference.descriptions import Description
from briefing.analysis.actors.coreference.mentions import resolve_references
from briefing.analysis.actors.home_state import set_home_affiliations
from briefing.analysis.names.finder import NameFinder
from briefing.analysis.names.gazetteer import Gazetteer
from briefing.analysis.names.propagation import propagate_names
from briefing.analysis.text.parsed_story import ParsedStory
from briefing.core.analysis import Actor, Part, Span
from briefing.core.ids import entity_id, unique


@dataclass(frozen=True, eq=False)
class Cast:
    """The actors of one story. `at` and `mention` answer for any token of the story's passages."""

    actors: tuple[Actor, ...]
    _mentions: dict[Token, tuple[Actor, Span]] = field(default_factory=dict)
    _sides: dict[str, Actor] = field(default_factory=dict)

    def mentioned(self, token: Token) -> tuple[Actor, Span] | None:
        """The actor of a word, as `at` and `mention` tell it."""
        return self._mentions.get(token)

    def at(self, token: Token) -> Actor | None:
        """The actor that the name containing this token, or the noun phrase that it heads, refers to."""
        found = self._mentions.get(token)
        return None if found is None else found[0]

    def mention(self, token: Token) -> Span | None:
        """Where the actor of `at(token)` is mentioned: the name, the description or the pronoun."""
        found = self._mentions.get(token)
        return None if found is None else found[1]

    def side(self, actor: Actor) -> Actor | None:
        """The state, body or company that a person or a body speaks for, where the text says so."""
        return self._sides.get(actor.id)


def find_actors(reading: ParsedStory, gazetteer: Gazetteer) -> Cast:
    """The actors of a story, in the order of their first mention."""
    finder = NameFinder(gazetteer)
    docs = [passage.doc for passage in reading]
    names = propagate_names(docs, [finder.find(doc) for doc in docs], gazetteer)
    made = cluster_names(names)
    set_affiliations(made, gazetteer)
    described = resolve_references(docs, made, gazetteer)
    set_described_affiliations(made, {d.words[-1]: d.party for d in described})
    set_known_affiliations(made, gazetteer)
    set_home_affiliations(made, gazetteer)
    return _cast(reading, made, described)


def _cast(reading: ParsedStory, made: list[ActorCluster], described: list[Description]) -> Cast:
    ids: set[str] = set()
    actors: dict[int, Actor] = {}
    for party in sorted(made, key=lambda p: _order(reading.span(p.names[0].words))):
        spans = {reading.span(name.words) for name in party.names}
        spans |= {reading.span(r.words) for r in described if r.party is party and not r.named}
        mentions = tuple(sorted(spans, key=_order))
        side = party.side.display_name if party.side is not None else party.known_side
        actors[id(party)] = Actor(unique(entity_id(party.name), ids), party.display_name, party.kind, mentions, side)
    found: dict[Token, tuple[Actor, Span]] = {}
    for description in described:
        head = description.words[-1]
        found[head] = (actors[id(description.party)], reading.span(description.words))
    for party in made:
        for name in party.names:
            mention = (actors[id(party)], reading.span(name.words))
            if name.title is not None:
                for token in name.words.doc[name.title.start : name.title.stop]:
                    found.setdefault(token, mention)
    for party in made:
        for name in party.names:
            for token in name.words:
                found[token] = (actors[id(party)], reading.span(name.words))
    sides = {actors[id(p)].id: actors[id(p.side)] for p in made if p.side is not None}
    return Cast(tuple(actors.values()), found, sides)


def _order(span: Span) -> tuple[bool, int, int]:
    return (span.part is not Part.TITLE, span.start, span.end)
