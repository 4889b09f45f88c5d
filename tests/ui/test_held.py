"""Keys that are held: nothing is opened on the way, nothing is said twice; and marking while feeds come in."""

from __future__ import annotations

import asyncio
import gc
import logging
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual.css.query import NoMatches

from briefing.core.document import Fetched, Known
from briefing.core.feed import Feed, FeedState
from briefing.core.headline import Headline
from briefing.core.journal import Field
from briefing.core.query import STARRED
from briefing.core.query.parsing import parse
from briefing.ui.background_work import guard
from briefing.ui.panes import Pane
from briefing.ui.screens.help import HelpScreen
from briefing.ui.screens.note import NoteScreen
from tests.ui.desks import NOW, OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, reading

STORIES = 700


class HandClock:
    """Time goes on when a test says so; whoever sleeps wakes up then. A story is opened by it."""

    def __init__(self, reader: Reader) -> None:
        self._now = 1.0
        self._goes_on = asyncio.Event()
        opening = reader.screen.controllers.opening
        opening._clock, opening._sleep = lambda: self._now, self._sleep

    async def _sleep(self, seconds: float) -> None:
        until = self._now + seconds
        while self._now < until:
            await self._goes_on.wait()

    def go_on(self) -> None:
        """Let a second go by: a key is let go, and what comes is another press."""
        self._now += 1
        self._goes_on.set()
        self._goes_on = asyncio.Event()


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(
        tmp_path,
        fetched(*(entry(f"Story {n}", f"Text {n}.", n, f"https://harbour.example/{n}") for n in range(STORIES))),
    )


def hold(reader: Reader, key: str, times: int) -> None:
    """The presses of a held key, quicker than anything can be opened."""
    for _ in range(times):
        reader.app.post_message(events.Key(key, " " if key == "space" else key))


async def opened_at(reader: Reader, number: int, clock: HandClock | None = None) -> None:
    """Wait until all presses have come and the story is open; by a clock of ours time goes on only in between."""
    screen = reader.screen

    def is_open() -> bool:
        if clock is not None:
            clock.go_on()
        return screen.opened is not None and screen.opened.story.id == screen.list.ids[number]

    await reader.until(lambda: screen.list.cursor == number, f"the cursor at {number}")
    await reader.until(is_open)


async def all_there(reader: Reader) -> None:
    await reader.until(lambda: len(reader.screen.list.ids) == STORIES)
    await reader.open_first()


@pytest.mark.parametrize("key", ["J", "n"])
async def test_a_story_is_opened_where_the_key_is_let_go(shop: Shop, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    real = shop.desk.stories.open

    async def noted(story: str) -> object:
        opened.append(story)
        return await real(story)

    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        async with reading(shop.desk) as reader:
            clock = HandClock(reader)
            await all_there(reader)
            clock.go_on()
            monkeypatch.setattr(shop.desk.stories, "open", noted)
            hold(reader, key, 25)
            await opened_at(reader, 25, clock)
            ids = reader.screen.list.ids
            assert opened == [ids[1], ids[25]]
            await reader.until(lambda: reader.screen.counts.unread == STORIES - 3)
            assert await read_of(shop, ids[:26]) == [True, True, *[False] * 23, True], "what only went by is not read"
        gc.collect()
    assert not [str(one.message) for one in heard if "never awaited" in str(one.message)]


async def read_before(reader: Reader, shop: Shop, number: int) -> None:
    """Mark all stories as read that stand before one, behind the reader's back, and let the list see it."""
    ids = reader.screen.list.ids
    await shop.desk.annotations.mark(ids[1:number], Field.READ, True)
    reader.screen.list.invalidate(ids[:200])
    await reader.until(lambda: (known := reader.screen.list.headline(ids[1])) is not None and known.read)


async def read_of(shop: Shop, ids: Sequence[str]) -> list[bool]:
    """Which of some stories the store has as read."""
    return [headline.read for headline in await shop.desk.stories.headlines(ids)]


async def test_quick_presses_each_go_one_further_and_what_the_first_opened_is_read(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        clock = HandClock(reader)
        await all_there(reader)
        ids = reader.screen.list.ids
        clock.go_on()
        hold(reader, "n", 2)
        await opened_at(reader, 2, clock)
        await reader.until(lambda: reader.screen.counts.unread == STORIES - 3)
        assert await read_of(shop, ids[:4]) == [True, True, True, False]
        clock.go_on()
        hold(reader, "n", 3)
        await opened_at(reader, 5, clock)
        await reader.until(lambda: reader.screen.counts.unread == STORIES - 5)
        assert await read_of(shop, ids[3:7]) == [True, False, True, False], "the one between only went by"


async def test_a_key_behind_that_of_the_next_story_is_about_that(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await all_there(reader)
        reader.screen.pane = Pane.STORY
        await reader.until(lambda: reader.screen.story.has_focus)
        second, third = reader.screen.list.ids[1:3]
        for key in "Jf":
            hold(reader, key, 1)
        await reader.until(lambda: reader.screen.counts.starred == 1)
        assert shop.library.stories.find(STARRED) == (second,)
        await opened_at(reader, 1)
        for key in "Ja":
            hold(reader, key, 1)
        await reader.until(lambda: isinstance(reader.app.screen, NoteScreen))
        headline = reader.screen.list.headline(third)
        assert isinstance(reader.app.screen, NoteScreen)
        assert headline is not None
        assert reader.app.screen.about == headline.title


async def test_presses_while_the_next_unread_is_sought_are_made_up_for(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await all_there(reader)
        await read_before(reader, shop, STORIES - 2)
        hold(reader, "n", 2)
        await opened_at(reader, STORIES - 1)
        await reader.until(lambda: reader.screen.counts.unread == 0)


async def test_a_key_behind_that_of_the_next_unread_story_is_about_that(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await all_there(reader)
        last = reader.screen.list.ids[-1]
        await read_before(reader, shop, STORIES - 1)
        reader.screen.pane = Pane.STORY
        await reader.until(lambda: reader.screen.story.has_focus)
        for key in "nf":
            hold(reader, key, 1)
        await reader.until(lambda: reader.screen.counts.starred == 1)
        assert shop.library.stories.find(STARRED) == (last,)


async def test_keys_that_are_about_no_story_do_not_wait_for_the_one_that_is_sought(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(shop.desk) as reader:
        await all_there(reader)
        await read_before(reader, shop, STORIES - 1)
        going_on, look = asyncio.Event(), shop.desk.stories.unread_of

        async def look_later(ids: Sequence[str]) -> frozenset[str]:
            await going_on.wait()
            return await look(ids)

        monkeypatch.setattr(shop.desk.stories, "unread_of", look_later)
        monkeypatch.setattr("briefing.ui.controllers.stepping.LONGEST_WAIT", 3600)
        for key in ("n", "question_mark"):
            hold(reader, key, 1)
        await reader.until(lambda: isinstance(reader.app.screen, HelpScreen))
        going_on.set()


async def test_all_of_a_range_is_starred_also_what_was_never_on_the_screen(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: len(reader.screen.list.ids) == STORIES)
        for key in "XGVf":
            hold(reader, key, 1)
        await reader.until(lambda: reader.screen.counts.starred == STORIES)
        await reader.press("f")
        await reader.until(lambda: reader.screen.counts.starred == 0)


async def test_what_ends_after_the_panes_have_gone_is_no_fault(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    async def late() -> None:
        raise NoMatches("the panes")

    async with reading(shop.desk) as reader:
        screen = reader.screen
        screen.app._running = False  # as the first thing that an end does
        await guard(screen, late())
        screen.app._running = True
    await guard(screen, late())
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_the_headline_is_shown_where_the_list_is_not(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(shop.desk, size=(70, 20)) as reader:
        await all_there(reader)
        monkeypatch.setattr("briefing.ui.controllers.opening.HELD_SECONDS", 3600)
        hold(reader, "J", 3)
        await reader.shows(" Story 3")
        assert reader.screen.target == reader.screen.list.ids[3]


async def test_next_unread_is_found_beyond_what_the_list_knows(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await all_there(reader)
        await read_before(reader, shop, STORIES - 1)
        await reader.press("n")
        await opened_at(reader, STORIES - 1)


async def test_space_waits_for_the_story_that_is_coming(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await all_there(reader)
        hold(reader, "space", 2)
        await opened_at(reader, 1)


async def test_the_end_of_the_list_is_told_once(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await all_there(reader)
        hold(reader, "K", 30)
        await reader.shows("This is the first story of the list.")
        await reader.pilot.pause()
        assert reader.toasts().count("first story") == 1


async def test_what_is_marked_while_feeds_are_fetched_is_that_and_no_more(tmp_path: Path) -> None:
    shop = open_shop(
        tmp_path,
        fetched(*(entry(f"Here {n}", hours=n, link=f"https://harbour.example/{n}") for n in (1, 2))),
        fetched(entry("There 1", link="https://plains.example/1"), feed=OTHER),
    )
    may_end = asyncio.Event()
    fetch = shop.newsstand.fetch_feed

    async def slow(feed: Feed, known: Known) -> Fetched:
        await may_end.wait()
        return await fetch(feed, known)

    shop.newsstand.papers[OTHER.url] = fetched(
        *(entry(f"There {n}", hours=n, link=f"https://plains.example/{n}") for n in (1, 2)), feed=OTHER
    )
    shop.newsstand.fetch_feed = slow  # type: ignore[method-assign]
    async with reading(shop.desk) as reader:
        await reader.press("R", "right_square_bracket")
        await reader.until(lambda: reader.screen.progress.fetching and len(reader.screen.list.ids) == 2)
        await reader.press("A")
        may_end.set()
        await reader.until(lambda: not reader.screen.progress.fetching and reader.screen.counts.total == 4)
        await reader.until(lambda: reader.screen.counts.unread == 2)
        assert all(h.title.startswith("Here") == h.read for h in await headlines(shop))


async def test_an_empty_list_says_that_feeds_are_fetched_while_they_are(tmp_path: Path) -> None:
    shop, may_end = open_shop(tmp_path), asyncio.Event()

    async def slow(feed: Feed, known: Known) -> Fetched:
        await may_end.wait()
        return Fetched(feed, FeedState.UNCHANGED, NOW)

    shop.newsstand.fetch_feed = slow  # type: ignore[method-assign]
    async with reading(shop.desk) as reader:
        await reader.shows("No stories yet. R fetches all feeds.")
        await reader.press("R")
        await reader.shows("No stories yet. Feeds are being fetched.")
        await reader.press("right_square_bracket")
        await reader.shows("No stories here yet. Feeds are being fetched; Esc")
        may_end.set()
        await reader.shows("No stories here yet. r fetches")


async def headlines(shop: Shop) -> tuple[Headline, ...]:
    return await shop.desk.stories.headlines(await shop.desk.stories.find(parse("", NOW)))
