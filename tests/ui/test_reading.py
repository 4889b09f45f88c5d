"""The reading screen over a real library: keys, marks, undo, search, notes, saving."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.config.settings import ReaderSettings
from briefing.core.analysis import Act
from briefing.core.errors import StorageError
from briefing.core.query import ALL, STARRED, UNREAD
from briefing.ui.actions import ACTIONS
from briefing.ui.controllers.general import HELP
from briefing.ui.layers import Layer
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.screens.note import NoteScreen
from tests.ui.desks import FEED, OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import QUIET, Reader, emphasized_words, quiet, reading


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(
        tmp_path,
        fetched(
            *(entry(f"Egypt and wheat, part {n}", hours=n, link=f"https://harbour.example/{n}") for n in range(1, 6))
        ),
        fetched(entry("A quiet day on the plains", "Nothing was offered.", 9, ""), feed=OTHER),
    )


async def test_the_list_shows_newest_first_with_source_and_age(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("All · 6 stories")
        lines = reader.text().splitlines()
        assert "6 unread of 6" in lines[0]
        assert "● " in lines[2]
        assert "part 1" in lines[2]
        assert "Harbour Post" in lines[3]
        assert " 1 h " in lines[3]


async def test_opening_marks_read_and_fills_the_panel(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.shows("Egypt → Romania")
        await reader.shows("5 unread of 6")
        assert len(shop.library.stories.find(UNREAD)) == 5
        assert "REJECT" in reader.text()
        assert "Egypt offered Romania credit" in reader.text()
        assert "ACTORS" in reader.text()


async def test_enter_on_an_offer_shows_its_sentence_and_enter_again_returns(shop: Shop) -> None:
    async with reading(shop.desk, size=(140, 20)) as reader:
        await reader.open_first()
        await reader.shows("Romania → Egypt")
        await reader.press("tab", "tab", "j")
        screen = reader.screen
        assert screen.pane is Pane.PANEL
        assert screen.panel.analysis is not None
        assert screen.panel.analysis.offers[1].act is Act.REJECT
        assert "rejected Egypt and its credit" not in reader.text()
        await reader.press("enter")
        await reader.until(lambda: screen.story.flashing)
        assert "rejected Egypt and its credit" in reader.text()
        assert screen.story.top > 0
        await reader.press("enter")
        await reader.until(lambda: screen.story.top == 0)
        await reader.press("enter")
        await reader.until(lambda: screen.story.top > 0)
        await reader.press("escape")
        await reader.until(lambda: screen.story.top == 0)
        assert screen.pane is Pane.PANEL


async def test_the_story_points_at_what_the_panel_is_on(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        story = reader.screen.story
        assert not emphasized_words(story)
        await reader.press("tab", "tab")
        sentence = "Egypt offered Romania credit for wheat on Monday."
        await reader.until(lambda: " ".join(emphasized_words(story)).replace("  ", " ") == sentence)
        await reader.press("escape")
        await reader.until(lambda: not emphasized_words(story))


async def test_why_a_line_of_the_panel_is_there(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("i")
        await reader.until(lambda: "opens a story; then select a line of its panel." in reader.toasts())
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        await reader.press("tab", "tab", "i")
        await reader.shows("Why this line is here")
        await reader.shows("recipient: “Romania”, [b]the object")
        assert "less sure: so it seems" in reader.text()
        await reader.press("i")
        await reader.until(lambda: "Why this line is here" not in reader.text())


async def test_a_mark_that_cannot_be_stored_is_taken_back(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise StorageError("the disk is full")

    async with reading(shop.desk) as reader:
        await reader.shows("part 1")
        monkeypatch.setattr(shop.desk.annotations, "mark", full)
        await reader.press("f")
        await reader.until(lambda: "the disk is full" in reader.toasts())
        await reader.until(lambda: "★" not in reader.text())


async def test_the_jump_goes_through_a_hidden_story_where_there_is_one_pane(shop: Shop) -> None:
    async with reading(shop.desk, size=(70, 20)) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        await reader.press("tab", "j", "enter")
        await reader.until(lambda: reader.screen.story.flashing)
        await reader.shows("rejected Egypt and its credit")
        assert reader.screen.pane is Pane.STORY
        await reader.press("escape")
        assert reader.screen.pane is Pane.PANEL


async def test_read_star_and_undo_reach_the_store(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("part 1")
        first = reader.screen.list.chosen
        await reader.press("m", "j", "f")
        await reader.until(lambda: first not in shop.library.stories.find(UNREAD))
        await reader.until(lambda: len(shop.library.stories.find(STARRED)) == 1)
        await reader.shows("★")
        await reader.press("u")
        await reader.until(lambda: not shop.library.stories.find(STARRED))
        await reader.until(lambda: "★" not in reader.text())
        await reader.press("u")
        await reader.until(lambda: first in shop.library.stories.find(UNREAD))


async def test_a_message_that_names_the_key_of_undo_goes_once_it_is_pressed(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("A")
        await reader.shows("as read; u undoes it")
        await reader.press("u")
        await reader.until(lambda: [word.split(":")[0] for word in on_the_screen(reader)] == ["Undone"])
        await reader.press("U")
        await reader.until(lambda: [word.split(":")[0] for word in on_the_screen(reader)] == ["Redone"])


def on_the_screen(reader: Reader) -> list[str]:
    """The messages that are shown, not those that were."""
    return [one.message for one in reader.app._notifications]


async def test_marking_all_as_read_says_how_many_and_is_undone_by_a_key(shop: Shop) -> None:
    shop.library.feeds.store(fetched(*(entry(f"More {n}", link=f"https://harbour.example/more/{n}") for n in range(5))))
    async with reading(shop.desk) as reader:
        await reader.press("A")
        await reader.shows("Marked 11 stories as read; u undoes it")
        assert not shop.library.stories.find(UNREAD)
        await reader.press("u")
        await reader.until(lambda: len(shop.library.stories.find(UNREAD)) == 11)
        await reader.press("U")
        await reader.until(lambda: not shop.library.stories.find(UNREAD))


async def test_unread_stories_stay_in_their_list_when_read(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("2")
        await reader.shows("Unread · 6 stories")
        await reader.open_first()
        await reader.shows("5 unread of 6")
        await reader.screen.controllers.listing.find_again()
        await reader.pilot.pause()
        assert "Unread · 6 stories" in reader.text()
        await reader.press("2", "1", "2")
        await reader.shows("Unread · 5 stories")


async def test_space_reads_on_into_the_next_unread_story(shop: Shop) -> None:
    async with reading(shop.desk, size=(140, 20)) as reader:
        await reader.open_first()
        first = reader.screen.opened
        assert first is not None
        await reader.press("space")
        assert reader.screen.story.top > 0
        while not reader.screen.story.at_end:
            await reader.press("space")
        await reader.press("space")
        await reader.until(lambda: reader.screen.opened is not first)
        assert reader.screen.list.cursor == 1


async def test_next_unread_leaves_out_what_is_read(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("n")
        await reader.until(lambda: reader.screen.list.cursor == 1)
        await reader.press("K")
        await reader.until(lambda: reader.screen.list.cursor == 0)
        await reader.press("n")
        await reader.until(lambda: reader.screen.list.cursor == 2)


async def test_feeds_are_shown_one_by_one(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.feeds)
        await reader.press("]")
        await reader.shows("Harbour Post · 5 stories")
        await reader.press("]")
        await reader.shows("Plains Gazette · 1 story")
        await reader.press("[")
        await reader.shows("Harbour Post · 5 stories")
        await reader.press("escape")
        await reader.shows("All · 6 stories")


async def test_a_search_finds_and_a_wrong_one_leaves_the_list(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("slash", *"plains", "enter")
        await reader.shows("search: plains · 1 story")
        await reader.press("slash", "end", *" is", "colon", *"odd", "enter")
        await reader.shows("is:odd is not understood")
        assert reader.screen.search_box.cursor_position == len("plains ")
        assert "search: plains · 1 story" in reader.text()
        await reader.press("escape", "escape")
        await reader.shows("All · 6 stories")


async def test_a_note_is_kept_on_escape(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("a")
        await reader.shows("Note on:")
        await reader.press(*"ask the port", "escape")
        story = reader.screen.list.chosen
        await reader.until(lambda: shop.library.annotations.note(story) == "ask the port")
        await reader.shows("✎ ask the port")


async def test_saving_writes_the_file_and_tells_where(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("s")
        await reader.until(lambda: "Saved: " in reader.toasts())
        (saved,) = shop.desk.saving.folder.rglob("*.md")
        assert str(saved) in reader.toasts()
        assert "Egypt offered Romania credit" in saved.read_text(encoding="utf-8")


async def test_a_refresh_keeps_the_story_under_the_cursor_at_its_row(shop: Shop) -> None:
    async with reading(shop.desk, quiet(list_lines="2"), size=(160, 14)) as reader:
        await reader.shows("part 1")
        await reader.press("j", "j", "j")
        screen = reader.screen
        chosen, row = screen.list.chosen, screen.list.cursor * 2 - screen.list.top
        shop.newsstand.papers[FEED.url] = fetched(*(entry(f"News {n}", hours=0) for n in range(7)))
        await reader.press("R")
        await reader.shows("7 new")
        await reader.until(lambda: len(screen.list.ids) == 13)
        assert screen.list.chosen == chosen
        assert screen.list.cursor * 2 - screen.list.top == row


async def test_feeds_are_asked_by_their_own_rhythm_and_nothing_moves(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("j", "j")
        chosen = reader.screen.list.chosen
        shop.newsstand.papers[FEED.url] = fetched(entry("Fresh news", hours=0, link="https://harbour.example/fresh"))
        reader.screen.controllers.background.refresh_due()
        await reader.shows("1 new")
        assert reader.screen.list.chosen == chosen


async def test_what_another_briefing_fetched_is_shown(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        for feed in shop.desk.subscriptions.feeds:
            news = entry(f"News of {feed.title}", hours=0, link=f"{feed.url}/news")
            shop.library.feeds.store(replace(fetched(news, feed=feed), at=datetime.now(UTC)))
        reader.screen.controllers.background.refresh_due()
        await reader.shows("News of Harbour Post")
        assert not reader.screen.progress.fetching


async def test_an_analysis_that_is_off_is_told_and_the_reader_goes_on(shop: Shop) -> None:
    shop.analyst.off = "the model is not installed"
    async with reading(
        shop.desk, ReaderOptions(ReaderSettings(refresh_on_start=True, refresh_while_open=False))
    ) as reader:
        await reader.shows("analysis is off: the model is not installed")
        await reader.open_first()
        await reader.shows("Grain prices")


async def test_layers_are_toggled(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("h")
        await reader.shows("hide actors")
        await reader.press("1")
        await reader.shows("(actors)")
        assert Layer.ACTORS not in reader.screen.marks_shown
        await reader.press("h", "1")
        assert Layer.ACTORS in reader.screen.marks_shown


async def test_escape_never_quits_and_q_quits_from_the_top(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("tab", "escape", "escape", "escape")
        assert reader.app.is_running
        await reader.press("tab", "q")
        assert reader.app.is_running
        assert reader.screen.pane is Pane.LIST
        await reader.press("q")
        await reader.until(lambda: not reader.app.is_running)
    assert shop.analyst.closed


async def test_help_shows_every_action_and_finds_some(shop: Shop) -> None:
    async with reading(shop.desk, size=(100, 150)) as reader:
        await reader.press("question_mark")
        await reader.shows("save the story as Markdown")
        await reader.press("slash", *"undo")
        await reader.until(lambda: "save the story as Markdown" not in reader.text())
        assert "undo the last change" in reader.text()


async def test_keys_can_be_changed_and_conflicts_are_told(shop: Shop) -> None:
    keys = (("save", ("x",)), ("help", ("F1", "s")), ("dance", ("d",)))
    async with reading(shop.desk, quiet(keys=keys)) as reader:
        assert "no action called 'dance'" in reader.toasts()
        await reader.shows("F1 help")
        await reader.open_first()
        await reader.press("x")
        await reader.until(lambda: "Saved: " in reader.toasts())
        await reader.press("s")
        await reader.shows("move down")


async def test_the_palette_runs_actions(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("colon")
        await reader.press(*"show starred")
        await reader.shows("show starred stories  (3)")
        await reader.press("enter")
        await reader.shows("No stories in Starred")


async def test_the_palette_leads_to_a_feed_by_its_name(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("All · ")
        await reader.press("colon", *"harbour")
        await reader.shows("Harbour Post: its stories")
        await reader.press("enter")
        await reader.shows("Harbour Post · 5 stories")
        assert reader.screen.pane is Pane.LIST


async def test_what_begins_as_it_is_typed_is_first_in_the_palette(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("colon", *"Your acc")
        await reader.shows("your accounts on servers")
        await reader.shows("sync your accounts")
        shown = reader.text()
        assert shown.index("accounts on servers") < shown.index("sync your accounts")


async def test_the_palette_finds_no_action_by_what_its_keys_are_called(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("colon", *"ctrl", "plus")
        await reader.shows("No matches found")
        await reader.press(*["backspace"] * 5, *"page d")
        await reader.shows("page down  (PgDn Ctrl+D)")


async def test_the_states_of_feeds_are_shown(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("F")
        await reader.shows("2 feeds")
        assert "Harbour Post" in reader.text()
        assert "5 unread of 5" in reader.text()


async def test_a_note_is_shown_as_it_is_kept_though_the_store_is_slow(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, escaped, go_on = asyncio.Event(), asyncio.Event(), asyncio.Event()
    set_note, keep = shop.desk.annotations.set_note, NoteScreen.action_keep

    async def slowly(story: str, text: str, offer: str, base: str) -> bool:
        begun.set()
        await go_on.wait()
        return await set_note(story, text, offer, base)

    async def escape(dialog: NoteScreen) -> None:
        escaped.set()
        await keep(dialog)

    monkeypatch.setattr(shop.desk.annotations, "set_note", slowly)
    monkeypatch.setattr(NoteScreen, "action_keep", escape)
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("a")
        await reader.shows("Note on:")
        await reader.press("a", "s", "k")
        await begun.wait()
        closing = asyncio.create_task(reader.press("escape"))
        await escaped.wait()
        assert isinstance(reader.app.screen, NoteScreen), "it closes once all is kept"
        go_on.set()
        await closing
        await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.shows("✎ ask")


async def test_ctrl_c_says_how_to_quit(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path).desk, QUIET) as reader:
        await reader.press("ctrl+c")
        await reader.shows("q quits from the list, Ctrl+Q from anywhere.")


async def test_without_feeds_it_says_how_to_add_one(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, feeds=())
    async with reading(shop.desk, QUIET) as reader:
        await reader.shows("+ adds a feed; T")
        await reader.press("F")
        await reader.shows("There are no feeds yet. Close this, then + adds one.")


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    async with reading(shop.desk, QUIET) as reader:
        await reader.shows("No stories yet. R fetches all feeds.")
        await reader.press(*"jkgGnNJKmfAuosyah", "escape", "enter", "space", "tab", "w", "semicolon")
        assert reader.app.is_running
        assert shop.library.stories.find(ALL) == ()


async def test_keys_about_a_story_say_where_there_is_none(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path).desk) as reader:
        for number, key in enumerate("mftasoyYxeI;CX", 1):
            await reader.press(key)
            await reader.until(lambda n=number: reader.toasts().count("There is no story here.") == n, key)  # type: ignore[misc]
        assert "web address" not in reader.toasts()
        await reader.press("i")
        await reader.until(lambda: "Enter opens a story; then select a line of its panel." in reader.toasts())
        await reader.press("A")
        await reader.until(lambda: "There are no stories here." in reader.toasts())


async def test_what_goes_wrong_behind_is_told_in_a_sentence(shop: Shop, tmp_path: Path) -> None:
    shop.desk.saving.folder = tmp_path / "a file"
    shop.desk.saving.folder.write_text("in the way", encoding="utf-8")
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("s")
        await reader.until(lambda: "a file" in reader.toasts())
        assert reader.app.is_running


async def test_a_fault_of_our_own_is_told_too(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("[/odd] news")

    async with reading(shop.desk) as reader:
        await reader.open_first()
        monkeypatch.setattr(shop.desk.saving, "save", broken)
        await reader.press("s")
        await reader.until(lambda: "Something went wrong (RuntimeError: [/odd] news)" in reader.toasts())
        assert reader.app.is_running


async def test_a_theme_that_is_not_there_is_told(shop: Shop) -> None:
    async with reading(shop.desk, quiet(theme="mauve")) as reader:
        await reader.until(lambda: "no theme called 'mauve'" in reader.toasts())
        assert reader.app.theme == "briefing-dark"


async def test_marks_are_told_apart_without_colour(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        story = reader.screen.story
        looks = {name: story.drawn.look(name).rich_style for name in ("actors", "resources", "offers", "flash")}
        assert looks["actors"].underline
        assert looks["resources"].bold
        assert looks["resources"].italic
        assert looks["flash"].reverse
        bars = [line for line in reader.text().splitlines() if "▎ Egypt offered Romania" in line]
        assert len(bars) == 1


async def test_plain_signs_where_there_is_no_unicode(shop: Shop) -> None:
    async with reading(shop.desk, quiet(ascii=True)) as reader:
        await reader.open_first()
        await reader.press("f")
        await reader.shows("Egypt -> Romania")
        await reader.shows("1 starred")
        assert reader.text().isascii()
        for pane in ("Stories", "Story", "Who"):  # the pane that has the keys is known without its colour
            await reader.until(lambda pane=pane: re.findall(r"-(\w+)", reader.text().splitlines()[1]) == [pane], pane)
            await reader.press("tab")


async def test_the_mouse_chooses_opens_and_jumps(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("part 3")
        screen = reader.screen
        await reader.pilot.click("#list", offset=(10, 5))
        await reader.until(lambda: screen.list.cursor == 2)
        assert screen.opened is None
        await reader.pilot.click("#list", offset=(10, 5))
        await reader.until(lambda: screen.opened and screen.opened.analysis)
        assert screen.opened is not None
        assert screen.opened.story.title.endswith("part 3")
        await reader.pilot.click("#panel", offset=(4, 6))
        await reader.until(lambda: screen.story.flashing)
        assert screen.pane is Pane.PANEL


async def test_what_was_told_can_be_read_again(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("M")
        await reader.shows("No messages yet.")
        await reader.press("escape")
        await reader.until(lambda: "No messages yet." not in reader.text())
        reader.screen.show_message("the disk is [/full]", "error")
        reader.screen.show_message("it is well again")
        await reader.press("M")
        await reader.shows("it is well again")
        box = reader.app.screen.query_one(".box").region
        lines = [line[box.x : box.right] for line in reader.text().splitlines()[box.y : box.bottom]]
        told = [line for line in lines if "well again" in line or "error: the disk is [/full]" in line]
        assert len(told) == 2
        assert "well again" in told[0]


async def test_help_begins_with_where_one_stands(shop: Shop) -> None:
    async with reading(shop.desk, size=(100, 150)) as reader:
        await reader.press("question_mark")
        await reader.shows("In the list of stories")
        assert "Enter  open the story  " in reader.text()  # and nothing of offers, which are in the panel
        await reader.press("escape")
        await reader.open_first()
        await reader.press("tab", "question_mark")
        await reader.shows("In the story")
        text = reader.text()
        assert text.index("next mention of the selected item") < text.index("Moving")
        assert text.count("next mention of the selected item") == 1


async def test_every_action_that_help_puts_first_is_one_of_the_table() -> None:
    known = {action.id for action in ACTIONS}
    assert all(name in known for here in HELP.values() for name in (*here.actions, *here.own_words))
    assert set(HELP) == set(Pane)


async def test_every_action_is_in_the_palette(shop: Shop) -> None:
    async with reading(shop.desk, size=(120, 220)) as reader:
        await reader.press("colon")
        for action in ACTIONS:
            await reader.shows(action.description)


async def test_a_first_start_is_greeted_where_the_story_will_be(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    async with reading(shop.desk) as reader:
        await reader.shows("Welcome to Briefing")
        assert "`briefing --demo` shows sample stories" in reader.text()
        assert "No stories yet. R fetches all feeds." in reader.text()
    async with reading(open_shop(tmp_path, fetched(entry("One"))).desk) as reader:
        await reader.shows("opens the story under")
        assert "Welcome" not in reader.text()


async def test_a_theme_that_was_picked_is_remembered(shop: Shop, tmp_path: Path) -> None:
    async with reading(shop.desk) as reader:
        assert reader.app.theme == "briefing-dark"
        reader.app.action_change_theme()
        await reader.shows("Enter chooses")
        while reader.app.theme != "nord":
            await reader.press("j")
        await reader.press("enter")
        await reader.until(lambda: shop.library.reader_state.values().get("theme") == "nord")
    async with reading(open_shop(tmp_path).desk) as reader:
        assert reader.app.theme == "nord"
    wanted = quiet(theme="briefing-light")
    async with reading(open_shop(tmp_path).desk, wanted) as reader:
        assert reader.app.theme == "briefing-light"


async def test_a_theme_that_cannot_be_remembered_says_why(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = shop.desk.reader_state.keep

    async def keep_others(key: str, value: object) -> None:
        if key == "theme":
            raise StorageError("the disk is full")
        await keep(key, value)

    monkeypatch.setattr(shop.desk.reader_state, "keep", keep_others)
    async with reading(shop.desk) as reader:
        reader.app._keep_theme("nord")
        await reader.shows("the disk is full")


async def test_help_in_the_sidebar(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.feeds)
        reader.screen.pane = Pane.SIDEBAR
        await reader.press("question_mark")
        await reader.shows("In the sidebar")
