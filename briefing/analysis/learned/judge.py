"""How likely a line is right as it stands, and how likely it tells an act at all, by weights that were fitted.

The logit of a chance is the sum of the weights of a line's features (`line_features.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

KEPT_FROM = 0.47
"""From which chance that it tells an act a line is kept."""

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights by feature: `right` for a line without any fault, `act` for one that tells an act."""

    right: Features
    act: Features

    def is_kept(self, features: Features) -> bool:
        """Whether a line tells an act surely enough."""
        return _chance(self.act, features) >= KEPT_FROM

    def confidence(self, features: Features) -> float:
        """How likely nothing in a line is wrong, from 0 to 1."""
        return _chance(self.right, features)


def judge_from(data: Mapping[str, Any]) -> Judge:
    """A judge from the data of its file; KeyError where a part is missing."""
    return Judge(dict(data["right"]), dict(data["act"]))


def _chance(weights: Features, features: Features) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-max(-50.0, min(50.0, total))))
