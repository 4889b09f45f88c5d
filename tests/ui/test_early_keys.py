"""Keys that are pressed behind the one that opens a dialog, quicker than it opens, are that dialog's."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, TextArea

from briefing import app
from briefing.ui import early_keys
from briefing.ui.early_keys import TakesEarlyKeys
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.confirm import ConfirmScreen
from briefing.ui.screens.ledger import LedgerScreen
from briefing.ui.screens.note import NoteScreen
from briefing.ui.screens.pick import PickScreen
from briefing.ui.typed_ahead import keys_of
from briefing.ui.widgets.sheet_view import SheetView
from tests.ui.desks import Shop, entry, fetched, open_shop
from tests.ui.driving import PATIENCE, Reader, reading
from tests.ui.test_ledger import many


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(
        tmp_path,
        fetched(*(entry(f"Barley, part {n}", hours=n, link=f"https://harbour.example/{n}") for n in range(1, 4))),
    )


def type_at_once(reader: Reader, *typed: str) -> None:
    """Press keys one behind the other, before anything is done about the first."""
    for keys in typed:
        for key in keys_of(keys.encode()):
            reader.app.post_message(key)


async def starred(reader: Reader) -> None:
    """A star that `u` would take away."""
    await reader.until(lambda: reader.screen.list.headline(reader.screen.list.chosen) is not None)
    await reader.press("f")
    await reader.until(lambda: reader.screen.counts.starred == 1)


async def test_tags_that_are_typed_at_once_are_tags_and_no_commands(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await starred(reader)
        type_at_once(reader, "tdurum Auw\r")
        await reader.until(lambda: "Tagged 1 story “durum Auw”" in reader.toasts())
        assert (reader.screen.counts.starred, reader.screen.counts.unread) == (1, 3)


async def test_a_note_that_is_typed_at_once_is_a_note(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await starred(reader)
        type_at_once(reader, "au: ask Ida")
        await reader.until(lambda: isinstance(reader.app.screen, NoteScreen))
        await reader.until(lambda: reader.app.screen.query_one(TextArea).text == "u: ask Ida")
        assert reader.screen.counts.starred == 1


async def test_the_palette_carries_out_what_was_typed_at_once(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await starred(reader)
        type_at_once(reader, ":order of this\r")
        await reader.until(lambda: isinstance(reader.app.screen, PickScreen))
        assert reader.screen.counts.starred == 1
        assert reader.screen.list.cursor == 0


async def test_enter_in_the_palette_waits_for_what_all_that_was_typed_finds(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press(":")
        await reader.until(lambda: reader.app.screen.has_class("-ready"))
        type_at_once(reader, "order of this\r")
        await reader.until(lambda: isinstance(reader.app.screen, PickScreen))


async def test_letters_behind_a_key_that_opens_a_list_choose_in_it(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        type_at_once(reader, "Os")  # the second order
        await reader.until(lambda: reader.screen.filter.settings.order.value == "oldest")


async def test_keys_behind_that_of_the_ledger_are_about_its_entries(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        type_at_once(reader, "L/zinc\r")
        await reader.shows("Ledger  zinc")
        await reader.shows("1 entry")
        await reader.press("q")
        type_at_once(reader, "Pj")
        await reader.until(lambda: isinstance(reader.app.screen, LedgerScreen) and reader.app.screen.page.cursor == 1)
        await reader.pilot.pause()
        assert reader.app.screen.query_one(SheetView).cursor == 1, "the page is not shown a second time"
        await reader.press("q")
        type_at_once(reader, "LW\r")
        await reader.until(lambda: isinstance(reader.app.screen, AskLineScreen))


async def test_esc_behind_the_key_of_a_dialog_closes_it(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        type_at_once(reader, "tf", "\x1b")
        await reader.until(lambda: reader.screen.stack_updates > 1 and reader.screen.is_current)
        assert reader.screen.counts.starred == 0


async def test_a_question_is_not_answered_by_a_key_that_was_pressed_before_it_was_there(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        answers: list[bool | None] = []
        early = events.Key("y", "y")
        await reader.app.push_screen(ConfirmScreen("Sell the barley?"), answers.append)
        reader.app.post_message(early)
        await reader.press("shift+f12")
        assert not answers
        await reader.press("y")
        assert answers == [True]


async def test_keys_go_on_where_no_dialog_comes(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        type_at_once(reader, "Cjj")  # no other reports
        await reader.until(lambda: reader.screen.list.cursor == 2)


async def test_a_line_has_the_keys_as_soon_as_its_dialog_is_there(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        await reader.press("plus")
        assert isinstance(reader.app.screen.focused, Input)


async def test_a_note_on_a_passage_that_is_typed_at_once_is_a_note(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await starred(reader)
        await reader.open_first()
        type_at_once(reader, "vjau: sum?")
        await reader.until(lambda: isinstance(reader.app.screen, NoteScreen))
        await reader.until(lambda: reader.app.screen.query_one(TextArea).text == "u: sum?")
        assert reader.screen.counts.starred == 1


async def test_a_correction_that_is_typed_at_once_goes_from_dialog_to_dialog(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await starred(reader)
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        await reader.press("tab", "tab")
        type_at_once(reader, "ctu: barley")
        await reader.until(lambda: isinstance(reader.app.screen, AskLineScreen))
        await reader.until(lambda: "u: barley" in reader.app.screen.query_one(Input).value)
        assert reader.screen.counts.starred == 1


async def test_a_feed_that_is_renamed_at_once_has_the_new_name(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await starred(reader)
        type_at_once(reader, "Fn", "u: Quay\r")
        await reader.until(lambda: any(status.title.endswith("u: Quay") for status in reader.screen.feeds))
        assert reader.screen.counts.starred == 1


async def test_keys_behind_an_answer_are_for_nobody_once_others_came(shop: Shop) -> None:
    """Also where the answer leads back to a dialog that lay below, and takes keys already."""
    async with reading(shop.desk) as reader:
        await reader.press("question_mark")
        await reader.until(lambda: isinstance(reader.app.screen, TakesEarlyKeys) and reader.app.screen.takes_keys)
        reader.app.keep_earlier_keys()
        stale = events.Key("x", "x")
        stale.time = 0.0
        assert reader.app.screen is not reader.screen
        reader.app._keys_behind.append(stale)
        await reader.press("j")
        assert list(reader.app.take_keys_behind()) == []


async def test_keys_behind_enter_in_a_search_are_about_what_it_finds(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await starred(reader)
        type_at_once(reader, "/barley\rjj")
        await reader.until(lambda: reader.screen.filter.search == "barley" and reader.screen.list.cursor == 2)
        await reader.press("slash")
        type_at_once(reader, "\x08" * 6, "part\rju")
        await reader.until(lambda: reader.screen.filter.search == "part" and reader.screen.counts.starred == 0)
        assert reader.screen.list.cursor == 1


async def test_keys_behind_enter_in_a_search_that_is_refused_go_on_with_it(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await starred(reader)
        await reader.press("slash")
        type_at_once(reader, "tin (\ru")
        await reader.until(lambda: "u" in reader.screen.search_box.value)
        assert (reader.screen.counts.starred, reader.screen.filter.search) == (1, "")


async def test_keys_behind_enter_in_a_search_of_the_ledger_are_about_its_entries(tmp_path: Path) -> None:
    shop = await many(tmp_path)
    async with reading(shop.desk) as reader:
        await reader.press("L")
        await reader.shows("11 entries")
        type_at_once(reader, "/act:offer\rjj")
        ledger = reader.app.screen
        assert isinstance(ledger, LedgerScreen)
        await reader.until(lambda: ledger.list.cursor == 2 and ledger.places.here.search == "act:offer")


async def test_an_answer_that_is_typed_at_once_has_nothing_of_what_is_behind_enter(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        answers: list[str | None] = []
        await reader.app.push_screen(AskLineScreen("What is sold?", ""), answers.append)
        type_at_once(reader, "barley\rjj")
        await reader.until(lambda: answers)
        assert answers == ["barley"]


async def test_the_search_of_the_help_has_the_letters_right_behind_its_key(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.press("question_mark")
        await reader.shows("Keys about a story: the one under the list's cursor")
        type_at_once(reader, "/quit")
        await reader.until(lambda: reader.app.screen.query_one(Input).value == "quit")


async def test_enter_that_is_pressed_twice_does_not_answer_the_dialog_that_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "DOUBLE_PRESS", PATIENCE)
    shop = await many(tmp_path, 3)
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        await reader.press("W")
        await reader.until(lambda: isinstance(reader.app.screen, PickScreen))
        type_at_once(reader, "\r\r")
        await reader.until(lambda: isinstance(reader.app.screen, AskLineScreen))
        await reader.press("enter")
        assert isinstance(reader.app.screen, AskLineScreen)
        await reader.press(*"zinc", "enter")
        await reader.until(lambda: getattr(reader.app.screen, "question", "") == "Name of the watch")


async def test_a_key_that_is_pressed_later_does_not_wait_for_long_work_behind_an_answer(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_keys, "LONGEST_WAIT", 60 * PATIENCE)
    monkeypatch.setattr(early_keys, "TYPED_AHEAD", 0.0)
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        may_end = asyncio.Event()

        async def look() -> None:
            await may_end.wait()

        def on_answer(_: str | None) -> object:
            return reader.screen.run_in_background(look(), "look")

        await reader.screen.open_dialog(AskLineScreen("Where is it?", ""), on_answer)
        type_at_once(reader, "at the quay\r")
        await reader.until(lambda: reader.app.screen is reader.screen and reader.app._awaited_keys)
        type_at_once(reader, "j")
        await reader.until(lambda: reader.screen.list.cursor == 1)
        may_end.set()
