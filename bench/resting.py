"""A reader that nobody touches: what it holds in memory over 100,000 stories, and what it does with the time.

`python -m bench.resting [STORIES] [SECONDS]`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.clock import Ratio
from bench.first_title import BARE
from bench.readers import reader
from bench.terminal import running

STORIES, SECONDS = 100_000, 30.0
_SETTLE = 10.0
"""Seconds until all that comes behind the first screen is loaded."""


def measure(stories: int = STORIES, seconds: float = SECONDS, settle: float = _SETTLE) -> Iterator[Ratio]:
    """The ratios of this part."""
    with running([sys.executable, "-c", BARE]) as bare:
        bare.read_until(b"Title")
        bare.read_all(time.perf_counter() + 1)
        base = bare.megabytes()
    with (
        tempfile.TemporaryDirectory() as folder,
        running(reader(Path(folder) / "reader", stories)) as program,
    ):
        program.read_until(b"Title")
        program.read_all(time.perf_counter() + settle)
        drawn, used = _drawn(program.drawn), program.processor()
        program.read_all(time.perf_counter() + seconds)
        used, later = program.processor() - used, _drawn(program.drawn) - drawn
        yield Ratio(
            f"memory of a reader over {stories:,} stories", "a bare Textual app", program.megabytes(), base, "MB"
        )
    yield Ratio(f"{seconds:g} idle seconds: the processor", "those of one core", used, seconds)
    yield Ratio("… what was drawn", "at the start", later, drawn, "bytes")


def _drawn(pieces: list[tuple[float, bytes]]) -> float:
    return float(sum(len(piece) for _, piece in pieces))


if __name__ == "__main__":
    given = sys.argv[1:]
    for ratio in measure(int(given[0]) if given else STORIES, float(given[1]) if len(given) > 1 else SECONDS):
        print(ratio.line(), flush=True)
