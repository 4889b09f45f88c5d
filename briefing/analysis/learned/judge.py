"""How likely a line is right as it stands, and how likely it tells an act at all.

What that goes by are the features of `line_features.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from briefing.analysis.learned.small_networks import Features, SmallNetworks

KEPT_FROM = 0.55
"""From which chance that it tells an act a line is kept."""


class Chance(Protocol):
    """Something that says how likely lines are so, from 0 to 1."""

    def of(self, lines: Sequence[Features]) -> list[float]:
        """The chance of each line, by its features; those that it lacks are 0."""
        ...


class Likelihood:
    """The mean of the chances that small networks give."""

    def __init__(self, networks: SmallNetworks) -> None:
        self._networks = networks

    def of(self, lines: Sequence[Features]) -> list[float]:
        """The chance of each line."""
        chances = 1 / (1 + np.exp(-self._networks.scores(lines)))
        return [float(chance) for chance in chances.mean(axis=0)]


@dataclass(frozen=True, slots=True)
class Judge:
    """Two chances of a line: `right` that nothing in it is wrong, `act` that it tells an act."""

    right: Chance
    act: Chance

    def are_kept(self, lines: Sequence[Features]) -> list[bool]:
        """For each line whether it tells an act surely enough."""
        return [chance >= KEPT_FROM for chance in self.act.of(lines)]

    def confidences(self, lines: Sequence[Features]) -> list[float]:
        """For each line how likely nothing in it is wrong, from 0 to 1."""
        return self.right.of(lines)
