"""The start as a person sees it: from exec to the first title on a terminal, against a bare Textual app.

`python -m bench.first_title [RUNS]`. The programs take turns on a pseudo-terminal that answers what a terminal is
asked. Each figure is a median of its program's runs; the processor's time is that of all threads up to the title.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from bench import store
from bench.clock import Ratio
from briefing.storage.library import Library

RUNS = 7
SMALL, LARGE = 100, 100_000
PATIENCE = 60.0
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
_ANSWERS = {
    re.compile(rb"\x1b\]11;\?"): b"\x1b]11;rgb:1616/1919/1d1d\x1b\\",
    re.compile(rb"\x1b\[c"): b"\x1b[?62;22c",
}


def measure(runs: int = RUNS, sizes: Sequence[int] = (SMALL, LARGE)) -> Iterator[Ratio]:
    """The ratios of this part."""
    with tempfile.TemporaryDirectory() as folder:
        programs: dict[int, list[str]] = {0: [sys.executable, "-c", BARE]}
        for size in sizes:
            programs[size] = _reader(Path(folder) / str(size), size)
        found = _in_turns(programs, runs)
    wall, used = ({size: median(run[part] for run in found[size]) for size in found} for part in (0, 1))
    for size in sizes:
        told, bare = f"the first title of {size:,} stories on a terminal", "a bare Textual app's empty list"
        yield Ratio(told, bare, wall[size], wall[0])
        yield Ratio(f"{told}, processor", bare, used[size], used[0])
    if len(sizes) > 1:
        small, large = min(sizes), max(sizes)
        yield Ratio(f"the first title of {large:,} stories, processor", f"of {small:,}", used[large], used[small])


def _reader(folder: Path, stories: int) -> list[str]:
    """The command line of a reader over so many stories."""
    folder.mkdir()
    library = Library(folder / "briefing.db")
    for part in range(0, stories, 10_000):
        library.feeds.store(store.document(min(10_000, stories - part), f"p{part}-"))
    library.close()
    feeds = folder / "feeds.yaml"
    feeds.write_text(f"feeds:\n  - url: {store.FEED.url}\n", encoding="utf-8")
    settings = folder / "settings.yaml"
    settings.write_text("refresh_on_start: false\nrefresh_while_open: false\n", encoding="utf-8")
    places = ["--feeds", str(feeds), "--config", str(settings), "--data-dir", str(folder)]
    return [sys.executable, "-m", "briefing", *places]


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
    start = time.perf_counter()
    child, terminal = pty.fork()
    if not child:
        os.execve(command[0], command, {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 35, 120, 0, 0))
    try:
        _read_until(terminal, b"Title", start + PATIENCE, answers)
        return time.perf_counter() - start, _processor_seconds(child)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _read_until(terminal: int, words: bytes, end: float, answers: bool) -> None:
    said = b""
    while words not in said:
        if not select.select([terminal], [], [], max(0.0, end - time.perf_counter()))[0]:
            raise TimeoutError(f"{words!r} did not come")
        new = os.read(terminal, 65_536)
        said += new
        for question, answer in _ANSWERS.items():
            if answers and question.search(new):
                os.write(terminal, answer)


def _processor_seconds(process: int) -> float:
    """What all threads of a process have used of the processor, by the kernel's own account in nanoseconds."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


if __name__ == "__main__":
    for ratio in measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS):
        print(ratio.line(), flush=True)
