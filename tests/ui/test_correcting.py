"""Correcting in the panel, and the day's briefing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from briefing.core.brief import LENGTHS, Brief
from briefing.core.query import ALL
from briefing.services.briefs import LAST_BRIEF
from briefing.ui.screens.brief import BriefScreen
from tests.ui.desks import NOW, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, reading


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(tmp_path, fetched(entry("Egypt and wheat")))


async def open_panel(reader: Reader) -> None:
    await reader.open_first()
    await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
    await reader.press("tab", "tab")


async def test_an_offer_is_corrected_by_single_keys_and_it_is_undone(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await open_panel(reader)
        await reader.press("c")
        await reader.shows("wrong recipient")
        await reader.press("r")
        await reader.shows("Who is the recipient?")
        await reader.press("3", "enter")
        await reader.shows("Corrected: nobody is the recipient")
        assert reader.screen.opened is not None
        assert reader.screen.opened.analysis is not None
        assert reader.screen.opened.analysis.offers[0].recipient is None
        await reader.press("c")
        await reader.shows("not an offer")
        await reader.press("n")
        await reader.shows("it is not an offer")
        await reader.until(lambda: len(reader.screen.opened.analysis.offers) == 1)  # type: ignore[union-attr]
        await reader.press("u")
        await reader.until(lambda: len(reader.screen.opened.analysis.offers) == 2)  # type: ignore[union-attr]
        await reader.press("c", "t")
        await reader.shows("What are the terms?")
        await reader.press(*" now", "enter")
        await reader.shows("credit for wheat on Monday now")


async def test_an_actor_goes_by_another_name_and_a_new_one_is_named(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await open_panel(reader)
        await reader.press("j", "j", "c")
        await reader.shows("has another name")
        await reader.press("w")
        await reader.shows("is called")
        await reader.press(*" (the buyer)", "enter")
        await reader.shows("(the buyer) → Romania")
        await reader.press("shift+tab", "c")
        await reader.shows("Add this actor:")
        await reader.press(*"Bucharest", "enter")
        await reader.shows("What is Bucharest?")
        await reader.press(*"state", "enter")
        await reader.until(lambda: "Bucharest  state" in reader.text())
    assert [one.subject for one in shop.library.annotations.corrections()] == ["Egypt", "Bucharest"]


async def test_the_days_briefing_is_read_grouped_and_saved(shop: Shop, tmp_path: Path) -> None:
    async for _ in shop.desk.analysis.analyse_waiting():
        pass
    shop.library.reader_state.keep_last_time(LAST_BRIEF, NOW - timedelta(hours=1))
    async with reading(shop.desk) as reader:
        await reader.press("S")
        await reader.until(lambda: isinstance(reader.app.screen, BriefScreen))
        await reader.shows("1 offer, 1 answer")
        await reader.shows("Egypt → Romania")
        assert "Egypt → Romania · offer" not in reader.text()
        await reader.press("g")
        await reader.shows("Egypt → Romania · offer")  # below the resource
        await reader.press("s")
        await reader.until(lambda: "The next briefing begins here" in reader.toasts())
        (file,) = (tmp_path / "saved").glob("* briefing.md")
        assert "## Answers" in file.read_text()
        await reader.press("S")
        await reader.shows("0 offers, 0 answers")
        await reader.press("escape")
    assert len(shop.library.stories.find(ALL)) == 1


async def test_the_days_briefing_looks_further_back(shop: Shop) -> None:
    begun = Brief(NOW - timedelta(hours=1), NOW)

    async def longer(given: Brief) -> Brief:
        return Brief(NOW - (given.longer or timedelta(hours=1)), NOW)

    async with reading(shop.desk) as reader:
        reader.app.push_screen(BriefScreen(begun, longer, reader.screen.glyphs))
        await reader.shows("w looks further back")
        for length in LENGTHS:
            await reader.press("w")
            begins = (NOW - length).astimezone()
            await reader.shows(f"Since {begins:%a} {begins.day} {begins:%B}")
        assert f"{begins:%B} {begins.year}" in reader.text()
        await reader.press("w")
        await reader.shows(f"Since {begun.since.astimezone():%a} {begun.since.astimezone().day}")
