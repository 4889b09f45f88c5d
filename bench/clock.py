"""The best of several runs, so that what else the machine does counts little."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """`what` took `seconds`; the baseline took `base_seconds`. Other measures than time have a `unit` of their own.

    Without `base_seconds` the baseline is not on this machine.
    """

    what: str
    baseline: str
    seconds: float
    base_seconds: float | None
    unit: str = "s"

    @property
    def times(self) -> float | None:
        """How many times the baseline; None where that is not here, or took nothing."""
        return self.seconds / self.base_seconds if self.base_seconds else None

    def line(self) -> str:
        """One line of the report."""
        if self.base_seconds is None or self.times is None:
            return f"{self.what:<58} {'':>8} {self._shown(self.seconds)}; not here: {self.baseline}"
        measured, base = self._shown(self.seconds), self._shown(self.base_seconds)
        return f"{self.what:<58} {self.times:>8.2f} x {self.baseline} ({measured} against {base})"

    def _shown(self, figure: float) -> str:
        return f"{figure:.{4 if self.unit == 's' else 0}f} {self.unit}"


def best(work: Callable[[], object], runs: int = 3) -> float:
    """The seconds of the fastest run."""
    found = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - start)
    return found
