"""The best of several runs, so that what else the machine does counts little."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """`what` took `seconds`; the baseline took `base_seconds`."""

    what: str
    baseline: str
    seconds: float
    base_seconds: float

    def line(self) -> str:
        """One line of the report."""
        times = self.seconds / self.base_seconds
        return (
            f"{self.what:<52} {times:>8.2f} x {self.baseline} ({self.seconds:.4f} s against {self.base_seconds:.4f} s)"
        )


def best(work: Callable[[], object], runs: int = 3) -> float:
    """The seconds of the fastest run."""
    found = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - start)
    return found
