"""Two readers and a person at the server, over a socket that breaks: what was done is not lost, and all agree."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from briefing.core.account import Account, AccountKind
from briefing.core.journal import Field
from briefing.sync.server import SyncError
from briefing.sync.servers import open_server
from tests.support.fever_server import FeverServer
from tests.support.greader_server import GoogleReaderServer
from tests.support.miniflux_server import MinifluxServer
from tests.support.nextcloud_server import NextcloudServer
from tests.support.remote_reader import PASSWORD, USER, FakeItem, ReaderServer
from tests.sync.memory import Client, World

FEED = "http://feeds.example/a/rss"
TAG = "zinc"
MOST_ROUNDS = 8
KINDS = ("freshrss", "miniflux", "theoldreader", "commafeed", "miniflux v1", "nextcloud", "fever")

Key = tuple[str, Field, str]
PROTOCOLS: dict[str, AccountKind] = {"miniflux v1": "miniflux", "nextcloud": "nextcloud", "fever": "fever"}


def server_of(name: str) -> ReaderServer:
    match name:
        case "miniflux v1":
            return MinifluxServer()
        case "nextcloud":
            return NextcloudServer()
        case "fever":
            return FeverServer()
    return GoogleReaderServer(name)


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(kind: str) -> Iterator[ReaderServer]:
    made = server_of(kind)
    made.reader.publish(FEED, 15, "Alpha")
    made.reader.subscribe(FEED)
    yield made
    made.close()


@pytest.fixture
async def readers(kind: str, server: ReaderServer, tmp_path: Path) -> AsyncIterator[list[Client]]:
    protocol = PROTOCOLS.get(kind, "greader")
    labels = ("*",) if kind == "freshrss" else ()
    account = Account("home", protocol, server.url, USER, labels=labels)  # type: ignore[attr-defined]

    async def password() -> str:
        return PASSWORD

    made = [
        Client(tmp_path / name, World(), account=account, server=open_server(account, password))
        for name in ("desk", "lap")
    ]
    yield made
    for reader in made:
        await reader.server.aclose()
        await reader.close()


class People:
    """Who reads here, there, and at the server itself; what each did last to a field of a story is taken down."""

    def __init__(
        self, dice: random.Random, server: ReaderServer, readers: list[Client], fields: list[tuple[Field, str]]
    ) -> None:
        self.dice = dice
        self.server = server
        self.readers = readers
        self.fields = fields
        self.deeds: dict[Key, dict[int, bool]] = {}

    def click(self, only_there: bool = False) -> None:
        """One of them, or who is at the server, turns a field of a story over."""
        who = len(self.readers) if only_there else self.dice.randrange(len(self.readers) + 1)
        what, tag = self.dice.choice(self.fields)
        if who == len(self.readers):
            item = self.dice.choice(list(self.server.reader.items.values()))
            value, title = not _of_item(item, what, tag), item.title
            self.server.reader.mark(
                [item.number],
                read=value if what is Field.READ else None,
                starred=value if what is Field.STARRED else None,
                label=(tag, value) if what is Field.TAG else None,
            )
            if what is Field.TAG and tag not in self.server.reader.labels:
                self.server.reader.labels.append(tag)
        else:
            reader = self.readers[who]
            if not reader.titles():
                return
            title = self.dice.choice(reader.titles())
            value = not _of_reader(reader, title, what, tag)
            reader.set(reader.story(title), what, value, tag)
        self.deeds.setdefault((title, what, tag), {})[who] = value


def _of_item(item: FakeItem, what: Field, tag: str) -> bool:
    return {Field.READ: item.read, Field.STARRED: item.starred}.get(what, tag in item.labels)


def _of_reader(reader: Client, title: str, what: Field, tag: str) -> bool:
    read, starred, tags = reader.state(title)
    return {Field.READ: read, Field.STARRED: starred}.get(what, tag in tags)


@pytest.mark.parametrize(("kind", "seed"), [*((kind, 0) for kind in KINDS), ("freshrss", 1)], indirect=["kind"])
async def test_nothing_is_lost_and_all_agree_in_the_end(
    kind: str, seed: int, server: ReaderServer, readers: list[Client]
) -> None:
    dice = random.Random(f"{kind} {seed}")
    fields = [(Field.READ, ""), (Field.STARRED, ""), *([(Field.TAG, TAG)] if kind == "freshrss" else [])]
    people = People(dice, server, readers, fields)
    server.chance, server.odds = random.Random(seed), 0.15
    server.on_call = lambda asked: people.click(only_there=True) if dice.random() < 0.05 else None
    for _ in range(30):
        deed = dice.random()
        if deed < 0.4:
            people.click()
        elif deed < 0.5:
            server.reader.publish(FEED)
            server.reader.refresh()
        else:
            server.reader.clock += dice.randrange(300) * 1_000_000
            with suppress(SyncError):
                await dice.choice(readers).sync()
    server.odds, server.on_call = 0.0, None
    for _ in range(MOST_ROUNDS):
        for reader in readers:
            await reader.sync()
    assert [reader.waiting() for reader in readers] == [0, 0]
    items = {item.title: item for item in server.reader.items.values()}
    for title in set(readers[0].titles()) & set(readers[1].titles()):  # what was read elsewhere first is not fetched
        for what, tag in fields:
            there = _of_item(items[title], what, tag)
            assert [_of_reader(reader, title, what, tag) for reader in readers] == [there, there], (title, what)
    for (title, what, tag), last in people.deeds.items():
        assert _of_item(items[title], what, tag) in last.values(), (title, what, tag, last)
    before, asked = [reader.dump() for reader in readers], len(server.asked)
    for reader in readers:
        await reader.sync()
    assert [reader.dump() for reader in readers] == before
    assert not any("edit-tag" in call.path or call.method == "PUT" or call.one("mark") for call in server.asked[asked:])
