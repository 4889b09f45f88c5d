"""Which pair of parties each act has, by all that its story tells of them."""

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


UNRANKED = Ranked(0, 1.0, 1.0)
"""The likeliest pair by the network alone."""


class PairRanker:
    """Small networks whose scores the pairs of an act compete by."""

    def __init__(self, networks: SmallNetworks) -> None:
        self._networks = networks

    def rank(self, acts: Sequence[Sequence[Features]]) -> list[Ranked]:
        """For each act the pair of the highest chance, by the features of its pairs."""
        return [_first(chances) for chances in self.chances(acts)]

    def chances(self, acts: Sequence[Sequence[Features]]) -> list[Floats]:
        """For each act the chances of its pairs; they add up to 1."""
        if not acts:
            return []
        scores = self._networks.scores([pair for pairs in acts for pair in pairs])  # numpy is slow to begin
        ends = np.cumsum([len(pairs) for pairs in acts])
        return [_among_themselves(part) for part in np.split(scores, ends[:-1], axis=1)]


def _among_themselves(scores: Floats) -> Floats:
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray((chances / chances.sum(axis=1, keepdims=True)).mean(axis=0), dtype=np.float32)


def _first(chances: Floats) -> Ranked:
    best = int(chances.argmax())
    rival = float(np.delete(chances, best).max(initial=0.0))
    return Ranked(best, float(chances[best]), float(chances[best]) - rival)
