"""The search box: what it explains, completes and counts; hits in the list; searches that are saved."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events

from briefing.core.journal import Field
from briefing.core.query.terms import ALL, STARRED
from briefing.core.saved_search import SavedSearch
from briefing.ui.controllers.listing import FIRST_STORIES
from briefing.ui.panes import Pane
from tests.ui.desks import OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import reading


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(
        tmp_path,
        fetched(*(entry(f"Egypt and wheat, part {n}", hours=n, link=f"https://harbour.example/{n}") for n in (1, 2))),
        fetched(entry("A day on the plains", "Long ago. " * 60 + "Copper was found in Perú.", 9, ""), feed=OTHER),
    )


async def test_the_box_explains_counts_and_completes(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("slash")
        await reader.shows('words, "a phrase"')
        await reader.press(*"wheat")
        await reader.shows("stories with the word “wheat”")
        await reader.shows("2 found")
        await reader.press("space", *"fe", "tab")
        assert reader.screen.search_box.value == "wheat feed:"
        await reader.shows('feed:"Harbour Post"')
        await reader.press(*"pl")
        await reader.shows('feed:"Plains Gazette"')
        await reader.press("tab")
        assert reader.screen.search_box.value == 'wheat feed:"Plains Gazette"'
        await reader.shows("0 found")
        await reader.press("enter")
        await reader.shows("Nothing was found")
        await reader.press("escape")
        await reader.shows("All · 3 stories")


async def test_a_name_that_nothing_goes_by_is_told(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("slash", *"tag", "colon", *"none")
        await reader.shows("0 found: no story has the tag “none”")
        await reader.press("enter")
        await reader.shows("Nothing was found in All: no story has the tag “none”.")


async def test_a_search_that_goes_wrong_early_is_told_while_one_types(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("slash", *"is", "colon", *"odd ", *"wheat")
        await reader.shows("is:odd is not understood")
        assert "All · 3 stories" in reader.text()
        await reader.press("enter")
        assert reader.screen.search_box.display
        assert reader.screen.search_box.cursor_position == 0


async def test_hits_are_shown_in_context(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("slash", *"peru", "enter")
        await reader.shows("search: peru · 1 story")
        await reader.shows("in Perú")
        await reader.press("escape")
        await reader.until(lambda: "in Perú" not in reader.text())


@pytest.mark.parametrize("size", [(120, 35), (80, 24)])
async def test_the_line_that_is_searched_for_is_in_the_list_and_in_view_where_the_story_opens(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    words = f"Egypt offered Romania tea. {'The day went by. ' * 300}Chad offered Mali salt."
    shop = open_shop(tmp_path, fetched(entry("Two trades", words)))
    (story,) = shop.library.stories.find(ALL)
    await shop.desk.analysis.analyse_story(story)
    async with reading(shop.desk, size=size) as reader:
        shown = reader.screen.list

        def line() -> str:
            headline = shown.headline(story)
            return "" if headline is None else headline.main_line

        await reader.until(lambda: "Egypt" in line() or "Chad" in line())
        usual = line()
        for party, offer in (("chad", "Chad → Mali · offer: salt"), ("egypt", "Egypt → Romania · offer: tea")):
            await reader.press("slash", *f"from:{party}", "enter")
            await reader.until(lambda offer=offer: line() == offer)
        await reader.press("escape")
        await reader.until(lambda: line() == usual)
        await reader.press("slash", *"to:mali", "enter")
        await reader.until(lambda: line() == "Chad → Mali · offer: salt")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.story.top > 0)
        await reader.shows("Chad offered Mali")
        assert reader.screen.panel.chosen is not None
        assert reader.screen.panel.chosen.offer == reader.screen.opened.analysis.lines[1].id


async def test_a_search_is_saved_stands_in_the_sidebar_and_is_removed(shop: Shop, tmp_path: Path) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("slash", *"wheat", "ctrl+s")
        await reader.shows("Save this search as")
        await reader.until(lambda: reader.app.focused is not None and reader.app.focused.screen is reader.app.screen)
        await reader.press(*"Grain", "enter")
        await reader.shows("Grain · 2 stories")
        assert shop.library.reader_state.searches() == (SavedSearch("Grain", "wheat"),)
        await reader.shows("Searches")
        await reader.until(lambda: "Grain               2" in reader.text())
        await reader.press("1")
        await reader.shows("All · 3 stories")
    again = open_shop(tmp_path)
    async with reading(again.desk) as reader:
        await reader.shows("Grain")
        await reader.press("shift+tab", *"jjjjjj")
        await reader.shows("Grain · 2 stories")
        await reader.press("delete")
        await reader.until(lambda: "Removed: Grain (wheat)" in reader.toasts())
        await reader.until(lambda: again.library.reader_state.searches() == ())
        await reader.shows("All · 3 stories")


async def test_undo_and_redo_keep_steps_and_the_removal_of_a_search_in_their_order(shop: Shop) -> None:
    await shop.desk.reader_state.save_search("Grain", "wheat")
    first, second, _ = await shop.desk.stories.find(ALL)
    await shop.desk.annotations.mark([first], Field.STARRED, True)
    async with reading(shop.desk) as reader:
        await reader.shows("Grain")
        await reader.press("shift+tab", *"jjjjjj")
        await reader.shows("Grain · 2 stories")
        await reader.press("delete")
        await reader.until(lambda: "Its stories stay; u brings it back." in reader.toasts())
        await shop.desk.annotations.mark([second], Field.STARRED, True)
        for told, searches, starred in (
            ("Undone: starred 1 story", (), {first}),
            ("Undone: removed Grain", (SavedSearch("Grain", "wheat"),), {first}),
            ("Undone: starred 1 story", (SavedSearch("Grain", "wheat"),), set()),
            ("Redone: starred 1 story", (SavedSearch("Grain", "wheat"),), {first}),
            ("Redone: removed Grain", (), {first}),
            ("Redone: starred 1 story", (), {first, second}),
        ):
            before = reader.toasts().count(told)
            await reader.press("u" if told.startswith("Undone") else "U")
            await reader.until(lambda told=told, before=before: reader.toasts().count(told) == before + 1, told)
            assert shop.library.reader_state.searches() == searches
            assert set(await shop.desk.stories.find(STARRED)) == starred


async def test_a_search_that_takes_the_name_of_another_says_so_and_undo_brings_that_back(shop: Shop) -> None:
    await shop.desk.reader_state.save_search("Grain", "wheat")
    async with reading(shop.desk) as reader:
        await reader.press("slash", *"tea", "ctrl+s")
        await reader.shows("Save this search as")
        await reader.press("ctrl+u", *"grain", "enter")
        await reader.until(lambda: "Saved: grain, in place of “wheat”. u brings that back." in reader.toasts())
        assert shop.library.reader_state.searches() == (SavedSearch("grain", "tea"),)
        await reader.shows("grain · ")
        await reader.press("u")
        await reader.until(lambda: "Undone: saved grain in place of “wheat”" in reader.toasts())
        assert shop.library.reader_state.searches() == (SavedSearch("Grain", "wheat"),)
        await reader.shows("Grain · ")
        await reader.press("U")
        await reader.until(lambda: "Redone: saved grain in place of “wheat”" in reader.toasts())
        assert shop.library.reader_state.searches() == (SavedSearch("grain", "tea"),)
        await reader.shows("grain · ")


async def test_only_what_can_be_understood_is_saved(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("slash", "ctrl+s")
        await reader.until(lambda: "Type a search first" in reader.toasts())
        await reader.press(*"is", "colon", *"odd", "ctrl+s")
        await reader.shows("is:odd is not understood")
        assert shop.library.reader_state.searches() == ()


async def test_a_saved_search_that_is_no_longer_understood_says_so(shop: Shop) -> None:
    shop.library.reader_state.save_search(SavedSearch("Old", "colour:red"))
    async with reading(shop.desk) as reader:
        await reader.shows("Old")
        reader.screen.pane = Pane.SIDEBAR
        sidebar = reader.screen.sidebar
        for _ in sidebar.rows_shown:
            if sidebar.row is None or sidebar.row.title != "Old":
                await reader.press("j")
        await reader.until(lambda: "colour: is not a search word" in reader.toasts())
        await reader.press("slash", *"x", "escape")
        assert reader.app.is_running


async def test_keys_that_are_typed_ahead_are_about_what_the_search_finds(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Egypt and wheat")
        find, may_find = shop.desk.stories.find, asyncio.Event()

        async def slow(*wanted: Any) -> tuple[str, ...]:
            await may_find.wait()
            return await find(*wanted)

        await reader.press("slash", *"copper")
        await reader.shows("1 found")
        monkeypatch.setattr(shop.desk.stories, "find", slow)
        await reader.press("enter")
        ahead = asyncio.create_task(reader.press("A"))
        await asyncio.sleep(0)
        may_find.set()
        await ahead
        await reader.until(lambda: reader.screen.counts.unread == 2)
        assert reader.screen.counts.total == 3, "the search found one"


async def test_keys_that_come_at_once_with_the_one_that_opens_the_box_are_typed_into_it(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Egypt and wheat")
        before = reader.screen.counts
        for key, character in (("slash", "/"), *zip("fAm", "fAm", strict=True)):
            reader.app.post_message(events.Key(key, character))
        await reader.until(lambda: reader.screen.search_box.value == "fAm")
        assert reader.screen.counts == before
        await reader.press(*"ily")
        assert reader.screen.search_box.value == "fAmily"
        await reader.press("enter")
        for key, character in (("slash", "/"), *zip("tea", "tea", strict=True)):
            reader.app.post_message(events.Key(key, character))
        await reader.until(lambda: reader.screen.search_box.value == "tea")


@pytest.mark.parametrize("count", [40, FIRST_STORIES + 100])
async def test_a_list_that_one_comes_back_to_is_where_it_was_left(tmp_path: Path, count: int) -> None:
    stories = [entry(f"Wheat, part {n}", hours=n, link=f"https://harbour.example/{n}") for n in range(1, count)]
    async with reading(open_shop(tmp_path, fetched(*stories)).desk) as reader:
        shown = reader.screen.list
        await reader.until(lambda: len(shown.ids) == count - 1)
        await reader.press("G", *"kkk")
        left = shown.chosen, shown.row
        assert shown.cursor == count - 5
        await reader.press("slash", *'"part 1"', "enter")
        await reader.until(lambda: len(shown.ids) == 1)
        await reader.press("escape")
        await reader.until(lambda: len(shown.ids) == count - 1)
        assert (shown.chosen, shown.row) == left
        await reader.press("j", "3")
        await reader.until(lambda: not shown.ids)
        await reader.press("1")
        await reader.until(lambda: len(shown.ids) == count - 1)
        assert shown.cursor == count - 4
        await reader.press("slash", *"wheat", "enter")
        await reader.until(lambda: shown.sought)
        assert shown.cursor == 0
