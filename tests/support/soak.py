"""All of Briefing at once on one data folder for as long as one says, and what must be true of it afterwards.

python -m tests.support.soak --seconds 1800

Two `briefing fetch` after each other, a plain reader that stars and writes notes, `briefing save`, `briefing sync` with
a server on which somebody else reads, and the page of `briefing serve` run side by side against feeds that change, fail
and lie. Then the library is checked, and that both sides of the sync have the same.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.feeds import RSS_TYPE, item, rss
from tests.support.greader_server import GoogleReaderServer
from tests.support.remote_reader import PASSWORD, USER
from tests.support.server import Answer, FeedServer, Request

ROOT = Path(__file__).parents[2]
FEEDS = 6
REMOTE = "https://harbour.example/rss"
"""A feed that comes from the server of an account."""


@dataclass
class Soak:
    """What happened: how often each work was done, the notes that were called kept, and what went wrong."""

    done: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def count(self, work: str) -> None:
        """One more of a work."""
        self.done[work] = self.done.get(work, 0) + 1


def serve_feeds(server: FeedServer) -> list[str]:
    """Feeds of which some are new at each question, one fails now and then, and one lists the links of another."""
    asked = dict.fromkeys(range(FEEDS), 0)

    def play(number: int) -> str:
        async def answer(request: Request, out: Answer) -> None:
            asked[number] += 1
            if number == 1 and asked[number] % 3 == 0:
                await out.send(b"", status=503)
                return
            source = 0 if number == 2 else number  # the third feed claims the stories of the first
            newest = asked[number]
            words = f"by {number}" if number == 2 else "as it is"
            items = [
                item(
                    n,
                    title=f"Feed {source} story {n} {words}",
                    link=f"https://wire.example/{source}/{n}",
                    guid=f"{number}-{n}",
                    description=f"Story {n} of feed {source}, told {words}.",
                )
                for n in range(newest, max(0, newest - 8), -1)
            ]
            await out.send(rss("".join(items)).encode(), RSS_TYPE)

        return server.play(f"/{number}", answer)

    return [play(number) for number in range(FEEDS)]


def briefing(folder: Path, *words: str, text: str = "", seconds: float = 600) -> subprocess.CompletedProcess[str]:
    """Run a command over the folder."""
    places = ("--data-dir", folder / "data", "--feeds", folder / "feeds.yaml", "--config", folder / "settings.yaml")
    command = [sys.executable, "-m", "briefing", *map(str, places), *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    return subprocess.run(command, input=text, capture_output=True, text=True, env=env, timeout=seconds, check=False)


def configure(folder: Path, server: FeedServer, remote: GoogleReaderServer) -> None:
    """Feeds that are asked all the time, and an account on a server."""
    feeds = "".join(f"- url: {address}\n  every: 1m\n" for address in serve_feeds(server))
    (folder / "feeds.yaml").write_text(f"feeds:\n{feeds}")
    remote.reader.publish(REMOTE, 5, "Harbour Post")
    remote.reader.subscribe(REMOTE, group="Ports")
    (folder / "settings.yaml").write_text(
        f"save_folder: {folder / 'saved'}\nfetch:\n  per_host: 0\naccounts:\n"
        f"- {{name: home, kind: greader, url: '{remote.url}', user: {USER},"
        f" password_command: ['{sys.executable}', -c, 'print(\"{PASSWORD}\")']}}\n"
    )


@dataclass
class Works:
    """What goes on side by side, each time with the number of its turn."""

    folder: Path
    remote: GoogleReaderServer
    soak: Soak

    def fetch(self, _turn: int = 0) -> None:
        """Ask all feeds."""
        done = briefing(self.folder, "fetch", "--all", "--no-analysis", "--no-full-text")
        if done.returncode not in (0, 1) or "Traceback" in done.stderr:
            self.soak.wrong.append(f"fetch ended with {done.returncode}: {done.stderr[-500:]}")

    def note(self, turn: int) -> None:
        """Write a note on a story, and star it."""
        words = f"note number {turn}"
        done = briefing(self.folder, "--plain", text=f"open 1\nnote {words}\nstar\nquit\n")
        if "Note saved." in done.stdout:
            self.soak.notes.append(words)
        elif "Traceback" in done.stderr:
            self.soak.wrong.append(f"plain: {done.stderr[-500:]}")

    def save(self, _turn: int) -> None:
        """Save the newest stories."""
        listed = briefing(self.folder, "list", "--limit", "5", "--format", "json").stdout
        ids = [story["id"] for story in json.loads(listed)["stories"]]
        done = briefing(self.folder, "save", *ids) if ids else None
        if done is not None and "Traceback" in done.stderr:
            self.soak.wrong.append(f"save: {done.stderr[-500:]}")

    def sync(self, turn: int) -> None:
        """Sync, while somebody else reads on the server."""
        done = briefing(self.folder, "sync", "--yes")
        if done.returncode and "syncing at this moment" not in done.stderr:
            self.soak.wrong.append(f"sync ended with {done.returncode}: {done.stderr[-500:]}")
        shown = self.remote.reader.shown()
        self.remote.reader.publish(REMOTE, 1)
        self.remote.reader.refresh()
        self.remote.reader.mark([item.number for item in shown[turn % 3 :: 3]], read=turn % 2 == 0)
        self.remote.reader.mark([item.number for item in shown[turn % 5 :: 5]], starred=turn % 2 == 1)


def again(soak: Soak, until: float, work: str, once: Callable[[int], None]) -> threading.Thread:
    """A thread that does a work over and over, at least once."""

    def loop() -> None:
        turn = 0
        while turn == 0 or time.monotonic() < until:
            try:
                once(turn)
            except Exception as error:  # whatever it is, the others go on and it is told
                soak.wrong.append(f"{work}: {type(error).__name__}: {error}")
            soak.count(work)
            turn += 1

    return threading.Thread(target=loop, name=work)


def run(folder: Path, seconds: float) -> Soak:
    """Soak for so long; what came of it."""
    soak, server, until = Soak(), FeedServer(), time.monotonic() + seconds
    remote = GoogleReaderServer("freshrss")
    configure(folder, server, remote)
    do = Works(folder, remote, soak)
    do.fetch()
    works = {"fetch": do.fetch, "fetch too": do.fetch, "note": do.note, "save": do.save, "sync": do.sync}
    with _served(folder) as address:
        works["page"] = lambda _turn: _look(address, soak)
        threads = [again(soak, until, work, once) for work, once in works.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    last = briefing(folder, "sync", "--yes")
    if last.returncode:
        soak.wrong.append(f"the last sync ended with {last.returncode}: {last.stderr[-500:]}")
    server.close()
    check(folder, soak)
    check_sides(folder, remote, soak)
    remote.close()
    return soak


def check(folder: Path, soak: Soak) -> None:
    """What must be true of the library and the saved files."""
    with closing(sqlite3.connect(folder / "data" / "briefing.db")) as db:
        say = soak.wrong.append
        for pragma in ("integrity_check", "foreign_key_check"):
            found = db.execute(f"PRAGMA {pragma}").fetchall()
            if found not in ([("ok",)], []):
                say(f"{pragma}: {found[:3]}")
        db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        total, tally = db.execute(
            "SELECT (SELECT count(*) FROM story), (SELECT total FROM tally WHERE feed = 0)"
        ).fetchone()
        if total != tally:
            say(f"{total} stories, and a tally of {tally}")
        lost = "SELECT count(*) FROM story WHERE num NOT IN (SELECT story FROM body)"
        if db.execute(lost).fetchone() != (0,):
            say("stories without a text")
        double = "SELECT count(*) FROM (SELECT 1 FROM sighting GROUP BY story, feed HAVING count(*) > 1)"
        if db.execute(double).fetchone() != (0,):
            say("a feed has a story twice")
        kept = {row[0] for row in db.execute("SELECT text FROM note")}
        if soak.notes and soak.notes[-1] not in kept:
            say(f"{soak.notes[-1]!r} was called kept, and is not there")
    for file in (folder / "saved").glob("*.md") if (folder / "saved").is_dir() else ():
        if not file.read_text(encoding="utf-8").startswith("---\nid: "):
            soak.wrong.append(f"{file.name} is not whole")


def check_sides(folder: Path, remote: GoogleReaderServer, soak: Soak) -> None:
    """Both sides of the sync have the same stories, read and starred alike, and nothing waits."""
    there = {item.title: (item.read, item.starred) for item in remote.reader.shown()}
    with closing(sqlite3.connect(folder / "data" / "briefing.db")) as db:
        rows = db.execute("SELECT title, read, starred FROM story WHERE title LIKE '%Harbour Post'")
        here = {title: (bool(read), bool(starred)) for title, read, starred in rows}
        (waiting,) = db.execute("SELECT count(*) FROM outbox").fetchone()
    if waiting:
        soak.wrong.append(f"{waiting} changes still wait after the last sync")
    soak.wrong += [
        f"{title!r} is {there[title]} there and {here.get(title)} here"
        for title in there
        if there[title] != here.get(title, (True, False))
    ]


class _served:
    """The page of `briefing serve`, while the block runs."""

    def __init__(self, folder: Path) -> None:
        places = ("--data-dir", folder / "data", "--feeds", folder / "feeds.yaml", "--config", folder / "settings.yaml")
        self._command = [sys.executable, "-m", "briefing", *map(str, places), "serve", "--port", "0"]
        self._env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}

    def __enter__(self) -> str:
        self._process = subprocess.Popen(
            self._command, env=self._env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(30)
        self._process.kill()


def _look(address: str, soak: Soak) -> None:
    with urllib.request.urlopen(address, timeout=30) as page:
        if page.status != 200:
            soak.wrong.append(f"the page answered {page.status}")
    with suppress(urllib.error.HTTPError):
        urllib.request.urlopen(address.partition("?")[0], timeout=30)
        soak.wrong.append("the page was given without the token")
    time.sleep(0.2)


def main() -> int:
    """Soak, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1_800)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="briefing-soak-") as folder:
        soak = run(Path(folder), seconds)
    print(f"done: {soak.done}; notes called kept: {len(soak.notes)}")
    for wrong in soak.wrong:
        print(f"WRONG {wrong}")
    return int(bool(soak.wrong))


if __name__ == "__main__":
    sys.exit(main())
