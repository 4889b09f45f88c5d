"""Fetching beside newsboat (Debian's package): many feeds for the first time, again with nothing new, and slow servers.

`python -m bench.fetching [FEEDS] [RUNS]`. Both programs ask one server on loopback, a process of its own, from their
start to their end, in turns; figures are medians. Seconds of the processor are those of a program and its children.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.clock import Ratio
from bench.newspapers import Newspapers, serving

FEEDS, ENTRIES, RUNS = 300, 30, 3
NEWSBOAT = "newsboat"
THREADS = 8
_DELAY = 0.5
_WARM = 2
"""Fetches before the one that is measured, where nothing is to be new: newsboat asks with validators from its third."""
_STARTER = """
import os, sys, time
began = time.perf_counter()
sink = os.dup(1)
os.dup2(2, 1)
_, status, used = os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ), 0)
words = time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
os.write(sink, " ".join(map(str, words)).encode())
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock and of the processor, and the megabytes of the largest process."""

    clock: float
    processor: float
    megabytes: float


Fetching = Callable[[Path, Sequence[str]], Cost]


def measure(feeds: int = FEEDS, entries: int = ENTRIES, runs: int = RUNS) -> Iterator[Ratio]:
    """The ratios of this part."""
    what = f"{feeds} feeds of {entries} fetched"
    with serving(Newspapers(feeds, entries)) as urls:
        yield from _ratios(f"{what} for the first time", urls, runs)
        yield from _ratios(f"{what}, nothing new", urls, runs, _WARM)
    with serving(Newspapers(feeds, entries, _DELAY)) as urls:
        yield from _ratios(f"{what}, servers take {_DELAY:g} s", urls, runs)


def _ratios(what: str, urls: Sequence[str], runs: int, warm: int = 0) -> Iterator[Ratio]:
    ours, theirs = list[Cost](), list[Cost]()
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(warm):
                _briefing(Path(folder), urls)
                _newsboat(Path(folder), urls)
            ours.append(_briefing(Path(folder), urls))
            theirs += filter(None, [_newsboat(Path(folder), urls)])
    base = f"newsboat, {THREADS} threads"
    for name, unit, of in (
        (what, "s", lambda cost: cost.clock),
        ("… seconds of the processor", "s", lambda cost: cost.processor),
        ("… memory of the largest process", "MB", lambda cost: cost.megabytes),
    ):
        yield Ratio(name, base, median(map(of, ours)), median(map(of, theirs)) if theirs else None, unit)


def _briefing(folder: Path, urls: Sequence[str]) -> Cost:
    feeds, settings = folder / "feeds.yaml", folder / "settings.yaml"
    feeds.write_text("feeds:\n" + "".join(f"- url: {url}\n  private_network: true\n" for url in urls))
    settings.write_text("full_text: never\nfetch:\n  per_host: 0\n")
    places = ("--data-dir", folder / "data", "--feeds", feeds, "--config", settings)
    command = (sys.executable, "-m", "briefing", *places, "fetch", "--all", "--quiet", "--no-analysis")
    return _cost([str(part) for part in command])


def _newsboat(folder: Path, urls: Sequence[str]) -> Cost | None:
    """None where there is no newsboat."""
    if shutil.which(NEWSBOAT) is None:
        return None
    listed, settings = folder / "urls", folder / "config"
    listed.write_text("".join(f"{url}\n" for url in urls))
    settings.write_text(f"reload-threads {THREADS}\n")
    return _cost([NEWSBOAT, f"-u{listed}", f"-C{settings}", f"-c{folder / 'cache.db'}", "-x", "reload"])


def _cost(command: Sequence[str]) -> Cost:
    """What a program takes until it ends, with the children that it waited for.

    It is started by a small program: what the one that starts it holds in memory counts as its own.
    """
    starter = [sys.executable, "-S", "-c", _STARTER, *command]
    done = subprocess.run(starter, capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]!r}")
    return Cost(*map(float, done.stdout.split()))


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    for ratio in measure(given[0] if given else FEEDS, runs=given[1] if len(given) > 1 else RUNS):
        print(ratio.line(), flush=True)
