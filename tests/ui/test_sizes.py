"""Every size of terminal, and lists and stories of every length."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.core.analysis import Analysis
from briefing.ui import panes
from briefing.ui.panes import Pane
from tests.ui.desks import HugeDesk, Shop, entry, fetched, open_shop
from tests.ui.driving import reading

STORIES = 100_000
AROUND_LINES = 4
"""Columns of the story's pane that its lines do not have: its edge, the bar beside them, the scrollbar."""


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(tmp_path, fetched(*(entry(f"Egypt and wheat, part {n}", hours=n) for n in range(1, 30))))


@pytest.mark.parametrize(
    ("size", "at", "shown"),
    [
        ((60, 18), Pane.SIDEBAR, (True, False, False, False)),
        ((60, 18), Pane.LIST, (False, True, False, False)),
        ((80, 24), Pane.STORY, (False, False, True, False)),
        ((80, 24), Pane.PANEL, (False, False, False, True)),
        ((100, 30), Pane.SIDEBAR, (True, True, False, False)),
        ((100, 30), Pane.LIST, (False, True, True, False)),
        ((100, 30), Pane.STORY, (False, False, True, True)),
        ((130, 40), Pane.SIDEBAR, (True, True, True, False)),
        ((130, 40), Pane.STORY, (False, True, True, True)),
        ((160, 45), Pane.LIST, (False, True, True, True)),
        ((190, 45), Pane.LIST, (True, True, True, True)),
    ],
)
async def test_panes_by_width(shop: Shop, size: tuple[int, int], at: Pane, shown: tuple[bool, ...]) -> None:
    async with reading(shop.desk, size=size) as reader:
        await reader.open_first()
        reader.screen.pane = at
        await reader.pilot.pause()
        screen = reader.screen
        views = (screen.sidebar, screen.list, screen.story, screen.panel)
        assert tuple(pane.display for pane in views) == shown
        assert screen.focused is screen.active_pane
        for pane in views:
            assert not pane.display or pane.size.width >= 20
        assert sum(pane.outer_size.width for pane in views if pane.display) + sum(shown) - 1 == size[0]


async def test_the_sidebar_has_the_place_of_the_panel_until_there_is_something_to_tell(shop: Shop) -> None:
    async with reading(shop.desk, size=(160, 45)) as reader:
        assert (reader.screen.sidebar.display, reader.screen.panel.display) == (True, False)
        await reader.open_first()
        assert (reader.screen.sidebar.display, reader.screen.panel.display) == (False, True)
        await reader.press("b")
        assert (reader.screen.sidebar.display, reader.screen.panel.display) == (True, False)
        await reader.press("enter")
        assert (reader.screen.sidebar.display, reader.screen.panel.display) == (False, True)


@pytest.mark.parametrize("columns", range(148, 248, 4))
def test_the_story_has_lines_of_a_good_length_and_the_rest_is_shared_out(columns: int) -> None:
    shown = panes.panes_that_fit(columns, Pane.LIST, with_sidebar=True, with_panel=True)
    beside = panes.widths(columns, shown, {})
    lines = columns - sum(beside.values()) - len(beside) - AROUND_LINES
    assert 68 <= lines <= 92
    assert beside[Pane.LIST] >= beside[Pane.PANEL] >= 32
    wider = panes.widths(columns, shown, dict([panes.resize(Pane.LIST, 8, beside) or (Pane.LIST, 0)]))
    assert wider == {**beside, Pane.LIST: beside[Pane.LIST] + 8}


async def test_the_same_keys_lead_through_one_pane_at_a_time(shop: Shop) -> None:
    async with reading(shop.desk, size=(60, 18)) as reader:
        await reader.open_first()
        await reader.shows("harbour.example")
        await reader.press("w")
        await reader.shows("Egypt → Romania")
        await reader.press("w")
        await reader.shows("harbour.example")
        await reader.press("escape")
        await reader.shows("part 4")


async def test_keys_reach_a_pane_before_it_is_drawn(shop: Shop) -> None:
    async with reading(shop.desk, size=(60, 18)) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        reader.screen.pane = Pane.PANEL
        await reader.screen.action_perform("down")
        assert reader.screen.panel.cursor == 1


async def test_a_storm_of_sizes_ends_nothing(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("j", "j", "j", "tab")
        for width, height in (
            (1, 1),
            (200, 60),
            (2, 40),
            (60, 1),
            (90, 3),
            (119, 30),
            (120, 30),
            (89, 24),
            (5, 5),
            (160, 45),
        ):
            for pane in Pane:
                await reader.pilot.resize_terminal(width, height)
                reader.screen.pane = pane
                await reader.press("j", "k", "pagedown")
        assert reader.app.is_running
        reader.screen.pane = Pane.STORY
        await reader.press("g")
        await reader.shows("Egypt offered Romania")


async def test_the_words_at_the_top_stay_at_the_top_when_the_width_changes(shop: Shop) -> None:
    async with reading(shop.desk, size=(160, 20)) as reader:
        await reader.open_first()
        await reader.press("tab", "pagedown")
        page = reader.screen.story.page_shown
        assert page is not None
        offset = page.lines[reader.screen.story.top].start
        await reader.pilot.resize_terminal(70, 20)
        await reader.until(lambda: reader.screen.story.page_shown is not page)
        narrow = reader.screen.story.page_shown
        assert narrow is not None
        line = narrow.lines[reader.screen.story.top]
        assert line.start <= offset < line.end


async def test_a_hundred_thousand_stories_load_only_what_is_near() -> None:
    desk = HugeDesk(STORIES)
    async with reading(desk) as reader:
        await reader.shows("Story number 5")
        await reader.until(lambda: len(reader.screen.list.ids) == STORIES)
        for _ in range(40):
            await reader.press("j")
        assert desk.loaded <= 200
        await reader.press("G")
        await reader.shows(f"Story number {STORIES - 1}")
        await reader.press("g")
        await reader.shows("Story number 0")
        assert desk.loaded <= 500


async def test_a_story_of_four_hundred_thousand_characters_is_read_to_its_end(tmp_path: Path) -> None:
    text = "\n\n".join("Egypt offered Romania wheat for cash. " + "Prices moved a little. " * 40 for _ in range(400))
    shop = open_shop(tmp_path, fetched(entry("A very long story", text[:400_000])))
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        await reader.press("tab", "G")
        assert reader.screen.story.at_end


async def test_a_story_is_there_again_after_there_was_no_room_for_it(shop: Shop) -> None:
    async with reading(shop.desk, size=(160, 20)) as reader:
        await reader.open_first()
        await reader.shows("Egypt offered Romania")
        reader.screen.pane = Pane.STORY
        await reader.pilot.resize_terminal(2, 20)
        await reader.until(lambda: 0 < reader.screen.story.size.width <= 2)
        await reader.pilot.resize_terminal(160, 20)
        await reader.until(lambda: reader.screen.story.size.width > 2)
        await reader.shows("Egypt offered Romania")


async def test_the_keys_of_a_search_that_a_narrow_line_has_no_room_for_are_left_out_whole(shop: Shop) -> None:
    async with reading(shop.desk, size=(44, 18)) as reader:
        await reader.press("2", "slash")
        await reader.shows("Esc closes   Enter searches")
        await reader.shows("begin*, NOT, OR, ( ), …")  # and no part of a word
        assert "Ctrl+G" not in reader.text()
        await reader.pilot.resize_terminal(90, 24)
        await reader.shows("Esc closes   Enter searches   Ctrl+G in all stories   Ctrl+S saves it")


async def test_the_line_of_keys_names_none_of_a_story_where_there_is_none(shop: Shop) -> None:
    async with reading(shop.desk, size=(100, 30)) as reader:
        await reader.shows("Enter open")
        await reader.press("3")
        await reader.shows("/ search  ? help")
        assert "f star " not in reader.text().splitlines()[-1]
        await reader.press("1")
        await reader.shows("Enter open")


async def test_the_line_of_keys_names_of_the_panel_what_its_cursor_can_do(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("tab", "tab")
        await reader.shows("Enter show the sentence  i why  Esc back")
        await reader.press("G")
        await reader.shows("Enter show the sentence  Esc back")  # the cursor is on a resource
        found = reader.screen.panel.analysis
        assert found is not None
        unsure = replace(found, lines=tuple(replace(line, confidence=0.1) for line in found.lines))
        reader.screen.panel.show(unsure, "")
        await reader.shows("Enter show the sentence  z less sure  Esc back")
        reader.screen.panel.show(Analysis(), "")
        await reader.until(lambda: reader.text().splitlines()[-1].startswith(" Esc back"))


async def test_the_list_comes_back_as_it_was_from_behind_the_feeds(shop: Shop) -> None:
    async with reading(shop.desk, size=(80, 24)) as reader:
        await reader.press(*"jjjj", "shift+tab")
        await reader.until(lambda: reader.screen.pane is Pane.SIDEBAR and not reader.screen.list.rows)
        chosen, stories = reader.screen.list.chosen, reader.screen.list.ids
        for key in ("j", "k"):
            await reader.press(key)
            await reader.until(lambda: reader.screen.filter.view == reader.screen.sidebar.row.view)  # type: ignore[union-attr]
            await reader.until(lambda: reader.screen.list.ids == stories)
        await reader.press("enter")
        await reader.until(lambda: reader.screen.list.rows)
        assert (reader.screen.list.chosen, reader.screen.list.cursor, reader.screen.list.top) == (chosen, 4, 0)


async def test_the_feed_under_the_cursor_is_in_sight_when_the_sidebar_comes(shop: Shop) -> None:
    async with reading(shop.desk, size=(80, 8)) as reader:
        sidebar = reader.screen.sidebar
        await reader.until(lambda: sidebar.rows_shown)
        sidebar.point_to(sidebar.views[-1])
        assert sidebar.cursor > 6
        await reader.press("shift+tab")
        await reader.until(lambda: sidebar.rows and sidebar.top <= sidebar.cursor < sidebar.top + sidebar.rows)


async def test_the_cursor_of_the_panel_stays_in_sight_in_a_smaller_terminal(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("tab", "tab")
        await reader.shows("i why")
        await reader.press("G")
        panel = reader.screen.panel
        assert panel.cursor
        await reader.pilot.resize_terminal(40, 10)
        await reader.until(lambda: 0 < panel.rows < 10)
        last = max(number for number, row in enumerate(panel.panel.rows) if row.item == panel.cursor)
        await reader.until(lambda: panel.top <= last < panel.top + panel.rows)
