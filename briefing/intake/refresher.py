"""The refresh: which feeds are due, what came of each, and whether the network is there at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from time import monotonic
from typing import Protocol

from briefing.core import clean, schedule
from briefing.core.events import Event, FeedDone, RefreshFinished, RefreshStarted
from briefing.core.feed import Feed, FeedState, FeedStatus, Fetched, Known
from briefing.core.hosts import host_port
from briefing.intake.new_stories import OnNewStories
from briefing.storage.feeds import Stored
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

OFFLINE_PAUSE = timedelta(minutes=2)
MOST_WITNESSES = 3
MOST_BEGUN = 500
"""Feeds that are being asked, or wait for a slot of their host: each of them takes memory."""

_ANSWERED = (FeedState.NEW, FeedState.UNCHANGED, FeedState.EMPTY)


class FeedFetcher(Protocol):
    """What is needed of the network."""

    async def fetch_feed(self, feed: Feed, known: Known) -> Fetched:
        """Ask for one feed; every fault is a value."""
        ...

    async def aclose(self) -> None:
        """Let go of what was opened."""
        ...


class Refresher:
    """Asks feeds and keeps what they answer. The network is opened for each refresh."""

    def __init__(
        self,
        library: LibraryAccess,
        open_network: Callable[[], FeedFetcher],
        feeds: Callable[[], Sequence[Feed]],
        on_new: OnNewStories,
    ) -> None:
        self._library = library
        self._open_network = open_network
        self._feeds = feeds
        self._on_new = on_new
        self._offline_until = 0.0

    @property
    def offline(self) -> bool:
        """Whether no feed could be reached in the last refresh."""
        return self._offline_until > 0

    async def due_in(self) -> timedelta | None:
        """How long until a feed is to be asked; None where none ever is. Without a network it is tried now and then."""
        moment = datetime.now(UTC)
        waits = [_time_left(status, moment) for status in await self._statuses()]
        wait = min((wait for wait in waits if wait is not None), default=None)
        return None if wait is None else max(wait, timedelta(seconds=self._offline_until - monotonic()))

    async def refresh(self, urls: Sequence[str] | None = None, everything: bool = False) -> AsyncIterator[Event]:
        """Ask feeds: those of `urls`, else all but those that are gone for good, else those that are due.

        A stream of events, one a feed as it comes; a feed's fault is its own. Offline, no feed is held to blame.
        """
        statuses = await self._statuses()
        due = _due(statuses, urls, everything)
        yield RefreshStarted(len(due))
        if not due:
            yield RefreshFinished(0, 0, 0)
            return
        network = await asyncio.to_thread(self._open_network)  # its libraries are slow to import
        async with aclosing(network), aclosing(self._fetch_all(network, due)) as answers:
            done = new = failed = 0
            unreachable: list[Fetched] = []
            network_seen = False
            async for fetched in answers:
                failed += fetched.state is FeedState.FAILED
                if fetched.offline:
                    unreachable.append(fetched)
                    continue
                network_seen |= _shows_network(fetched)
                done += 1
                if not self._is_wanted(fetched.feed):
                    yield _not_asked(fetched, done, len(due))
                    continue
                event = await self._store(fetched, done, len(due))
                new += len(event.new_stories)
                yield event
            offline = bool(unreachable) and not network_seen and not await self._others_answer(network, statuses, due)
            self._offline_until = monotonic() + OFFLINE_PAUSE.total_seconds() if offline else 0.0
            for fetched in unreachable:
                done += 1
                # Without a network no feed is at fault: nothing is written, and each is asked again the next time.
                yield _not_asked(fetched, done, len(due)) if offline else await self._store(fetched, done, len(due))
            yield RefreshFinished(new, failed, len(due), offline)

    def _is_wanted(self, feed: Feed) -> bool:
        """Whether a feed still stands in feeds.yaml: it may have been removed while it was asked."""
        return any(one.url == feed.url for one in self._feeds())

    async def _statuses(self) -> list[FeedStatus]:
        feeds = tuple(self._feeds())
        statuses = await self._library.read(lambda library: library.feeds.statuses(feeds))
        # What an account brings is not asked for here as well: every story would come twice.
        return [status for status in statuses if status.configured and not status.feed.account]

    async def _others_answer(
        self, network: FeedFetcher, statuses: Sequence[FeedStatus], asked: Sequence[FeedStatus]
    ) -> bool:
        """Whether these feeds are at fault and not the network: a few feeds of other hosts are tried."""
        hosts = {host_port(status.feed.url) for status in asked}
        others = [s for s in statuses if s.state in _ANSWERED and host_port(s.feed.url) not in hosts]
        for witness in sorted(others, key=_last_fetch, reverse=True)[:MOST_WITNESSES]:
            if _shows_network(await self._fetch(network, witness)):
                return True
        return False

    async def _fetch_all(self, network: FeedFetcher, due: Sequence[FeedStatus]) -> AsyncGenerator[Fetched, None]:
        """What each feed answers, as it comes. So many are begun at once that a slow host holds up no other."""
        waiting = iter(_by_turns(due))
        answers: asyncio.Queue[Fetched | BaseException] = asyncio.Queue()

        async def work() -> None:
            for status in waiting:
                try:
                    answers.put_nowait(await self._fetch(network, status))
                except Exception as error:  # the library's: it is for who asked for the refresh
                    answers.put_nowait(error)

        workers = [asyncio.create_task(work()) for _ in range(min(MOST_BEGUN, len(due)))]
        try:
            for _ in due:
                answer = await answers.get()
                if isinstance(answer, BaseException):
                    raise answer
                yield answer
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _fetch(self, network: FeedFetcher, status: FeedStatus) -> Fetched:
        known = await self._library.read(lambda library: library.feeds.known_of(status.feed.url))
        return await network.fetch_feed(status.feed, known)

    async def _store(self, fetched: Fetched, done: int, total: int) -> FeedDone:
        def store(library: Library) -> Stored:
            with library.together():  # a story that is kept is not new again: what is done with new ones is done now
                stored = library.feeds.store(fetched)
                self._on_new(library, stored.new_stories, datetime.now(UTC).astimezone())
            return stored

        stored = await self._library.write(store)
        kept = replace(fetched, state=stored.state)
        return FeedDone(kept, stored.title, stored.new_stories, stored.next_fetch, done, total)


def _due(statuses: Sequence[FeedStatus], urls: Sequence[str] | None, everything: bool) -> list[FeedStatus]:
    if urls is not None:
        wanted = frozenset(urls)
        return [status for status in statuses if status.feed.url in wanted]
    statuses = [status for status in statuses if not status.feed.muted]
    if everything:
        return [status for status in statuses if status.state is not FeedState.GONE]
    moment = datetime.now(UTC)
    return [status for status in statuses if _time_left(status, moment) == timedelta()]


def _by_turns(due: Sequence[FeedStatus]) -> list[FeedStatus]:
    """Feeds in such an order that the hosts take turns."""
    turns: dict[str, Iterator[int]] = {}
    return sorted(due, key=lambda status: next(turns.setdefault(host_port(status.feed.url), count())))


def _last_fetch(status: FeedStatus) -> datetime:
    return status.last_fetch or datetime.min.replace(tzinfo=UTC)


def _time_left(status: FeedStatus, moment: datetime) -> timedelta | None:
    """How long until a feed is due, nothing where it is; None for one that is gone or muted."""
    if status.feed.muted:
        return None
    if schedule.is_due(status.state, status.last_fetch, status.next_fetch, moment):
        return timedelta()
    return None if status.next_fetch is None else status.next_fetch - moment


def _shows_network(fetched: Fetched) -> bool:
    """Whether an outcome tells that there is a network: it does not where nobody was asked."""
    return not fetched.offline and fetched.state is not FeedState.SKIPPED


def _not_asked(fetched: Fetched, done: int, total: int) -> FeedDone:
    title = fetched.feed.title or clean.shown_address(fetched.feed.url)
    return FeedDone(fetched, title, (), None, done, total)
