"""The start: what a command and the first screen load, against an empty interpreter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from bench.clock import Ratio, best


def measure() -> Iterator[Ratio]:
    """The ratios of this part."""
    empty = best(lambda: _run("pass"), 5)
    for what, code in (
        ("loading what `briefing list` needs", "import briefing.__main__"),
        ("loading what the first screen needs", "import briefing.__main__, briefing.app"),
    ):
        yield Ratio(what, "an empty interpreter", best(lambda c=code: _run(c), 5), empty)  # type: ignore[misc]


def _run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)
