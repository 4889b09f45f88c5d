"""The ledger in the reader."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from briefing.core.ledger import reports as ledger
from briefing.ui.screens.ledger import LedgerScreen
from tests.ui.desks import entry, fetched, open_shop
from tests.ui.driving import reading

THINGS = ["nothing", "wheat", "barley", "copper", "lithium", "cobalt", "rice", "maize", "coal", "steel", "zinc", "tin"]


async def test_narrowed_by_typing_and_opened_at_the_sentence(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Wheat one", hours=1), entry("Wheat two [/bold]", hours=2, link="")))
    async for _ in shop.desk.analysis.analyse_waiting():
        pass
    async with reading(shop.desk, size=(100, 24)) as reader:
        await reader.press("L")
        await reader.until(lambda: isinstance(reader.app.screen, LedgerScreen))
        await reader.shows("2 of 2 offers")
        assert "Romania → Egypt" in reader.text()
        assert "2 stories" in reader.text()
        await reader.press(*"cash")
        await reader.shows("1 of 2 offers")
        assert "reject" in reader.text()
        await reader.shows("(1 of 2)")
        await reader.press("tab")
        await reader.shows("(2 of 2)")
        await reader.press("enter")
        await reader.shows("rejected Egypt and its credit, and asked")
        opened = reader.screen.opened
        assert opened is not None
        assert opened.story.title == "Wheat one"
        await reader.press("L", *"nothing of it")
        await reader.shows("No offer has all of these words")
        await reader.press("escape", "escape")
        await reader.until(lambda: not isinstance(reader.app.screen, LedgerScreen))


async def test_the_ledger_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.services.ledger.FIRST_STORIES", 2)
    monkeypatch.setattr("briefing.services.ledger.STORIES_AT_ONCE", 3)
    stories = (entry(f"Part {n}", f"Egypt offered Romania {THINGS[n]}.", n, "") for n in range(1, 12))
    shop = open_shop(tmp_path, fetched(*stories))
    async for _ in shop.desk.analysis.analyse_waiting():
        pass
    may_go_on, gather = threading.Event(), ledger.merge_reports

    def held(told: list[ledger.OfferReport]) -> tuple[ledger.Entry, ...]:
        if len(told) > 2:
            may_go_on.wait(20)
        return gather(told)

    monkeypatch.setattr("briefing.services.ledger.merge_reports", held)
    async with reading(shop.desk, size=(100, 24)) as reader:
        await reader.press("L")
        await reader.shows("2 of 2 offers… gathering more")
        await reader.press("down")
        assert "barley" in reader.text()
        may_go_on.set()
        await reader.shows("11 of 11 offers ")
        screen = reader.app.screen
        assert isinstance(screen, LedgerScreen)
        assert screen.list.chosen is not None
        assert screen.list.chosen.offer.terms.text == "barley", "the cursor stays with its offer"
        assert [entry.id for entry in screen.entries] == [entry.id for entry in await shop.desk.ledger.entries()]


async def test_an_empty_ledger_says_what_fills_it(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path).desk) as reader:
        await reader.press("L")
        await reader.shows("No offers yet.")
        await reader.press("enter", "down", "escape")


async def test_what_is_less_sure_is_folded_until_a_key_is_pressed(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Part 1", "Egypt offered Romania wheat.", 1, "")))
    async for _ in shop.desk.analysis.analyse_waiting():
        pass
    async with reading(shop.desk, size=(110, 24)) as reader:
        await reader.press("L")
        await reader.shows("1 of 1 offer")
        screen = reader.app.screen
        assert isinstance(screen, LedgerScreen)
        screen.unsure_below = 1.1
        screen.finish()
        await reader.shows("No offer is sure enough; 1 less sure: Ctrl+T.")
        await reader.press("ctrl+t")
        await reader.shows("Egypt → Romania")
        await reader.press("ctrl+t")
        await reader.shows("No offer is sure enough; 1 less sure: Ctrl+T.")
