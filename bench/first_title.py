"""The start as a person sees it: from exec to the first title on a terminal, against a bare Textual app.

`python -m bench.first_title [RUNS]`. The programs take turns on a pseudo-terminal that answers what a terminal is
asked. Each figure is a median of its program's runs; the processor's time is that of all threads up to the title.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from bench.clock import Ratio
from bench.readers import reader
from bench.terminal import running

RUNS = 7
SMALL, LARGE = 100, 100_000
BARE = """
from textual.app import App
from textual.widgets import OptionList

class Bare(App):
    def compose(self):
        empty = OptionList()
        empty.border_title = "Title"
        yield empty

Bare().run()
"""


def measure(runs: int = RUNS, sizes: Sequence[int] = (SMALL, LARGE)) -> Iterator[Ratio]:
    """The ratios of this part."""
    with tempfile.TemporaryDirectory() as folder:
        programs: dict[int, list[str]] = {0: [sys.executable, "-c", BARE]}
        for size in sizes:
            programs[size] = reader(Path(folder) / str(size), size)
        found = _in_turns(programs, runs)
    wall, used = ({size: median(run[part] for run in found[size]) for size in found} for part in (0, 1))
    for size in sizes:
        told, bare = f"the first title of {size:,} stories on a terminal", "a bare Textual app's empty list"
        yield Ratio(told, bare, wall[size], wall[0])
        yield Ratio(f"{told}, processor", bare, used[size], used[0])
    if len(sizes) > 1:
        small, large = min(sizes), max(sizes)
        yield Ratio(f"the first title of {large:,} stories, processor", f"of {small:,}", used[large], used[small])


def _in_turns(programs: Mapping[int, list[str]], runs: int) -> dict[int, list[tuple[float, float]]]:
    """The runs of each program, after one of each that counts for nothing: it writes the compiled modules."""
    found: dict[int, list[tuple[float, float]]] = {name: [] for name in programs}
    for run in range(runs + 1):
        for name, command in programs.items():
            seconds = until_title(command)
            if run:
                found[name].append(seconds)
    return found


def until_title(command: list[str], answers: bool = True) -> tuple[float, float]:
    """The seconds by the clock and by the processor until a program has drawn the word Title; it is then killed."""
    with running(command, answers) as program:
        return program.read_until(b"Title"), program.processor()


if __name__ == "__main__":
    for ratio in measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS):
        print(ratio.line(), flush=True)
