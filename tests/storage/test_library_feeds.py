"""What is remembered of a feed between two runs: where it moved, when it may be asked, how often it publishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from msgspec import structs

from briefing.core.document import Document, Known, Pause
from briefing.core.feed import FeedState, FeedStatus
from briefing.core.schedule import EVERY
from briefing.storage.library import Library
from tests.support.made import FEED, NOON, entry, failed, fetched, hours, known_of

NEW = "https://moved.example/rss"
HALF = timedelta(minutes=30)


def status(library: Library) -> FeedStatus:
    return library.feeds.statuses([FEED])[0]


def wait(library: Library) -> timedelta:
    last, then = status(library).last_fetch, status(library).next_fetch
    assert last is not None
    assert then is not None
    return then - last


def test_of_a_feed_that_was_never_asked_nothing_is_known(library: Library) -> None:
    assert known_of(library, FEED.url) == Known()


def test_a_move_holds_when_it_was_seen_again_and_again(library: Library) -> None:
    for seen in range(3):
        assert (known_of(library, FEED.url).moved_to, status(library).moved_to) == ("", ""), seen
        library.feeds.store(fetched(entry("One"), moved_to=NEW))
    assert (known_of(library, FEED.url).moved_to, status(library).moved_to) == (NEW, NEW)
    library.feeds.store(fetched(state=FeedState.UNCHANGED, moved_to=NEW))
    assert known_of(library, FEED.url).moved_to == NEW
    assert (status(library).total, status(library).feed) == (1, FEED), "its stories and its address stay"


def test_a_title_that_says_nothing_does_not_last(library: Library) -> None:
    feed = structs.replace(FEED, title="")
    titles = []
    for title in ("Untitled", "", "Harbour News", ""):
        library.feeds.store(replace(fetched(feed=feed), document=Document(title)))
        titles.append(library.feeds.statuses([feed])[0].title)
    assert titles == ["Untitled", "https://news.example/rss", "Harbour News", "Harbour News"]


@pytest.mark.parametrize("between", [fetched(moved_to=""), fetched(moved_to=NEW + "2"), failed()])
def test_a_move_that_does_not_last_is_forgotten(library: Library, between: object) -> None:
    for _ in range(3):
        library.feeds.store(fetched(moved_to=NEW))
    library.feeds.store(between)  # type: ignore[arg-type]
    assert known_of(library, FEED.url).moved_to == ""
    library.feeds.store(fetched(moved_to=NEW))
    assert known_of(library, FEED.url).moved_to == ""


def test_a_pause_holds_for_every_feed_of_the_host(library: Library) -> None:
    until = NOON + hours(1)
    library.feeds.store(failed(retry_after=hours(1), pause=Pause("news.example:443", until)))
    assert known_of(library, FEED.url).paused_until == until
    assert known_of(library, "https://news.example/another").paused_until == until
    assert known_of(library, "https://news.example:8443/").paused_until is None
    assert known_of(library, "http://news.example/").paused_until is None
    library.feeds.store(failed(at=NOON + hours(2), pause=Pause("other.example:443", NOON + hours(3))))
    assert known_of(library, FEED.url).paused_until is None


def test_a_feed_that_was_not_asked_keeps_its_state(library: Library) -> None:
    library.feeds.store(failed())
    before = status(library)
    skipped = failed("not asked: it wants a pause", at=NOON + hours(1), retry_after=hours(3))
    library.feeds.store(replace(skipped, state=FeedState.SKIPPED))
    after = status(library)
    assert (after.state, after.failures, after.last_fetch) == (before.state, 1, before.last_fetch)
    assert (after.message, after.next_fetch) == ("not asked: it wants a pause", NOON + hours(4))
    library.feeds.store(replace(skipped, state=FeedState.SKIPPED, retry_after=None))
    assert status(library).next_fetch == after.next_fetch


def weekly(number: int) -> datetime:
    return NOON - timedelta(days=7 * number)


def test_a_feed_is_asked_as_often_as_it_publishes(library: Library) -> None:
    library.feeds.store(fetched(*(entry(f"S {n}", published=NOON - hours(n)) for n in range(12))))
    assert HALF - timedelta(minutes=3) < wait(library) < HALF
    library.feeds.store(fetched(*(entry(f"W {n}", published=weekly(n)) for n in range(5))))
    assert wait(library) == hours(24)
    library.feeds.store(fetched(state=FeedState.UNCHANGED))
    assert wait(library) == hours(24), "what was learned is remembered"
    library.feeds.store(fetched(feed=structs.replace(FEED, every=hours(2)), state=FeedState.UNCHANGED))
    assert wait(library) == hours(2)


def test_what_server_and_feed_say_of_the_next_time_is_honoured(library: Library) -> None:
    asked = fetched(entry("One"), fresh_for=hours(2))
    library.feeds.store(asked)
    assert wait(library) == hours(2)
    library.feeds.store(replace(asked, fresh_for=None, document=replace(asked.document, ttl=hours(3))))
    assert wait(library) == hours(3)
    library.feeds.store(fetched(state=FeedState.UNCHANGED))
    assert wait(library) == hours(3)
    library.feeds.store(fetched(entry("One")))
    assert wait(library) == EVERY
