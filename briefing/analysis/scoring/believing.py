"""How far a line of the panel can be believed, by weights fitted to annotated stories (`bench/calibration.py`).

The logit of the chance that nothing in a line is wrong is the sum of the weights of its traits. To say nothing of a
recipient is not wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import exp

import yaml

from briefing.analysis.acts.drafts import Draft

_TOLD_BELOW = -0.4
"""A trait that takes more than this from the logit is told to who asks why a line is there."""

_VERY = 0.7
"""From which chance the recipient that the story tells is a very likely one."""


def chance(draft: Draft) -> float:
    """How likely nothing that the line says is wrong, from 0 to 1."""
    return likely(traits(draft), load())


def likely(traits: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The chance of a line with these traits, from 0 to 1."""
    return 1 / (1 + exp(-sum(weights.get(trait, 0.0) * value for trait, value in traits.items())))


def traits(draft: Draft) -> dict[str, float]:
    """What the chance goes by; most traits are there (1) or not."""
    return {"a line": 1.0, "the words say it surely": draft.confidence, **dict.fromkeys(_marks(draft), 1.0)}


def against(draft: Draft) -> Iterator[str]:
    """The traits that make a line much less likely to be right."""
    return (mark for mark in _marks(draft) if load().get(mark, 0.0) < _TOLD_BELOW)


def _marks(draft: Draft) -> Iterator[str]:
    if draft.proposer is None:
        yield "nobody puts it"
    elif draft.proposer.actor is None:
        yield "who puts it has no name"
    if draft.recipient is None:
        yield "to whom is not said"
    elif draft.likely < 1:
        yield "to whom is likely"
        if draft.likely > _VERY:
            yield "to whom is very likely"
    if draft.recipient is not None and draft.recipient.actor is None:
        yield "to whom has no name"
    if draft.places[1] in ("owner", "clause-party"):
        yield "to whom is who owns it"
    if draft.trigger.entry.word_class in ("noun", "modal"):
        yield f"a {draft.trigger.entry.word_class} says it"
    if draft.act.is_answer:
        yield "it is an answer"
    if draft.borrowed is not None:
        yield "its terms are another's"
    if draft.also:
        yield "it is told again"


@cache
def load() -> dict[str, float]:
    """The weights that ship with the package, by trait."""
    data = (files("briefing.analysis") / "data" / "believing.yaml").read_text(encoding="utf-8")
    weights: dict[str, float] = yaml.safe_load(data)
    return weights
