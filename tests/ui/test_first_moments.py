"""Keys of the first moments, while the whole list, and the rest of the reader, is still on its way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.app import BriefingApp
from briefing.core.query import Key, Query, Term
from briefing.ui.controllers import beginning, listing
from briefing.ui.controllers.session import LEFT_AT
from briefing.ui.themes import LIGHT
from tests.ui.desks import Shop, clock, entry, fetched, open_shop
from tests.ui.driving import PATIENCE, QUIET, Reader, reading

STORIES, FIRST = 40, 12


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setattr(listing, "FIRST_STORIES", FIRST)
    stories = (entry(f"Harvest {n}", hours=n, link=f"https://harbour.example/{n}") for n in range(STORIES))
    return open_shop(tmp_path, fetched(*stories))


class Slow:
    """Holds up what a desk is asked until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, service: object, name: str, when: Callable[..., bool]) -> None:
        self._asked, self._go_on = asyncio.Event(), asyncio.Event()
        ask = getattr(service, name)

        async def slowly(*args: Any) -> Any:
            if when(*args):
                self._asked.set()
                await self._go_on.wait()
            return await ask(*args)

        monkeypatch.setattr(service, name, slowly)

    async def asked(self) -> None:
        await self._asked.wait()

    def go_on(self) -> None:
        self._go_on.set()


def whole_list(monkeypatch: pytest.MonkeyPatch, shop: Shop) -> Slow:
    return Slow(monkeypatch, shop.desk.stories, "find", lambda query, limit=None: limit is None)


async def until_all(reader: Reader) -> None:
    """Wait until the whole list is there, and what comes behind it."""
    await reader.until(lambda: len(reader.screen.list.ids) >= STORIES, "the whole list")
    await reader.until(lambda: reader.screen.feeds, "the feeds")
    await reader.pilot.pause()


async def test_the_cursor_stays_where_the_first_keys_put_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    await shop.desk.reader_state.keep(LEFT_AT, {"view": "all", "search": "", "cursor": "gone", "open": ""})
    slow = whole_list(monkeypatch, shop)
    async with reading(shop.desk, size=(120, 10)) as reader:
        await slow.asked()
        await reader.press(*"jjjjjjjj")
        stories = reader.screen.list
        chosen, row = stories.chosen, stories.row
        assert (stories.cursor, stories.top > 0) == (8, True)
        slow.go_on()
        await until_all(reader)
        assert (stories.cursor, stories.chosen, stories.row) == (8, chosen, row)


async def left_at_the_thirty_first(shop: Shop, pane: str) -> tuple[str, ...]:
    """Keep a place as if the last session had ended there, with the story open; the ids of all stories."""
    ids = await shop.desk.stories.find(Query())
    place = {"view": "all", "search": "", "cursor": ids[30], "open": ids[30], "pane": pane}
    await shop.desk.reader_state.keep(LEFT_AT, place)
    return ids


async def test_who_went_on_is_not_led_back_to_the_last_place(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = await left_at_the_thirty_first(shop, "story")
    slow = whole_list(monkeypatch, shop)
    async with reading(shop.desk) as reader:
        await slow.asked()
        await reader.press("j", "enter")
        await reader.until(lambda: reader.screen.opened is not None)
        pane = reader.screen.pane
        slow.go_on()
        await until_all(reader)
        assert reader.screen.list.chosen == ids[1]
        assert reader.screen.opened is not None
        assert (reader.screen.opened.story.id, reader.screen.pane) == (ids[1], pane)


async def test_a_story_that_is_still_loading_is_not_replaced_by_the_last_one(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = await left_at_the_thirty_first(shop, "list")
    slow, loading = whole_list(monkeypatch, shop), Slow(monkeypatch, shop.desk.stories, "open", lambda story: True)
    async with reading(shop.desk) as reader:
        await slow.asked()
        await reader.press("enter")
        await loading.asked()
        slow.go_on()
        await until_all(reader)
        loading.go_on()
        await reader.until(lambda: reader.screen.opened is not None)
        assert reader.screen.opened is not None
        assert (reader.screen.opened.story.id, reader.screen.list.chosen) == (ids[0], ids[0])


async def test_who_waits_is_led_to_the_last_place(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = await left_at_the_thirty_first(shop, "story")
    slow = whole_list(monkeypatch, shop)
    async with reading(shop.desk) as reader:
        await slow.asked()
        slow.go_on()
        await reader.until(lambda: reader.screen.opened is not None)
        assert reader.screen.opened is not None
        assert (reader.screen.opened.story.id, reader.screen.list.chosen) == (ids[30], ids[30])


async def test_the_start_is_over_once_all_is_there(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, started = whole_list(monkeypatch, shop), list[int]()
    options = replace(QUIET, on_started=lambda: started.append(len(reader.screen.list.ids)))
    async with reading(shop.desk, options) as reader:
        await slow.asked()
        await reader.press("j")
        assert not started
        slow.go_on()
        await until_all(reader)
        assert started == [STORIES]


async def test_another_view_is_not_overwritten_by_the_first_one(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = await shop.desk.stories.find(Query())
    slow = whole_list(monkeypatch, shop)
    async with reading(shop.desk) as reader:
        await slow.asked()
        await reader.press("f", "3")
        await reader.until(lambda: reader.screen.list.ids == ids[:1])
        slow.go_on()
        await reader.until(lambda: reader.screen.feeds)
        await reader.pilot.pause()
        assert reader.screen.list.ids == ids[:1]
        await reader.shows("Starred · 1 story")


async def test_a_list_that_comes_too_late_for_its_view_adds_nothing_to_another(shop: Shop) -> None:
    ids = await shop.desk.stories.find(Query())
    async with reading(shop.desk) as reader:
        await until_all(reader)
        lists = reader.screen.beginning.listing
        await reader.press("f")
        reader.screen.beginning.views.show_starred()
        reader.screen.run_in_background(lists.find_again(), "find")  # as when a feed came in at this moment
        await reader.shows("Starred · 1 story")
        assert reader.screen.list.ids == ids[:1]


async def test_keys_that_come_before_the_titles_wait_for_them(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginning, "PATIENCE", 0.01)
    state = shop.desk.reader_state
    kept = await state.values()
    held = asyncio.Event()
    asked: list[bool] = []

    async def values() -> Any:
        asked.append(True)
        if len(asked) > 1:  # the first to ask is the theme
            await held.wait()
        return kept

    monkeypatch.setattr(state, "values", values)
    app = BriefingApp(shop.desk, QUIET, clock)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        reader = Reader(app, pilot)
        await reader.until(lambda: len(asked) > 1)
        pressing = asyncio.create_task(reader.press("j", "j"))
        await asyncio.sleep(0)
        assert not reader.screen.list.ids
        held.set()
        await pressing
        await until_all(reader)
        await reader.until(lambda: reader.screen.list.cursor == 2, "both steps")


async def test_changes_of_the_first_moments_are_kept_and_undone(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = await shop.desk.stories.find(Query())
    slow = whole_list(monkeypatch, shop)
    async with reading(shop.desk) as reader:
        await slow.asked()
        await reader.press("f", "m", "j", "f", "u")
        slow.go_on()
        await until_all(reader)
        starred = Query(Term(Key.IS, "starred"))
        async with asyncio.timeout(PATIENCE):
            while await shop.desk.stories.find(starred) != ids[:1]:
                await reader.pilot.pause()
        assert await shop.desk.stories.unread_of(ids[:2]) == {ids[1]}
        shown = [reader.screen.list.headline(story) for story in ids[:2]]
        assert [(one.read, one.starred) for one in shown if one is not None] == [(True, True), (False, False)]


async def test_a_note_of_the_first_moments_is_kept(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = whole_list(monkeypatch, shop)
    async with reading(shop.desk) as reader:
        await slow.asked()
        await reader.press("enter", "a", *"ask")
        await reader.shows("Note on:")
        slow.go_on()
        await until_all(reader)
        await reader.press("escape")
        await reader.shows("✎ ask")


async def test_the_terminal_and_the_theme_may_change_in_the_first_moments(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = whole_list(monkeypatch, shop)
    async with reading(shop.desk, size=(60, 12)) as reader:
        await slow.asked()
        await reader.press("j")
        await reader.pilot.resize_terminal(170, 40)
        reader.app.theme = LIGHT.name
        await reader.pilot.resize_terminal(90, 30)
        slow.go_on()
        await until_all(reader)
        assert (reader.screen.list.cursor, reader.app.theme, reader.toasts()) == (1, LIGHT.name, "")
        await reader.shows("Harvest 1")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("L", "No offers yet"),
        ("F", "2 feeds"),
        ("question_mark", "move down"),
        ("colon", "Search commands"),
        ("slash", "All"),
    ],
)
async def test_what_opens_in_the_first_moments_stays_open(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, key: str, words: str
) -> None:
    slow = whole_list(monkeypatch, shop)
    async with reading(shop.desk) as reader:
        await slow.asked()
        await reader.press(key)
        await reader.shows(words)
        slow.go_on()
        await until_all(reader)
        await reader.shows(words)
        assert reader.toasts() == ""
