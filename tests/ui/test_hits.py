"""The words of a search in the open story; `/` in the story."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.annotations import NO_ANNOTATIONS
from briefing.core.story import Body, Story
from briefing.ui.glyphs import UNICODE
from briefing.ui.hits import find_hits
from briefing.ui.page import lay_out
from briefing.ui.panes import Pane
from tests.ui.desks import NOW, OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import reading

LONG = "\n\n".join(f"Paragraph {n}. " + "Ships wait. " * 20 for n in range(1, 41)) + "\n\nAt last Søren sold the zinc."


def papers(folder: Path) -> Shop:
    return open_shop(
        folder,
        fetched(
            entry("A long story", LONG), entry("Grain", "No ships today.", hours=2, link="https://harbour.example/2")
        ),
        fetched(entry("Zinc", "Zinc is dear.", hours=3, link="https://plains.example/1"), feed=OTHER),
    )


@given(st.text("ab ßøc\n", max_size=200), st.sampled_from(["a", "ab", "ss", "o", "b*", "a b"]), st.integers(8, 60))
def test_hits_lie_on_their_lines(text: str, words: str, cells: int) -> None:
    page = lay_out(Story("s", "ab o", Body.plain(text)), NO_ANNOTATIONS, NOW, cells, UNICODE)
    found = find_hits([words], page)
    assert list(found.lines) == sorted(found.lines)
    for number, stretches in found.on_lines.items():
        line = page.lines[number]
        assert all(line.start <= start < end <= line.end for start, end in stretches)


def test_a_step_goes_round() -> None:
    page = lay_out(Story("s", "x", Body.plain("one two\n\ntwo\n\nthree two")), NO_ANNOTATIONS, NOW, 40, UNICODE)
    found = find_hits(["two"], page, is_find=True)
    assert len(found.lines) == 3
    assert found.told == "two: 3"
    assert [found.step(1, 0).at, found.step(-1, 0).at] == [0, 2]
    assert found.step(1, 0).step(1, 0).told == "two: 2 of 3"
    assert found.step(1, 0).step(-1, 0).at == 2
    assert find_hits(["four"], page).step(1, 0).told == "four: nothing found"
    assert find_hits(["two"], None).lines == ()


async def test_the_words_of_a_search_are_marked_in_the_story_the_first_in_sight(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.shows("A long story")
        await reader.press("slash", *"soren", "enter")
        await reader.until(lambda: len(reader.screen.list.ids) == 1)
        await reader.open_first()
        await reader.shows("At last Søren sold")
        assert len(reader.screen.story.seeker.hits.lines) == 1


async def test_a_search_marks_its_words_in_the_story_that_is_open_already(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.shows("A long story")
        await reader.open_first()
        await reader.press("slash", *"ships", "enter")
        await reader.until(lambda: reader.screen.story.seeker.hits.lines)
        await reader.press("escape")
        await reader.until(lambda: not reader.screen.story.seeker.hits.lines)


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (160, 45)])
async def test_slash_in_the_story_finds_words_with_next_and_previous(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(papers(tmp_path).desk, size=size) as reader:
        await reader.shows("A long story")
        await reader.open_first()
        reader.screen.pane = Pane.STORY
        await reader.press("slash", *"paragraph 3", "asterisk")
        await reader.shows("Search in this story")
        await reader.shows("11 here")
        await reader.press("enter")
        await reader.shows("Paragraph 3. ")
        await reader.shows("1 of 11")
        await reader.press("n", "n")
        await reader.shows("3 of 11")
        await reader.shows("Paragraph 31. ")
        await reader.press("N")
        await reader.shows("2 of 11")
        await reader.press("escape")
        assert reader.screen.pane is Pane.STORY
        assert reader.screen.story.seeker.hits.lines == ()
        await reader.press("n")
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.story.title == "Grain")


async def test_the_next_story_does_not_stand_under_the_search_of_the_one_before(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.open_first()
        reader.screen.pane = Pane.STORY
        await reader.press("slash", *"lorry", "enter")
        await reader.shows("lorry: nothing found")
        await reader.press("J")
        await reader.shows("No ships today.")
        assert reader.screen.story.border_title == "Story"


async def test_a_search_says_where_it_searches_and_widens(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.shows("A long story")
        await reader.press("right_square_bracket")
        await reader.until(lambda: reader.screen.filter.view.title == "Harbour Post")
        await reader.press("slash", *"dear")
        await reader.shows("Search in Harbour Post")
        await reader.press("enter")
        await reader.shows("Nothing was found in Harbour Post. E searches all stories")
        await reader.press("E")
        await reader.shows("Zinc")
        assert reader.screen.filter.view.title == "All"
        await reader.press("escape", "right_square_bracket", "slash", *"dea", "ctrl+g")
        await reader.shows("Search in All")
        await reader.press("r", "enter")
        await reader.shows("Zinc")


async def test_in_a_story_the_search_can_widen_to_all_stories(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.open_first()
        reader.screen.pane = Pane.STORY
        await reader.press("slash", *"dear", "ctrl+g", "enter")
        await reader.until(lambda: len(reader.screen.list.ids) == 1)
        assert reader.screen.pane is Pane.LIST
