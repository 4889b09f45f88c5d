"""Archives: stories a second with one worker and with two, what the processes take, and a second run.

`python -m bench.archive [INPUT…] [--stories N] [--workers 1 2] [--partition N] [--out FOLDER]`. Without an input the
gold stories are repeated under other ids. `--out` keeps the last archive. `make bench` leaves it out: it takes minutes.
Seconds of processors say what a core does where the machine has other work, too.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import psutil

from bench import gold
from briefing.archive.cluster import Cluster
from briefing.archive.database import open_database
from briefing.archive.folder import ArchiveFolder
from briefing.archive.ledger import make_ledger
from briefing.archive.partitions import Input, Kind
from briefing.archive.planning import find_inputs
from briefing.archive.run import Outcome, analyse, only_run
from briefing.archive.search import Search
from briefing.archive.work import Job
from briefing.core.default_model import DEFAULT_MODEL
from briefing.core.query.parsing import parse
from briefing.services.clock import now

SEARCHES = ("act:offer", "from:china", "from:china act:demand since:2000", "oil price", '"trade talks" -act:reject')


class Taken:
    """What each sort of process took, looked at every second: the most memory in megabytes, and processor seconds."""

    def __init__(self) -> None:
        self.memory: dict[str, float] = defaultdict(float)
        self._seconds: dict[int, float] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Taken:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    @property
    def seconds(self) -> float:
        """Of all processes but this one."""
        return sum(self._seconds.values())

    def words(self) -> str:
        """The memory in a line."""
        return ", ".join(f"{sort} {most:.0f} MB" for sort, most in sorted(self.memory.items()))

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._end.wait(1.0):
            for one in [me, *me.children(recursive=True)]:
                try:
                    words, memory, times = " ".join(one.cmdline()), one.memory_info().rss / 1e6, one.cpu_times()
                except psutil.Error:
                    continue
                sort = "run" if one.pid == me.pid else "analysis" if "briefing.analysis" in words else "worker"
                if sort != "worker" or "spawn_main" in words:
                    self.memory[sort] = max(self.memory[sort], memory)
                if one.pid != me.pid:
                    self._seconds[one.pid] = times.user + times.system


def main() -> None:
    """Measure, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--stories", type=int, default=400)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--partition", type=int, default=20)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        inputs = find_inputs(args.inputs) if args.inputs else (_made(Path(scratch), args.stories),)
        rates: dict[int, float] = {}
        folder = Path(scratch)
        for workers in args.workers:
            folder = Path(scratch) / f"out-{workers}"
            with Taken() as taken:
                outcome = _run(folder, inputs, workers, args.partition)
            done = outcome.progress
            rates[workers] = done.rate
            print(
                f"{workers} workers: {done.stories:,} stories in {done.seconds:.1f} s, {done.rate:.2f} a second,"
                f" {done.stories / max(taken.seconds, 1e-9):.2f} a second of a processor; most memory: {taken.words()};"
                f" {outcome.rows['errors']} errors, {len(outcome.failed)} given up; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        least, most = min(rates), max(rates)
        if most > least:
            print(f"{most} workers are {rates[most] / rates[least] / (most / least):.2f} × linear to {least}")
        again = _run(folder, inputs, args.workers[-1], args.partition)
        print(f"a second run: {again.progress.stories} stories analysed, {again.progress.before:,} known")
        _ask(folder)
        if args.out:
            shutil.copytree(folder, args.out)


def _run(folder: Path, inputs: tuple[Input, ...], workers: int, partition: int) -> Outcome:
    ArchiveFolder(folder).open(partition)
    with only_run(folder), closing(Cluster(workers=workers)) as cluster:
        return analyse(cluster, inputs, Job(folder, DEFAULT_MODEL, stories=partition), lambda _progress: None)


def _ask(folder: Path) -> None:
    with open_database(folder) as database:
        began = time.perf_counter()
        made = make_ledger(database, folder, now())
        print(f"ledger: {made.lines:,} lines, {made.entries:,} entries in {time.perf_counter() - began:.2f} s")
        search = Search(database)
        for text in SEARCHES:
            query, began = parse(text, now()), time.perf_counter()
            found = search.count(query), len(list(search.find(query, 50)))
            print(f"{text}: {found[0]:,} stories in {1000 * (time.perf_counter() - began):.0f} ms")


def _made(folder: Path, count: int) -> Input:
    stories = gold.load()
    file = folder / "gold.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            one = stories[number % len(stories)]
            date = f"20{number % 20 + 5:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            story = {"id": str(number), "title": "", "text": one.text, "date": date}
            lines.write(json.dumps(story) + "\n")
    return Input(file, Kind.JSON_LINES)


if __name__ == "__main__":
    main()
