"""The list with one line a story, and the way back to where the reader was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.ui.panes import Pane
from tests.ui.desks import OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, quiet, reading

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
        await reader.shows("Part 20")
        await reader.press("D")
        await reader.until(lambda: "Part 20" not in reader.text())
        await reader.press("D", "f")
        await reader.shows("Part 20")
        await reader.until(lambda: "★" in line_of(reader, "Romania and"))
        assert re.search("●   20 h  .*Part 20", reader.text())


async def test_a_tall_screen_has_two_lines_a_story_until_the_reader_chooses(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 50)) as reader:
        await reader.until(lambda: reader.screen.list.lines_each == 2)
        await reader.pilot.resize_terminal(120, 30)
        await reader.until(lambda: reader.screen.list.lines_each == 1)
        await reader.press("D")
        assert reader.screen.list.lines_each == 2
    async with reading(open_shop(tmp_path).desk, size=(120, 30)) as reader:
        await reader.until(lambda: reader.screen.list.lines_each == 2)


async def test_the_settings_say_how_many_lines_a_story_takes(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, quiet(list_lines="2"), size=(80, 24)) as reader:
        await reader.until(lambda: reader.screen.list.lines_each == 2)


async def test_the_columns_are_those_of_the_settings(tmp_path: Path) -> None:
    options = quiet(columns=("title", "date", "feed"))
    async with reading(papers(tmp_path).desk, options, size=(80, 24)) as reader:
        await reader.until(lambda: line_of(reader, "Part 9").rstrip().endswith("Harbour Post"))


async def test_a_narrow_list_leaves_the_age_out_for_the_title(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 35)) as reader:
        await reader.open_first()
        await reader.until(lambda: (line := line_of(reader, "Part 20")) and "20 h" not in line)


async def test_at_120_by_35_thirty_stories_are_seen_beside_an_open_one(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 35)) as reader:
        await reader.open_first()
        await reader.until(lambda: sum("Part " in line for line in reader.text().split("\n")) >= 30)


async def test_the_sign_of_sure_lines_stands_at_the_end(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(80, 24)) as reader:
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
        await reader.until(lambda: reader.screen.list.ids and reader.screen.list.headline(reader.screen.list.ids[-1]))
        await reader.screen.run_action("perform('density')") if reader.screen.list.lines_each == 2 else None
        stories = reader.screen.list
        for number in range(min(stories.rows, len(stories.ids))):
            assert stories.draw(number)[0].cell_length <= stories.columns


async def test_the_list_is_as_wide_as_one_drags_it(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(120, 35)) as reader:
        await reader.open_first()
        await reader.press("escape")
        reader.screen.controllers.layout.resize(Pane.LIST, 40)
        await reader.until(lambda: reader.screen.list.size.width >= 72)
        await reader.press("less_than_sign")
        await reader.until(lambda: 69 <= reader.screen.list.size.width < 74)


async def test_the_story_under_the_cursor_is_shown_and_stays_unread_until_one_goes_to_it(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, quiet(preview=True)) as reader:
        await reader.shows("Part 2")
        await reader.press("j")
        await reader.until(lambda: reader.screen.opened is not None)
        await reader.press("j")
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.story.title == "Part 2")
        assert reader.screen.opened is not None
        story = reader.screen.opened.story.id
        assert story in await reader.app.desk.stories.unread_of([story])
        await reader.press("tab")
        await reader.until(lambda: (shown := reader.screen.list.headline(story)) and shown.read)
        await reader.press("escape", "j", "enter")
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.story.title == "Part 3")
        third = reader.screen.list.chosen
        await reader.until(lambda: (shown := reader.screen.list.headline(third)) and shown.read)


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


async def test_the_first_stories_make_the_list_as_wide_as_it_is_after_a_restart(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    async with reading(shop.desk, size=(120, 35)) as reader:
        await reader.shows("No stories yet")
        shop.newsstand.papers[OTHER.url] = fetched(entry(LONG), feed=OTHER)
        await reader.press("R")
        await reader.until(lambda: LONG[:45] in reader.text())
