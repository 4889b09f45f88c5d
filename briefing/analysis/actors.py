"""The actors of a story, and which of them a word stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.gazetteer import Form, Gazetteer
from briefing.analysis.naming import slug, unique
from briefing.analysis.reading import Passage, Reading
from briefing.core.analysis import Actor, ActorKind, Span

_KINDS = {"PERSON": ActorKind.PERSON, "ORG": ActorKind.BODY, "GPE": ActorKind.STATE, "NORP": ActorKind.GROUP}

_Place = tuple[int, int]
"""A token: the id of its doc and its index there."""


@dataclass(frozen=True, eq=False)
class Cast:
    """The actors of one story. `at` and `mention` answer for any token of the story's passages."""

    actors: tuple[Actor, ...]
    _places: dict[_Place, tuple[Actor, Span]] = field(default_factory=dict)
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
    named: dict[str, tuple[ActorKind, list[tuple[Passage, Words]]]] = {}
    for passage in reading:
        taken: set[int] = set()
        doc = passage.doc
        for match in gazetteer.matches(doc.text):
            words = doc.char_span(match.start, match.end, alignment_mode="expand")
            if words is not None and match.form is not Form.ADJECTIVE:
                taken.update(range(words.start, words.end))
                named.setdefault(match.known.name, (match.known.kind, []))[1].append((passage, words))
        for entity in doc.ents:
            if entity.label_ in _KINDS and not taken & set(range(entity.start, entity.end)):
                named.setdefault(entity.text, (_KINDS[entity.label_], []))[1].append((passage, entity))
    actors: list[Actor] = []
    places: dict[_Place, tuple[Actor, Span]] = {}
    ids: set[str] = set()
    for name, (kind, found) in named.items():
        spans = sorted({p.span(w) for p, w in found}, key=lambda s: (s.part != "title", s.start))
        actor = Actor(unique(slug(name), ids), name, kind, tuple(spans))
        actors.append(actor)
        for passage, words in found:
            for token in words:
                places[(id(token.doc), token.i)] = (actor, passage.span(words))
    return Cast(tuple(actors), places)
