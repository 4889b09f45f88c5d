"""A sync with a server on loopback: the first one, one with nothing to do, and what they need of memory.

`python -m bench.sync [10000 50000]` prints a report: seconds of the clock and of the processor, calls, and the largest
memory of this process. The server is a process of its own and speaks Google Reader's protocol.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from briefing.core.account import Account
from briefing.core.sync_limits import SyncLimits
from briefing.intake.subscriptions import Subscriptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from briefing.sync.engine import Engine
from briefing.sync.servers import open_server
from tests.support.greader_server import GoogleReaderServer
from tests.support.remote_reader import PASSWORD, USER

FEEDS = 50
TEXT = "<p>The ministry said that the talks on grain, oil and copper would go on in the spring.</p>" * 16


def serve(stories: int, pipe: Connection) -> None:
    """Be the server of so many unread stories until the other end of the pipe says more."""
    server = GoogleReaderServer("freshrss")
    for number in range(FEEDS):
        url = f"https://paper{number}.example/rss"
        server.reader.publish(url, stories // FEEDS, f"Paper {number}")
        server.reader.subscribe(url, group=f"Group {number % 7}")
    for place, item in enumerate(server.reader.items.values()):
        item.text = f"<p>Report {place} of the harbour.</p>{TEXT}"
        item.published += place
    pipe.send(server.url)
    while pipe.recv():
        pipe.send(len(server.asked))
    server.close()


def sync(folder: Path, url: str, stories: int) -> tuple[float, float, str]:
    """Sync once; the seconds of the clock, those of the processor, and what happened."""

    async def run() -> str:
        async def password() -> str:
            return PASSWORD

        account = Account("bench", "greader", url, USER)
        library = LibraryAccess(lambda: Library(folder / "briefing.db"))
        feeds = Subscriptions((), folder / "feeds.yaml", _no_network, library, lambda _library, _new, _at: None)
        server = open_server(account, password)
        try:
            engine = Engine(
                account, server, library, feeds, lambda _l, _n, _a: None, SyncLimits(unread=stories, most=stories)
            )
            report = await engine.sync()
            return f"{len(report.new_stories):,} new"
        finally:
            await server.aclose()
            await library.close()

    started, used = time.perf_counter(), processor()
    told = asyncio.run(run())
    return time.perf_counter() - started, processor() - used, told


def processor() -> float:
    """Seconds of the processor that this process used, and the processes that read texts for it."""
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + of_children.ru_utime + of_children.ru_stime


def measure(stories: int) -> None:
    """Print what a library of so many stories needs."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(stories, theirs), daemon=True)
    server.start()
    url = ours.recv()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "feeds.yaml").write_text("feeds: []\n", encoding="utf-8")
        calls = 0
        for what in ("first sync", "nothing to do", "nothing to do, again"):
            seconds, processor, told = sync(folder, url, stories)
            ours.send(True)
            asked = ours.recv()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{stories:>7,} stories  {what:<22} {seconds:7.2f} s  {processor:7.2f} s of the processor"
                f"  {asked - calls:>4} calls  {peak:5.0f} MB at most  {told}",
                flush=True,
            )
            calls = asked
    ours.send(False)
    server.join(5)


async def _no_network(_with_documents: bool) -> NoReturn:
    raise AssertionError("no feed is asked from here")


if __name__ == "__main__":
    for number in sys.argv[1:] or ["10000", "50000"]:
        measure(int(number))
