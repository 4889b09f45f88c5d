from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from briefing.core.document import Fetched, Known
from briefing.core.errors import StorageError
from briefing.core.events import FeedDone
from briefing.core.feed import Feed
from briefing.core.query import ALL
from briefing.intake import refresher
from briefing.intake.refresher import MOST_TOGETHER, FeedFetcher, Refresher
from briefing.storage.feeds import FeedRepository, Stored
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess
from tests.support.fresh import fresh
from tests.support.made import entry, fetched
from tests.support.networks import opens

FEEDS = 20


class AtOnce:
    """A network in which all feeds answer at the same moment."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._asked = 0
        self._all = asyncio.Event()

    async def fetch_feed(self, feed: Feed, known: Known) -> Fetched:
        self._asked += 1
        if self._asked == FEEDS:
            self._all.set()
        await self._all.wait()
        return fetched(*(entry(f"{feed.url} {number}") for number in range(self._entries)), feed=feed)

    async def aclose(self) -> None:
        pass


class InTurn:
    """A network in which the feeds answer one after another."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._turn = asyncio.Lock()

    async def fetch_feed(self, feed: Feed, known: Known) -> Fetched:
        async with self._turn:
            await asyncio.to_thread(feed.url.encode)  # a moment in which a transaction could begin
            return fetched(*(entry(f"{feed.url} {number}") for number in range(self._entries)), feed=feed)

    async def aclose(self) -> None:
        pass


@dataclass
class Refreshing:
    """A refresher over a real library; `transactions` are the numbers of new stories in each."""

    path: Path
    access: LibraryAccess
    entries: int = 3
    network: Callable[[int], FeedFetcher] = AtOnce
    transactions: list[int] = field(default_factory=list)
    done: list[FeedDone] = field(default_factory=list)

    async def refresh(self) -> None:
        feeds = [Feed(f"https://paper{number}.example/rss") for number in range(FEEDS)]
        asking = Refresher(self.access, opens(lambda: self.network(self.entries)), lambda: feeds, self._on_new)
        async for event in asking.refresh():
            if isinstance(event, FeedDone):
                assert self.stored(event)  # what is told is there
                self.done.append(event)

    def stored(self, event: FeedDone) -> bool:
        with closing(Library(self.path)) as library:
            return set(event.new_stories) <= set(library.stories.find(ALL))

    def _on_new(self, _library: Library, new: object, _now: datetime) -> None:
        assert isinstance(new, list)
        self.transactions.append(len(new))


@pytest.fixture
async def refreshing(tmp_path: Path) -> AsyncIterator[Refreshing]:
    path = fresh(tmp_path / "briefing.db")
    access = LibraryAccess(lambda: Library(path))
    yield Refreshing(path, access)
    await access.close()


async def test_feeds_that_have_answered_are_stored_together(refreshing: Refreshing) -> None:
    await refreshing.refresh()
    assert [event.done for event in refreshing.done] == [*range(1, FEEDS + 1)]
    assert sum(refreshing.transactions) == 3 * FEEDS
    assert len(refreshing.transactions) < FEEDS / 2


async def test_answers_are_gathered_and_the_last_is_not_waited_for(
    refreshing: Refreshing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresher, "GATHERING", 3600.0)
    refreshing.network = InTurn
    await refreshing.refresh()
    assert refreshing.transactions == [3, 3 * (FEEDS - 1)]


async def test_no_transaction_is_long(refreshing: Refreshing) -> None:
    refreshing.entries = 90
    await refreshing.refresh()
    assert sum(refreshing.transactions) == 90 * FEEDS
    assert max(refreshing.transactions) <= MOST_TOGETHER + 90


async def test_a_feed_that_cannot_be_stored_takes_no_other_along(
    refreshing: Refreshing, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FeedRepository.store_all

    def stumble(self: FeedRepository, fetched: Sequence[Fetched]) -> list[Stored]:
        stored = store(self, fetched)
        if any("paper5" in one.feed.url for one in fetched):
            raise StorageError("this one cannot be stored")
        return stored

    monkeypatch.setattr(FeedRepository, "store_all", stumble)
    with pytest.raises(StorageError, match="this one"):
        await refreshing.refresh()
    assert len(refreshing.done) == FEEDS - 1
    with closing(Library(refreshing.path)) as library:
        assert len(library.stories.find(ALL)) == 3 * (FEEDS - 1)


async def test_the_network_is_told_whether_feeds_will_come_for_certain(refreshing: Refreshing) -> None:
    told = []
    feeds = [Feed("https://first.example/rss")]

    async def open_network(with_documents: bool) -> InTurn:
        told.append(with_documents)
        return InTurn(1)

    asking = Refresher(refreshing.access, open_network, lambda: feeds, lambda _library, _new, _now: None)
    for more in ([], [], [Feed("https://second.example/rss")]):
        feeds += more
        assert [event async for event in asking.refresh(everything=True)]
    assert told == [True, False, True]
