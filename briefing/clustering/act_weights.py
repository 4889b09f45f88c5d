"""The chances that lines are joined by: weights fitted to pairs labelled by reading (`python -m bench.acts`)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

SAME, ANSWERS = "same", "answer"
THRESHOLDS: Mapping[str, float] = {SAME: 0.65, ANSWERS: 0.65}
"""From these chances on, two lines are joined: those of one act with precision 0.88 and recall 0.63, answers with 1.00
and 0.44, by cross-validation over events (docs/ledger.md).
"""


def chance_of(kind: str, found: Mapping[str, float]) -> float:
    """The chance of a kind, SAME or ANSWERS, by the features that were found of two lines."""
    weights = _weights()[kind]
    logit = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return round(1 / (1 + math.exp(-max(-50.0, min(50.0, logit)))), 4)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = files("briefing.clustering").joinpath("data/act_weights.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    found: dict[str, dict[str, float]] = {SAME: {}, ANSWERS: {}}
    for kind, name, value in rows:
        found[kind][name] = float(value)
    return found
