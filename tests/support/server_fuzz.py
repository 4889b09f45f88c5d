"""Answers of servers spoilt at random, and what must hold of a protocol however they are spoilt.

`python -m tests.support.server_fuzz 2000 --seed 1` asks so many questions of each kind of server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from briefing.core import clean
from briefing.core.account import Account, AccountKind
from briefing.core.document import Entry
from briefing.core.journal import Field
from briefing.sync.server import (
    STARRED,
    UNREAD,
    Label,
    RemoteFeed,
    RemoteItem,
    RemoteListing,
    Stream,
    SyncError,
    SyncServer,
)
from briefing.sync.servers import open_server
from tests.support.fever_server import FeverServer
from tests.support.greader_server import KINDS, GoogleReaderServer
from tests.support.miniflux_server import MinifluxServer
from tests.support.nextcloud_server import NextcloudServer
from tests.support.remote_reader import PASSWORD, USER, Asked, ReaderServer, Told

FEED = "http://feeds.example/a/rss"
MAKERS: dict[str, tuple[AccountKind, Callable[[], ReaderServer]]] = {
    **{kind: ("greader", lambda kind=kind: GoogleReaderServer(kind)) for kind in KINDS},  # type: ignore[misc]
    "miniflux v1": ("miniflux", MinifluxServer),
    "old miniflux v1": ("miniflux", lambda: MinifluxServer(old=True)),
    "fever": ("fever", FeverServer),
    "nextcloud": ("nextcloud", NextcloudServer),
}
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 1.5, 1e308, 10**30, -(2**63), 2**63, 2**64),
    *("", "0", "-1", "x", "null", "\x1b[31mred", "\ud800", "\u202eevil", "a\nb\tc\0", "é" * 300, "1,2,,x,-3", "9" * 40),
    *(
        "javascript:alert(1)",
        "http://[::1",
        "https://u:p@h.example/x",
        "<b>&lt;i&gt;",
        "tag:google.com,2005:reader/item/",
    ),
    *([], {}, [[]], [None], [{}], {"content": None}, {"id": []}, [1, "a", None], [[[[[[[[[[]]]]]]]]]]),
)
PIECES = (b"\0", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"{", b"}", b"[", b"]", b",", b"\\u0000", b"NaN", b"<html>")
STATUSES = (200, 201, 204, 301, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503, 599)


class Spoiler:
    """Spoils some answers. `share` is how many of a hundred."""

    def __init__(self, chance: random.Random, share: int = 60) -> None:
        self.chance = chance
        self.share = share

    def __call__(self, asked: Asked, told: Told) -> Told:
        """An answer, spoilt or not."""
        if self.chance.randrange(100) >= self.share:
            return told
        body = told.body
        if isinstance(body, dict | list) and self.chance.random() < 0.7:
            copy = json.loads(json.dumps(body))
            for _ in range(self.chance.randrange(1, 4)):
                copy = self._spoil_value(copy)
            text = json.dumps(copy)
            return Told(text.encode("utf-8", "replace"), told.status, told.headers)
        if self.chance.random() < 0.2:
            status, where = self.chance.choice(STATUSES), self.chance.choice(("/x", "//", "\x01"))
            return Told(b"" if status == 204 else told.as_bytes(), status, {"Location": where})
        return Told(self._spoil_bytes(told.as_bytes()), told.status, told.headers)

    def _spoil_value(self, value: Any) -> Any:
        if isinstance(value, dict) and value and self.chance.random() < 0.85:
            key = self.chance.choice(list(value))
            if self.chance.random() < 0.1:
                del value[key]
            else:
                value[key] = self._spoil_value(value[key])
            return value
        if isinstance(value, list) and value and self.chance.random() < 0.85:
            at = self.chance.randrange(len(value))
            value[at] = self._spoil_value(value[at])
            return value
        return self.chance.choice(ODD)

    def _spoil_bytes(self, body: bytes) -> bytes:
        found = bytearray(body)
        for _ in range(self.chance.randrange(1, 5)):
            at = self.chance.randrange(len(found) + 1)
            match self.chance.randrange(4):
                case 0:
                    del found[at:]
                case 1:
                    found[at:at] = self.chance.choice(PIECES)
                case 2:
                    del found[at : at + self.chance.randrange(1, 40)]
                case _:
                    found[at : at + 1] = bytes([self.chance.randrange(256)])
        return bytes(found)


async def password() -> str:
    """The password of the fake servers."""
    return PASSWORD


async def try_kind(name: str, rounds: int, seed: int) -> Counter[str]:
    """Ask a server of a kind so often; how it went, by outcome. Raises AssertionError where something must not be."""
    chance = random.Random(f"{name} {seed}")
    outcomes: Counter[str] = Counter()
    kind, make = MAKERS[name]
    with make() as server:
        server.reader.publish(FEED, 40, "Alpha")
        server.reader.subscribe(FEED)
        server.reader.labels.append("zinc")
        server.spoil = Spoiler(chance)
        remote = open_server(Account("home", kind, server.home, USER), password)
        try:
            for number in range(rounds):
                if number % 40 == 39:  # a new login now and then, and a whole state
                    await remote.aclose()
                    remote = open_server(Account("home", kind, server.url, USER), password)  # type: ignore[attr-defined]
                outcomes[await _ask(chance.choice(_QUESTIONS), remote, server, chance)] += 1
        finally:
            await remote.aclose()
    return outcomes


Question = Callable[[SyncServer, list[str]], Awaitable[Any]]
_QUESTIONS: tuple[Question, ...] = (
    lambda remote, ids: remote.check(),
    lambda remote, ids: remote.subscriptions(),
    lambda remote, ids: remote.labels(),
    lambda remote, ids: remote.unread_count(),
    lambda remote, ids: remote.ids(UNREAD, 25),
    lambda remote, ids: remote.ids(STARRED, 100),
    lambda remote, ids: remote.ids(Stream(Field.TAG, "zinc"), 100),
    lambda remote, ids: remote.contents(ids),
    lambda remote, ids: remote.contents(ids[:1]),
    lambda remote, ids: remote.set_state(Field.READ, True, ids),
    lambda remote, ids: remote.set_state(Field.STARRED, False, ids),
    lambda remote, ids: remote.set_state(Field.TAG, True, ids, "zinc"),
    lambda remote, ids: remote.subscribe("http://feeds.example/b/rss", "B", "G"),
    lambda remote, ids: remote.edit("feed/1", "T", ""),
    lambda remote, ids: remote.unsubscribe("feed/9"),
)


async def _ask(question: Question, remote: SyncServer, server: ReaderServer, chance: random.Random) -> str:
    numbers = [str(item.number) for item in server.reader.shown()]
    ids = [*chance.sample(numbers, 5), "no id"]
    try:
        answer = await question(remote, ids)
    except SyncError as error:
        words = str(error)
        assert words == clean.line(words, 10_000)
        assert PASSWORD not in words
        assert "\n" not in words
        return type(error).__name__
    check(answer)
    items = [one.remote for one in answer if isinstance(one, RemoteItem)] if isinstance(answer, tuple) else []
    assert len(items) == len(set(items) & set(ids))
    return "answered"


def check(answer: Any) -> None:
    """Whatever was answered is of its kind, and clean."""
    match answer:
        case None | int():
            pass
        case str():
            assert answer == clean.line(answer, 10_000)
        case RemoteListing():
            assert all(isinstance(one, str) and one for one in answer.ids)
            assert len(set(answer.ids)) == len(answer.ids)
        case Label():
            assert answer.name == clean.line(answer.name)
        case RemoteFeed():
            assert answer.remote
            assert isinstance(answer.remote, str)
            assert clean.address(answer.url) is not None
            assert "@" not in answer.url.partition("//")[2].partition("/")[0]
            assert not answer.site or clean.address(answer.site) is not None
            assert (answer.title, answer.group) == (clean.line(answer.title), clean.line(answer.group))
        case RemoteItem():
            assert isinstance(answer.remote, str)
            assert isinstance(answer.feed, str)
            assert isinstance(answer.read, bool)
            assert isinstance(answer.starred, bool)
            _check_entry(answer.entry)
        case tuple():
            for one in answer:
                check(one)
        case _:
            raise AssertionError(f"what is this: {answer!r}")


def _check_entry(entry: Entry) -> None:
    assert entry.title
    assert entry.title == clean.line(entry.title)
    assert entry.body.text == clean.text(entry.body.text)
    assert not entry.link or clean.address(entry.link) is not None
    assert all(clean.address(link.address) is not None for link in entry.body.links)
    assert all(clean.address(file.address) is not None for file in entry.enclosures)
    assert all(name == clean.line(name) for name in (*entry.authors, *entry.categories))


def main() -> None:
    """Try all kinds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", type=int)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for name in MAKERS:
        print(name, dict(asyncio.run(try_kind(name, options.rounds, options.seed))), flush=True)


if __name__ == "__main__":
    main()
