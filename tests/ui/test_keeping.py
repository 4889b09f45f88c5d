"""Notes, marks and files in the reader."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import TextArea

from briefing.core.annotations import Annotations
from briefing.core.errors import StorageError
from briefing.core.query import ALL
from briefing.storage.notes import TWICE
from briefing.ui.screens.note import NoteScreen
from briefing.ui.screens.pens import PensScreen
from tests.support.made import NOON
from tests.ui.desks import Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, reading, selected_words


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(tmp_path, fetched(entry("Egypt and wheat")))


def kept(shop: Shop) -> Annotations:
    (story_id,) = shop.library.stories.find(ALL)
    story = shop.library.stories.get(story_id)
    assert story is not None
    return shop.library.annotations.of_story(story)


async def open_analysed(reader: Reader) -> None:
    await reader.open_first()
    await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)


async def test_what_is_typed_is_in_the_store_while_one_goes_on_typing(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("a")
        await reader.until(lambda: isinstance(reader.app.screen, NoteScreen))
        await reader.press(*"ask", "enter", *"#port")
        await reader.until(lambda: kept(shop).note == "ask\n#port")
        assert isinstance(reader.app.screen, NoteScreen)
        await reader.press("ctrl+z")
        await reader.until(lambda: kept(shop).note != "ask\n#port")
        await reader.press("ctrl+y", "escape")
        await reader.shows("Note saved.")
        assert kept(shop).note == "ask\n#port"
        assert kept(shop).tags == ("port",)
        await reader.shows("✎ ask")


async def test_a_reader_that_ends_while_one_writes_loses_nothing(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("a")
        await reader.until(lambda: isinstance(reader.app.screen, NoteScreen))
        await reader.press(*"half a thou")
        reader.app.exit()
    assert kept(shop).note == "half a thou"


async def test_a_note_that_cannot_be_kept_stays_on_the_screen_until_it_can_or_is_given_up(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> bool:
        raise StorageError("the disk is full")

    async with reading(shop.desk) as reader:
        await reader.open_first()
        with monkeypatch.context() as full:
            full.setattr(shop.desk.annotations, "set_note", refuse)
            await reader.press("a", *"ask Ann", "escape")
            await reader.shows("NOT SAVED: the disk is full.")
            assert isinstance(reader.app.screen, NoteScreen)
            assert "Note saved." not in reader.toasts()
        await reader.press("escape")
        await reader.shows("Note saved.")
        assert kept(shop).note == "ask Ann"
        monkeypatch.setattr(shop.desk.annotations, "set_note", refuse)
        await reader.press("a", *" and Bo", "escape")
        await reader.shows("NOT SAVED")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.press("a", "x")
        await reader.shows("NOT SAVED")
        reader.app.exit()
    assert kept(shop).note == "ask Ann"


async def test_what_another_reader_writes_on_the_same_note_stays(shop: Shop) -> None:
    (story,) = shop.library.stories.find(ALL)
    annotations = shop.library.annotations
    annotations.set_note(story, "ask\nlater", NOON)
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("a")
        await reader.until(lambda: isinstance(reader.app.screen, NoteScreen))
        annotations.set_note(story, "ask the port\nlater", NOON)
        await reader.press(*" on")
        await reader.until(lambda: kept(shop).note == "ask the port\nlater on")
        annotations.set_note(story, "ask the port\nnever on", NOON)
        await reader.press(*" deck")
        await reader.until(lambda: kept(shop).note.endswith("later on deck"))
        await reader.press("enter", *"soon", "escape")
        await reader.shows("both texts are in it")
    assert kept(shop).note == f"ask the port\nnever on\n{TWICE}\nlater on deck\nsoon"


async def test_a_note_is_undone_in_its_place_among_other_changes(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("f", "a")
        await reader.shows("Note on:")
        await reader.press(*"ask #Ida", "escape")
        await reader.shows("Note saved.")
        await reader.press("a")
        await reader.shows("Note on:")
        await reader.press("ctrl+u", "escape")
        await reader.shows("Note removed; u brings it back.")
        assert (kept(shop).note, kept(shop).tags) == ("", ())
        await reader.press("u")
        await reader.shows("Undone: removed a note")
        assert (kept(shop).note, kept(shop).tags) == ("ask #Ida", ("ida",))
        await reader.press("u")
        await reader.shows("Undone: wrote a note")
        assert (kept(shop).note, reader.screen.counts.starred) == ("", 1)
        await reader.press("u")
        await reader.until(lambda: reader.screen.counts.starred == 0)
        await reader.press("U", "U", "U")
        await reader.shows("Redone: removed a note")
        assert reader.screen.counts.starred == 1


async def test_another_pen_is_undone(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await open_analysed(reader)
        for pen in "12":
            await reader.press("v")
            await reader.until(lambda: isinstance(reader.app.screen, PensScreen))
            await reader.press(pen)
            await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.until(lambda: [mark.colour for mark in kept(shop).marks] == ["doubt"])
        await reader.press("u")
        await reader.until(lambda: [mark.colour for mark in kept(shop).marks] == ["key"])
        await reader.press("u")
        await reader.until(lambda: not kept(shop).marks)


async def test_a_note_on_an_offer_stands_in_panel_and_story(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await open_analysed(reader)
        await reader.press("tab", "tab", "j", "a")
        await reader.shows("Note on: Romania → Egypt · reject")
        await reader.press(*"cash", "escape")
        await reader.until(lambda: reader.screen.panel.notes)
        offer = reader.screen.panel.chosen
        assert offer is not None
        assert kept(shop).note_on(offer.offer) == "cash"
        assert reader.text().count("✎ cash") == 1, "in the panel; the passage is further down in the story"
        await reader.press("enter")
        await reader.until(lambda: reader.text().count("✎ cash") == 2)


async def test_the_readers_own_editor(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nprintf 'and more' >> \"$2\"\n")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{script} --wait")
    monkeypatch.setattr("textual.app.App.suspend", lambda self: nullcontext())  # a test has no terminal to give
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("a", *"some ", "ctrl+e")
        await reader.until(lambda: kept(shop).note == "some and more")
        area = reader.app.screen.query_one(TextArea)
        await reader.press("ctrl+z")
        assert area.text == "some "
        monkeypatch.delenv("VISUAL")
        monkeypatch.delenv("EDITOR", raising=False)
        await reader.press("ctrl+e")
        await reader.shows("set VISUAL or EDITOR")
        monkeypatch.setenv("EDITOR", "no-such-editor-here")
        await reader.press("ctrl+e")
        await reader.shows("no-such-editor-here was not found")
        await reader.press("ctrl+y", "escape")
    assert kept(shop).note == "some and more"


async def test_a_passage_is_marked_noted_undone_and_taken_away(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await open_analysed(reader)
        await reader.press("v")
        await reader.until(lambda: isinstance(reader.app.screen, PensScreen))
        story = reader.screen.story
        await reader.until(lambda: selected_words(story))
        assert " ".join(selected_words(story)) == "Egypt offered Romania credit for wheat on Monday."
        await reader.shows("2 ? doubt")
        await reader.press("j")
        assert " ".join(selected_words(story)) == "The two have traded since spring."
        await reader.press("h", "L")
        assert " ".join(selected_words(story)) == "two have traded since"
        await reader.press("J")
        assert " ".join(selected_words(story)).endswith("Nobody in Bucharest would say more.")
        await reader.press("K", "2")
        await reader.until(lambda: kept(shop).marks)
        (mark,) = kept(shop).marks
        assert (mark.anchor.quote, mark.colour) == ("two have traded since spring.", "doubt")
        assert selected_words(story) == []
        await reader.until(lambda: any(line.lstrip().startswith("▎?") for line in _story_lines(reader)))

        await reader.press("v", "j", "a")
        await reader.shows("Note on: “two have traded")
        await reader.press(*"since 2019?", "escape")
        await reader.shows("✎ since 2019?")
        assert kept(shop).marks[0].note == "since 2019?"

        await reader.press("v", "j", "x")
        await reader.until(lambda: not kept(shop).marks)
        await reader.until(lambda: "✎ since 2019?" not in reader.text())
        await reader.press("u")
        await reader.shows("✎ since 2019?")


def _story_lines(reader: Reader) -> list[str]:
    view = reader.screen.story
    return [view.draw(number)[0].plain for number in range(view.virtual_size.height)]


async def test_what_the_mouse_selects_is_what_v_begins_with(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await open_analysed(reader)
        story = reader.screen.story
        line = next(n for n, words in enumerate(_story_lines(reader)) if "Egypt offered" in words)
        column = _story_lines(reader)[line].index("offered")
        row = line + 1  # below the border
        await reader.pilot.mouse_down(story, offset=(column, row))
        await reader.pilot.hover(story, offset=(column + 15, row))
        await reader.pilot.mouse_up(story, offset=(column + 15, row))
        await reader.until(lambda: story.selected_span is not None)
        await reader.press("v")
        await reader.until(lambda: isinstance(reader.app.screen, PensScreen))
        assert " ".join(selected_words(story)).startswith("offered Romania")
        await reader.press("escape")
        assert kept(shop).marks == ()
