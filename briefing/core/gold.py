"""A corrected story as an example in the format of gold files: what is in it, by the names that it has there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.core.analysis import Actor, Analysis, Line, Part, Party, Resource, Span
from briefing.core.story import Story

_PRONOUN = re.compile(r"(?i)(he|she|it|they|him|her|them|his|its|their|we|us|our|who|i|you|my|me)")


def gold_example(story: Story, analysis: Analysis) -> dict[str, Any]:
    """One line of a gold file. What is said in the title alone is left out: the text has no place for it."""
    text = story.body.text
    actors = {actor.id: _names(actor, text) for actor in analysis.actors}
    return {
        "id": story.id,
        "source": story.link or story.source,
        "text": text,
        "actors": [
            {"names": actors[actor.id], "mentions": mentions}
            for actor in analysis.actors
            if (mentions := _mentions(actor))
        ],
        "resources": [
            {"names": _names(resource, text), "mentions": mentions}
            for resource in analysis.resources
            if (mentions := _mentions(resource))
        ],
        "offers": [line for offer in analysis.offers for line in _line(offer, actors)],
        "measures": [line for measure in analysis.measures for line in _line(measure, actors)],
    }


def _line(line: Line, actors: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """A line of the example; nothing where the title alone says it."""
    evidence = _spans(line.evidence)
    if evidence:
        yield {
            "act": line.act.value,
            "negated": line.negated,
            "proposer": _party(line.proposer, actors),
            "recipient": _party(line.recipient, actors),
            "terms": [line.terms.text],
            "evidence": evidence,
            "optional": False,
        }


def _names(found: Actor | Resource, text: str) -> list[str]:
    said = (text[span.start : span.end] for span in found.mentions if span.part is Part.TEXT)
    return list(dict.fromkeys(name for name in (found.name, *said) if not _PRONOUN.fullmatch(name)))


def _mentions(found: Actor | Resource) -> list[list[int]]:
    return _spans(found.mentions)


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if span.part is Part.TEXT]


def _party(party: Party | None, actors: dict[str, list[str]]) -> list[str] | None:
    if party is None:
        return None
    return list(dict.fromkeys((party.name, *actors.get(party.actor or "", ()))))
