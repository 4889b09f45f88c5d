"""The list with one line a story, and the way back to where the reader was."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.ui.panes import Pane
from tests.ui.desks import OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, reading

LONG = "Romania and Egypt settle on wheat, credit and a railway along the coast"


def papers(folder: Path) -> Shop:
    stories = (entry(f"Part {n}", hours=n, link=f"https://harbour.example/{n}") for n in range(1, 31))
    return open_shop(
        folder,
        fetched(*stories, entry(LONG, hours=0, link="https://harbour.example/long")),
        fetched(entry("On the plains", hours=40, link="https://plains.example/1"), feed=OTHER),
    )


def line_of(reader: Reader, words: str) -> str:
    return next((line for line in reader.text().split("\n") if words in line), "")


async def test_one_line_shows_marks_age_and_title(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 35)) as reader:
        await reader.shows("Part 9")
        assert "Part 20" not in reader.text()
        await reader.press("D", "f")
        await reader.shows("Part 20")
        await reader.until(lambda: "★" in line_of(reader, "Romania and"))
        assert "●   20 h  Part 20" in reader.text()


async def test_a_narrow_list_leaves_the_age_out_for_the_title(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 35)) as reader:
        await reader.press("D", "b")  # the panel takes the room of the sidebar
        await reader.until(lambda: (line := line_of(reader, "Part 20")) and "20 h" not in line)


async def test_at_120_by_35_thirty_stories_are_seen_beside_an_open_one(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 35)) as reader:
        await reader.press("D")
        await reader.open_first()
        await reader.until(lambda: sum("Part " in line for line in reader.text().split("\n")) >= 30)


async def test_the_sign_of_sure_lines_stands_at_the_end(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(80, 24)) as reader:
        await reader.press("D")
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        await reader.press("escape")
        await reader.until(lambda: "◆" in line_of(reader, "Romania and Egypt settle"))
        line = line_of(reader, "Romania and Egypt settle")
        assert "Harbour Post" in line
        assert line.rstrip().endswith("◆")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 45)])
async def test_no_line_of_the_list_is_too_wide(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(papers(tmp_path).desk, size=size) as reader:
        await reader.press("D")
        await reader.shows("Part 9")
        stories = reader.screen.list
        for number in range(min(stories.rows, len(stories.ids))):
            assert stories.draw(number)[0].cell_length <= stories.columns


async def test_the_cursor_stays_where_it_was(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.shows("Part 9")
        await reader.press(*"jjjjj")
        chosen = reader.screen.list.chosen
        await reader.press("D")
        assert reader.screen.list.chosen == chosen
        await reader.press("D")
        assert reader.screen.list.chosen == chosen
        assert reader.screen.list.top <= 2 * reader.screen.list.cursor


async def test_a_restart_leads_back_to_view_search_cursor_and_story(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.press("2", "slash", *"part", "enter")
        await reader.shows("search: part")
        await reader.press("j", "j")
        await reader.open_first()
        opened = reader.screen.opened
        assert opened is not None
        reader.screen.pane = Pane.STORY
    async with reading(open_shop(tmp_path).desk) as reader:
        await reader.shows("Unread · search: part")
        await reader.until(lambda: reader.screen.opened is not None)
        assert reader.screen.opened is not None
        assert reader.screen.opened.story.id == opened.story.id
        await reader.until(lambda: reader.screen.pane is Pane.STORY)


async def test_a_place_that_is_there_no_more_is_ignored(tmp_path: Path) -> None:
    shop = papers(tmp_path)
    places = (
        {"view": "search:gone", "search": "", "cursor": "", "open": "", "pane": "list"},
        {"view": "all", "search": "since:never", "cursor": 5, "open": None, "pane": "list"},
        {"view": "all", "search": "", "cursor": "s0", "open": "gone", "pane": "story"},
        ["all"],
    )
    for place in places:
        shop.library.reader_state.keep("left at", place)
        async with reading(open_shop(tmp_path).desk) as reader:
            await reader.shows("All · 32 stories")
            assert not reader.toasts()
