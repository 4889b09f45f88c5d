"""How far a line of the panel can be believed, by weights fitted to annotated stories (`bench/calibration.py`).

The logit of the chance that nothing in a line is wrong is the sum of the weights of its traits. To say nothing of a
recipient is not wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp

from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.places import Place
from briefing.analysis.vocabulary import data, per_language

_TOLD_BELOW = -0.4
"""A trait that takes more than this from the logit is among the reasons shown for a line."""

_VERY = 0.7
"""From which chance the recipient that the story tells is a very likely one."""


def chance(candidate: ActCandidate) -> float:
    """How likely nothing that the line says is wrong, from 0 to 1."""
    return likely(traits(candidate), load())


def likely(traits: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The chance of a line with these traits, from 0 to 1."""
    return 1 / (1 + exp(-sum(weights.get(trait, 0.0) * value for trait, value in traits.items())))


def traits(candidate: ActCandidate) -> dict[str, float]:
    """What the chance goes by; most traits are there (1) or not."""
    return {"a line": 1.0, "the words say it surely": candidate.certainty, **dict.fromkeys(_marks(candidate), 1.0)}


def against(candidate: ActCandidate) -> Iterator[str]:
    """The traits that make a line much less likely to be right."""
    return (mark for mark in _marks(candidate) if load().get(mark, 0.0) < _TOLD_BELOW)


def _marks(candidate: ActCandidate) -> Iterator[str]:
    if candidate.proposer is None:
        yield "nobody puts it"
    elif candidate.proposer.actor is None:
        yield "who puts it has no name"
    if candidate.recipient is None:
        yield "to whom is not said"
    elif candidate.likely < 1:
        yield "to whom is likely"
        if candidate.likely > _VERY:
            yield "to whom is very likely"
    if candidate.recipient is not None and candidate.recipient.actor is None:
        yield "to whom has no name"
    if candidate.places.whom in (Place.OWNER, Place.CLAUSE_PARTY):
        yield "to whom is who owns it"
    if candidate.trigger.entry.word_class in ("noun", "modal"):
        yield f"a {candidate.trigger.entry.word_class} says it"
    if candidate.act.is_answer:
        yield "it is an answer"
    if candidate.borrowed is not None:
        yield "its terms are another's"
    if candidate.also:
        yield "it is told again"


@per_language
def load() -> dict[str, float]:
    """The weights of the language in use, by trait."""
    weights: dict[str, float] = data("weights/calibration.yaml")
    return weights
