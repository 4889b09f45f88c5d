"""The engine through real protocols and sockets, with a line that breaks and a process that is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from briefing.core.account import Account
from briefing.core.errors import FetchError
from briefing.core.journal import Change, Field
from briefing.core.query import ALL
from briefing.storage.library import Library
from briefing.sync.server import SyncError
from briefing.sync.servers import open_server
from tests.support.greader_server import GoogleReaderServer
from tests.support.made import NOON
from tests.support.program import COMMAND, Briefing, environment
from tests.support.remote_reader import PASSWORD, USER
from tests.sync.memory import Client, World

HARBOUR = "https://harbour.example/rss"
Connect = Callable[[GoogleReaderServer, str], Client]


async def _password() -> str:
    return PASSWORD


def serving(kind: str, stories: int) -> GoogleReaderServer:
    server = GoogleReaderServer(kind)
    server.reader.publish(HARBOUR, stories, "Harbour Post")
    server.reader.subscribe(HARBOUR)
    return server


@pytest.fixture
async def connect(tmp_path: Path) -> AsyncIterator[Connect]:
    made: list[Client] = []

    def client(server: GoogleReaderServer, name: str) -> Client:
        account = Account("home", "greader", server.url, USER)
        made.append(Client(tmp_path / name, World(), account=account, server=open_server(account, _password)))
        return made[-1]

    yield client
    for one in made:
        await one.close()


@pytest.mark.parametrize("kind", ["freshrss", "miniflux", "commafeed", "theoldreader", "bazqux"])
async def test_both_ways_with_each_kind_of_server(kind: str, connect: Connect) -> None:
    with serving(kind, 30) as server:
        desk = connect(server, "desk")
        assert len((await desk.sync()).new_stories) == 30
        numbers = [item.number for item in server.reader.shown()]
        desk.set(desk.story("Story 3 of Harbour Post"), Field.READ, True)
        desk.set(desk.story("Story 4 of Harbour Post"), Field.STARRED, True)
        server.reader.mark(numbers[:3], read=True)
        server.reader.mark(numbers[3:5], starred=True)
        report = await desk.sync()
        assert report.sent == {"read": 1, "starred": 1}
        assert report.adopted == {"read": 3, "starred": 2}
        there = {item.title: (item.read, item.starred) for item in server.reader.shown()}
        assert {title: desk.state(title)[:2] for title in desk.titles()} == there
        before, asked = desk.dump(), len(server.asked)
        assert not (await desk.sync()).did_something
        assert desk.dump() == before
        assert len(server.asked) - asked <= 5


@pytest.mark.parametrize("seed", range(3))
async def test_two_readers_on_a_line_that_breaks(seed: int, connect: Connect) -> None:
    dice = random.Random(seed)
    with serving("freshrss", 20) as server:
        clients = [connect(server, "desk"), connect(server, "lap")]
        for client in clients:
            await client.sync()
        server.chance, server.odds = random.Random(seed), 0.15
        last: dict[tuple[str, Field], dict[int, bool]] = {}
        for _ in range(30):
            who = dice.randrange(2)
            if dice.random() < 0.6:
                title, what = dice.choice(clients[who].titles()), dice.choice((Field.READ, Field.STARRED))
                value = not clients[who].state(title)[what is Field.STARRED]
                clients[who].set(clients[who].story(title), what, value)
                last.setdefault((title, what), {})[who] = value
            else:
                with suppress(SyncError, FetchError):
                    await clients[who].sync()
        server.odds = 0.0
        for _ in range(4):
            for client in clients:
                await client.sync()
        there = {item.title: (item.read, item.starred) for item in server.reader.shown()}
        for client in clients:
            assert {title: client.state(title)[:2] for title in client.titles()} == there
            assert client.waiting() == 0
        for (title, what), values in last.items():
            assert there[title][what is Field.STARRED] in values.values()


@pytest.mark.parametrize("at", [3, 6, 9])
def test_a_sync_that_is_killed_loses_nothing(at: int, tmp_path: Path) -> None:
    """Killed in the first sync, and again while what was done here goes up."""
    briefing = Briefing(tmp_path)
    with serving("freshrss", 600) as server:
        program = tmp_path / "print_password.py"
        program.write_text(f"print({PASSWORD!r})", encoding="utf-8")
        briefing.settings.write_text(
            f"accounts:\n  - name: home\n    kind: greader\n    url: {server.url}\n    user: {USER}\n"
            f"    password_command: [{sys.executable}, {program}]\n"
        )
        _killed(briefing, server, at)
        assert briefing("sync").returncode == 0
        with closing(Library(briefing.data / "briefing.db")) as library:
            stories = library.stories.find(ALL)
            assert len(stories) == 600
            for story in stories[:300]:
                library.journal.record([Change(story, Field.READ, True)], NOON)
        _killed(briefing, server, at)
        with closing(Library(briefing.data / "briefing.db")) as library:
            read = {headline.title for headline in library.stories.headlines(stories) if headline.read}
            assert len(read) == 300
        assert briefing("sync").returncode == 0
        assert {item.title for item in server.reader.shown() if item.read} == read


def _killed(briefing: Briefing, server: GoogleReaderServer, at: int) -> None:
    """Sync, and kill the process at a call before it is answered."""
    env = environment(briefing.folder, BRIEFING_CONFIG=str(briefing.settings))
    process = subprocess.Popen([*COMMAND, "sync"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    calls = 0

    def kill(_asked: object) -> None:
        nonlocal calls
        calls += 1
        if calls == at:
            process.send_signal(signal.SIGKILL)

    server.on_call = kill
    process.wait(120)
    server.on_call = None
