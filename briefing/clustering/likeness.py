"""The chance that two stories report one event, by weights fitted to pairs that were labelled by reading.

Stories of one event have one event or announcement as their news. Later statements, reactions, previews and raised bids
belong to the same running story, but are other events. `python -m bench.clusters` fits and measures the weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from briefing.clustering.fingerprint import Fingerprint, shared_weight
from briefing.clustering.words import cosine

_NEAR_HOURS = 36
"""Most reports of one event come within a day and a half."""
_FIRST_SENTENCES = 3


def features(one: Fingerprint, other: Fingerprint) -> dict[str, float]:
    """What speaks for and against one event, by name; the order of the two does not matter."""
    hours = abs((one.at - other.at).total_seconds()) / 3_600
    return {
        "title": cosine(one.title_words, other.title_words),
        "names": shared_weight(one.names, other.names),
        "numbers": math.log1p(len(one.numbers & other.numbers)),
        "title_in_lead": min(cosine(one.title_words, other.lead_words), cosine(other.title_words, one.lead_words)),
        "length": abs(math.log(max(1, len(one.words)) / max(1, len(other.words)))),
        "same_site": float(one.site == other.site),
        "opening": cosine(one.opening, other.opening),
        "sentences": max(_found_again(one, other), _found_again(other, one)),
        "quoted": math.log1p(len(one.quotation_shingles & other.quotation_shingles)),
        "near": float(hours <= _NEAR_HOURS),
        "day": float(bool(one.days & other.days)),
    }


def chance_same_event(one: Fingerprint, other: Fingerprint) -> float:
    """From 0 to 1; 0 where the words of either say nothing, as in other languages than English."""
    if not (one.is_english and other.is_english):
        return 0.0
    weights = _weights()
    logit = weights["bias"] + sum(weights[name] * value for name, value in features(one, other).items())
    return 1 / (1 + math.exp(-logit))


def _found_again(one: Fingerprint, other: Fingerprint) -> float:
    """How much of the first sentences of one story is in single sentences of the other, on average."""
    first = one.sentences[:_FIRST_SENTENCES]
    return sum(max((cosine(mine, theirs) for theirs in other.sentences), default=0.0) for mine in first) / max(
        1, len(first)
    )


@cache
def _weights() -> Mapping[str, float]:
    lines = files("briefing.clustering").joinpath("data/weights.txt").read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (line.split() for line in lines if not line.startswith("#"))}
