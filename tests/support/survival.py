"""Processes that fetch and annotate on one data folder until they are killed, and what must be there after each kill.

python -m tests.support.survival --kills 500      kill -9, again and again
python -m tests.support.survival --seconds 60     nobody is killed: two that write at once, for so long
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from briefing.analyst import AnalysisProcesses
from briefing.core.errors import BriefingError
from briefing.core.events import FeedDone
from briefing.core.feed import Feed
from briefing.core.journal import Field
from briefing.core.query import ALL, STARRED
from briefing.fetch.client import Client
from briefing.fetch.options import FetchOptions
from briefing.services.desk import Desk, open_desk
from briefing.services.first import DeskOptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.storage.maintenance import LibraryMaintenance
from tests.support.feeds import ReadHere, item, rss
from tests.support.networks import MadeNetwork
from tests.support.server import Answer, FeedServer, Request

FEEDS = 4
ITEMS = 10
BEGINS_WITHIN = 300
"""Seconds until a process has kept something; a busy disk may take a minute for a single write."""


@dataclass
class Promises:
    """What processes have said is kept: stories, stars, and the highest number in each story's note."""

    stories: set[str] = field(default_factory=set)
    starred: set[str] = field(default_factory=set)
    notes: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Take in one line of a process; a line that was cut off says nothing."""
        kind, _, rest = line.partition(" ")
        if not line.endswith("\n"):
            return
        words = rest.split()
        if kind == "stored":
            self.stories.update(words)
        elif kind == "starred":
            self.starred.add(words[0])
        elif kind == "noted":
            self.notes[words[0]] = max(int(words[1]), self.notes.get(words[0], 0))
        elif kind == "error":
            self.errors.append(rest.strip())

    def broken(self, database: Path) -> list[str]:
        """What was promised and is not there."""
        stories, starred, notes = set(self.stories), set(self.starred), dict(self.notes)  # they may grow meanwhile
        library = Library(database)
        try:
            wrong = [f"no story {story}" for story in stories - set(library.stories.find(ALL))]
            wrong += [f"no star on {story}" for story in starred - set(library.stories.find(STARRED))]
            kept = dict(library._db.rows("SELECT story.id, note.text FROM note JOIN story ON story.num = note.story"))
            for story, number in notes.items():
                if int(kept.get(story, "0").split()[-1]) < number:
                    wrong.append(f"note {number} on {story} is {kept.get(story)!r}")
            check = library._db.row("PRAGMA quick_check")
            return wrong if check is not None and check[0] == "ok" else [*wrong, f"the file is damaged: {check}"]
        finally:
            library.close()


class Process:
    """One process at work; its lines become promises as they come."""

    def __init__(self, job: str, data: Path, url: str, promises: Promises) -> None:
        command = [sys.executable, "-m", "tests.support.survival", "--job", job, "--data", str(data), "--url", url]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._promises = promises
        self.begun = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._promises.take(line)
            self.begun.set()

    def end(self, how: signal.Signals) -> None:
        """End it, and hear its last words."""
        self._process.send_signal(how)
        self._process.wait()
        self._thread.join()


@contextmanager
def growing_feeds() -> Iterator[str]:
    """A server whose feeds have new items each time they are asked."""
    server, number = FeedServer(), count()

    def play(name: int) -> None:
        async def answer(_request: Request, out: Answer) -> None:
            first = next(number) * ITEMS
            links = (f"https://wire.example/{name}/{first + i}" for i in range(ITEMS))
            items = "".join(item(link=link, guid=link, title=f"Story at {link}") for link in links)
            await out.send(rss(items).encode(), {"Content-Type": "application/rss+xml"})

        server.play(f"/{name}", answer)

    try:
        for name in range(FEEDS):
            play(name)
        yield server.url("")
    finally:
        server.close()


@contextmanager
def processes() -> Iterator[dict[str, Process]]:
    """The processes at work, by their jobs; none outlives the block."""
    at_work: dict[str, Process] = {}
    try:
        yield at_work
    finally:
        for process in at_work.values():
            process.end(signal.SIGKILL)


def kill_again_and_again(kills: int, data: Path, chance: random.Random) -> tuple[Promises, list[str]]:
    """Kill one of two processes, or both, so many times; what was promised, and what of it was broken."""
    promises, broken = Promises(), []
    with growing_feeds() as url, processes() as at_work:
        for _ in range(kills):
            for job in ("fetch", "annotate"):
                if job not in at_work:
                    at_work[job] = Process(job, data, url, promises)
            _all_begun(at_work)
            time.sleep(chance.random() * 0.15)  # a kill comes at any moment
            for job in chance.choice((["fetch"], ["annotate"], ["fetch", "annotate"])):
                at_work.pop(job).end(signal.SIGKILL)
            broken += promises.broken(data / "briefing.db")
    return promises, broken


def write_at_once(seconds: float, data: Path) -> tuple[Promises, list[str]]:
    """Two processes annotate and one fetches, all on one folder, for so long."""
    promises = Promises()
    with growing_feeds() as url, processes() as at_work:
        for job in ("fetch", "annotate", "annotate-others"):
            at_work[job] = Process(job, data, url, promises)
        _all_begun(at_work)
        time.sleep(seconds)
    return promises, [*promises.errors, *promises.broken(data / "briefing.db")]


def _all_begun(at_work: dict[str, Process]) -> None:
    for process in at_work.values():
        assert process.begun.wait(BEGINS_WITHIN), "a process keeps nothing"


async def _work(job: str, data: Path, url: str) -> None:
    maintenance = LibraryMaintenance(data / "briefing.db")
    desk = open_desk(
        LibraryAccess(maintenance.open),
        [Feed(f"{url}/{name}") for name in range(FEEDS)],
        MadeNetwork(lambda: Client(FetchOptions(per_host=0), ReadHere())),
        AnalysisProcesses(data / "log"),
        DeskOptions(data),
        maintenance=maintenance,
    )
    while True:
        try:
            await (_fetch(desk) if job == "fetch" else _annotate(desk, others=job == "annotate-others"))
        except BriefingError as error:
            _say(f"error {error}")


async def _fetch(desk: Desk) -> None:
    async for event in desk.refresher.refresh(everything=True):
        if isinstance(event, FeedDone):
            if event.fetched.message:
                _say(f"error {event.fetched.message}")
            _say(f"stored {' '.join(event.new_stories)}")


async def _annotate(desk: Desk, others: bool) -> None:
    """Star and note stories; of two processes each has its own half, so that neither replaces the other's notes."""
    ids = [story for story in await desk.stories.find(ALL, 200) if (ord(story[-1]) % 2 == 0) is others]
    for number in count(time.time_ns()):
        if not ids:
            return
        story = random.choice(ids)
        await desk.annotations.mark([story], Field.STARRED, True)
        _say(f"starred {story}")
        await desk.annotations.set_note(story, f"a note, and its number: {number}")
        _say(f"noted {story} {number}")


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> None:
    """Do a process's work, or watch over some."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0)
    for name in ("--job", "--data", "--url"):
        parser.add_argument(name)
    args = parser.parse_args()
    if args.job:
        asyncio.run(_work(args.job, Path(args.data), args.url))
    with tempfile.TemporaryDirectory() as folder:
        if args.kills:
            promises, broken = kill_again_and_again(args.kills, Path(folder), random.Random())
        else:
            promises, broken = write_at_once(args.seconds, Path(folder))
    kept = f"{len(promises.stories)} stories, {len(promises.starred)} stars, {len(promises.notes)} notes were promised"
    _say(f"{kept}; {len(broken)} promises broken, {len(promises.errors)} errors")
    for wrong in broken[:20]:
        _say(wrong)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
