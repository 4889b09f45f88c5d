"""The best of several runs, so that what else the machine does counts little."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """`what` took `seconds`; the baseline took `base_seconds`. Other measures than time have a `unit` of their own."""

    what: str
    baseline: str
    seconds: float
    base_seconds: float
    unit: str = "s"

    def line(self) -> str:
        """One line of the report."""
        times = self.seconds / self.base_seconds
        digits = 4 if self.unit == "s" else 0
        measured, base = (f"{figure:.{digits}f} {self.unit}" for figure in (self.seconds, self.base_seconds))
        return f"{self.what:<58} {times:>8.2f} x {self.baseline} ({measured} against {base})"


def best(work: Callable[[], object], runs: int = 3) -> float:
    """The seconds of the fastest run."""
    found = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - start)
    return found
