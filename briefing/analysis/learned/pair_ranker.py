"""Which pair of parties an act has, by all that its story tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from briefing.analysis.learned.small_networks import Features, SmallNetworks
from briefing.analysis.learned.weights import Floats


class Ranked(NamedTuple):
    """The number of the pair that is chosen, its chance among all, and by how much it leads the next one."""

    number: int
    chance: float
    lead: float


class PairRanker:
    """Small networks whose scores the pairs of an act compete by."""

    def __init__(self, networks: SmallNetworks) -> None:
        self._networks = networks

    def rank(self, pairs: Sequence[Features]) -> Ranked:
        """The pair of the highest chance."""
        chances = self.chances(pairs)
        best = int(chances.argmax())
        rival = float(np.delete(chances, best).max(initial=0.0))
        return Ranked(best, float(chances[best]), float(chances[best]) - rival)

    def chances(self, pairs: Sequence[Features]) -> Floats:
        """The chance of each pair; they add up to 1."""
        scores = self._networks.scores(pairs)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray((chances / chances.sum(axis=1, keepdims=True)).mean(axis=0), dtype=np.float32)
