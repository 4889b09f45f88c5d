"""The refresh: which feeds are due, what came of each, and whether the network is there at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from time import monotonic
from typing import Protocol

from briefing.core import clean, schedule
from briefing.core.document import Fetched, Known
from briefing.core.events import Event, FeedDone, RefreshFinished, RefreshStarted
from briefing.core.feed import Feed, FeedState, FeedStatus
from briefing.core.hosts import host_port
from briefing.intake.new_stories import OnNewStories
from briefing.storage.feeds import Stored
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

OFFLINE_PAUSE = timedelta(minutes=2)
MOST_WITNESSES = 3
MOST_BEGUN = 500
"""Feeds that are being asked, or wait for a slot of their host: each of them takes memory."""

MOST_TOGETHER = 400
"""Entries and feeds that are stored in one transaction: a fraction of a second, in which no key press can write."""

GATHERING = 0.2
"""Seconds in which answers are gathered to be stored together: each transaction waits for the disk."""

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
        open_network: Callable[[bool], Awaitable[FeedFetcher]],
        feeds: Callable[[], Sequence[Feed]],
        on_new: OnNewStories,
    ) -> None:
        """`open_network` is told whether there will be feeds to read for certain, and not "nothing new" alone."""
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
        network = await self._open_network(any(status.last_fetch is None for status in due))
        async with aclosing(network), aclosing(self._fetch_all(network, due)) as answers:
            done = new = failed = 0
            unreachable: list[Fetched] = []
            network_seen = False
            async for arrived in answers:
                failed += sum(fetched.state is FeedState.FAILED for fetched in arrived)
                network_seen |= any(map(_shows_network, arrived))
                unreachable += [fetched for fetched in arrived if fetched.offline]
                reached = [fetched for fetched in arrived if not fetched.offline]
                listed = {feed.url for feed in self._feeds()}  # one may have been removed while it was asked
                for fetched in (one for one in reached if one.feed.url not in listed):
                    done += 1
                    yield _not_asked(fetched, done, len(due))
                wanted = [fetched for fetched in reached if fetched.feed.url in listed]
                async for event in self._store(wanted, done, len(due)):
                    done = event.done
                    new += len(event.new_stories)
                    yield event
            offline = bool(unreachable) and not network_seen and not await self._others_answer(network, statuses, due)
            self._offline_until = monotonic() + OFFLINE_PAUSE.total_seconds() if offline else 0.0
            if offline:  # no feed is at fault: nothing is written, and each is asked again the next time
                for number, fetched in enumerate(unreachable, done + 1):
                    yield _not_asked(fetched, number, len(due))
            else:
                async for event in self._store(unreachable, done, len(due)):
                    yield event
            reasons = {fetched.message for fetched in unreachable} if offline else set()
            yield RefreshFinished(new, failed, len(due), offline, reasons.pop() if len(reasons) == 1 else "")

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
        witnesses = sorted(others, key=_last_fetch, reverse=True)[:MOST_WITNESSES]
        known = await self._known(witnesses)
        for witness in witnesses:
            if _shows_network(await network.fetch_feed(witness.feed, known[witness.feed.url])):
                return True
        return False

    async def _fetch_all(self, network: FeedFetcher, due: Sequence[FeedStatus]) -> AsyncGenerator[list[Fetched], None]:
        """What feeds answer, as it comes: what arrives in a moment, within bounds, whenever somebody asks.

        So many are begun at once that a slow host holds up no other.
        """
        waiting, known = iter(_by_turns(due)), await self._known(due)
        answers: asyncio.Queue[Fetched | BaseException] = asyncio.Queue()

        async def work() -> None:
            for status in waiting:
                try:
                    answers.put_nowait(await network.fetch_feed(status.feed, known[status.feed.url]))
                except Exception as error:  # the library's: it is for who asked for the refresh
                    answers.put_nowait(error)

        workers = [asyncio.create_task(work()) for _ in range(min(MOST_BEGUN, len(due)))]
        try:
            left, gathered = len(due), 0.0  # the first answer is shown at once
            while left:
                arrived = await _arrived(answers, left, gathered)
                left -= len(arrived)
                yield arrived
                gathered = asyncio.get_running_loop().time() + GATHERING
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _known(self, statuses: Sequence[FeedStatus]) -> dict[str, Known]:
        urls = [status.feed.url for status in statuses]
        return await self._library.read(lambda library: library.feeds.known_of(urls))

    async def _store(self, fetched: Sequence[Fetched], before: int, total: int) -> AsyncIterator[FeedDone]:
        """Keep what came of some feeds; `before` of all were done earlier. An event tells what is on the disk.

        They are written in one transaction, for each transaction waits for the disk. Where that fails, each is written
        by itself, so that a feed that cannot be kept takes no other along; its error comes behind them.
        """
        number, fault = count(before + 1), None
        groups = [list(fetched)] if fetched else []
        while groups:
            group = groups.pop(0)
            try:
                stored = await self._library.write(partial(self._write, group))
            except Exception as error:
                fault = error
                groups += [[one] for one in group] if len(group) > 1 else []
                continue
            for one, result in zip(group, stored, strict=True):
                kept = replace(one, state=result.state)
                yield FeedDone(kept, result.title, result.new_stories, result.next_fetch, next(number), total)
        if fault is not None and next(number) <= before + len(fetched):
            raise fault

    def _write(self, fetched: Sequence[Fetched], library: Library) -> list[Stored]:
        with library.together():  # a story that is kept is not new again: what is done with new ones is done now
            stored = library.feeds.store_all(fetched)
            new = [story for one in stored for story in one.new_stories]
            self._on_new(library, new, datetime.now(UTC))
        return stored


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
    """Feeds in such an order that the hosts take turns.

    Those of a host that were asked longest ago come first: else those at the end of a long list would never be asked.
    """
    turns: dict[str, Iterator[int]] = {}
    return sorted(
        sorted(due, key=_last_fetch), key=lambda status: next(turns.setdefault(host_port(status.feed.url), count()))
    )


def _last_fetch(status: FeedStatus) -> datetime:
    return status.last_fetch or datetime.min.replace(tzinfo=UTC)


def _time_left(status: FeedStatus, moment: datetime) -> timedelta | None:
    """How long until a feed is due, nothing where it is; None for one that is gone or muted."""
    if status.feed.muted:
        return None
    if schedule.is_due(status.state, status.last_fetch, status.next_fetch, moment):
        return timedelta()
    return None if status.next_fetch is None else status.next_fetch - moment


async def _arrived(answers: asyncio.Queue[Fetched | BaseException], most: int, until: float) -> list[Fetched]:
    """What has arrived by a moment of the loop's clock, and fits into a transaction: one at least."""
    arrived = [_value(await answers.get())]
    size = _size(arrived[0])
    try:
        async with asyncio.timeout_at(until) as gathering:
            while size < MOST_TOGETHER and len(arrived) < most:
                arrived.append(_value(await answers.get()))
                size += _size(arrived[-1])
    except TimeoutError:
        if not gathering.expired():  # then it is what went wrong with a feed
            raise
    return arrived


def _value(answer: Fetched | BaseException) -> Fetched:
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _size(fetched: Fetched) -> int:
    """What a feed counts of what is stored together."""
    return 1 + len(fetched.document.entries)


def _shows_network(fetched: Fetched) -> bool:
    """Whether an outcome tells that there is a network: it does not where nobody was asked."""
    return not fetched.offline and fetched.state is not FeedState.SKIPPED


def _not_asked(fetched: Fetched, done: int, total: int) -> FeedDone:
    title = fetched.feed.title or clean.shown_address(fetched.feed.url)
    return FeedDone(fetched, title, (), None, done, total)
