"""Every key of the table, wherever one stands: nothing raises, nothing hangs, nothing leaves the reader by itself."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from textual.command import CommandPalette

from briefing.ui.actions import ACTIONS
from briefing.ui.panes import Pane
from tests.ui.desks import OTHER, entry, fetched, open_shop
from tests.ui.driving import Reader, quiet, reading

# These end the reader, stop it, or start a browser.
ELSEWHERE = {"navigation.leave": "leave", "general.suspend": "suspend", "web_links.browse_story": "browse"}
PLACES = [(Pane.SIDEBAR, False), (Pane.LIST, False), *((pane, True) for pane in Pane)]


async def back_at(reader: Reader, pane: Pane) -> None:
    """Close whatever lies over the panes, and go to one of them."""
    while reader.app.screen is not reader.screen:
        before = reader.app.screen
        await reader.press("escape")
        if isinstance(before, CommandPalette):
            await reader.until(lambda before=before: reader.app.screen is not before)  # type: ignore[misc]
    if reader.screen.search_box.display:
        await reader.press("escape")
    reader.screen.pane = pane
    await reader.pilot.pause()


@pytest.mark.parametrize(("pane", "with_stories"), PLACES)
async def test_every_key_is_answered(
    tmp_path: Path, pane: Pane, with_stories: bool, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    papers = (
        fetched(*(entry(f"Part {n}", hours=n, link=f"https://harbour.example/{n}") for n in range(1, 5))),
        fetched(entry("On the plains", hours=9, link=""), feed=OTHER),
    )
    shop = open_shop(tmp_path, *(papers if with_stories else ()))
    caplog.set_level(logging.ERROR, "briefing")
    async with reading(shop.desk, size=(120, 24)) as reader:
        for handler, name in ELSEWHERE.items():
            owner, _, method = handler.partition(".")
            controller = getattr(reader.screen.controllers, owner)
            monkeypatch.setattr(controller, method, lambda name=name: left.append(name), raising=True)
        if with_stories:
            await reader.open_first()
        for action in ACTIONS:
            for key in action.keys:
                await back_at(reader, pane)
                await reader.press(key)
                assert reader.app.is_running, f"{key} in {pane} ended the reader"
                assert "Something went wrong" not in reader.toasts(), f"{key} in {pane}: {reader.toasts()}"
        await back_at(reader, Pane.LIST)
        await reader.press("question_mark")
        await reader.shows("In the list of stories")
    assert not caplog.records
    assert set(left) == set(ELSEWHERE.values())


async def test_every_action_without_a_key_asks_or_tells(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Part 1")))
    async with reading(shop.desk) as reader:
        await reader.open_first()
        for action in ACTIONS:
            if not action.keys:
                told = reader.toasts()
                await reader.screen.action_perform(action.id)
                await reader.until(
                    lambda told=told: reader.app.screen is not reader.screen or reader.toasts() != told,  # type: ignore[misc]
                    action.id,
                )
                await back_at(reader, Pane.LIST)


QUOTES = {"“", "”"}  # of sentences, as in any story
BOXES = {
    "question_mark": "Keys",
    "O": "newest first",
    "t": "Tags",
    "S": "Since",
    "F": "Harbour Post",
    "L": "Ledger",
    "B": "This is the first session",
    "W": "Watches",
    "P": "Who deals",
    "M": "Messages",
    "h": "Marks in the story",
    "a": "Note on",
    "plus": "address",
    "colon": "move down",
    "slash": "a phrase",
}


async def test_no_frame_needs_more_than_ascii(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Part 1")))
    async with reading(shop.desk, quiet(ascii=True)) as reader:
        await reader.open_first()
        for key, words in BOXES.items():
            await back_at(reader, Pane.LIST)
            await reader.press(key)
            await reader.shows(words)
            odd = sorted({character for character in reader.text() if not character.isascii()} - QUOTES)
            assert not odd, f"{key}: {odd}\n{reader.text()}"
