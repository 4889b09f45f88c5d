"""Chances as odds."""

from __future__ import annotations

import numpy as np

_LEAST = 1e-4


def logit(chance: float) -> float:
    """The logarithm of the odds of a chance, within bounds."""
    p = min(max(chance, _LEAST), 1 - _LEAST)
    return float(np.log(p / (1 - p)))
