"""The line that offers groups of feeds at a first start, and the choice among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config.feeds import read_feeds, read_shipped
from briefing.ui.screens.shipped import ShippedScreen
from tests.ui.desks import Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, quiet, reading

OFFER = "25 feeds in 5 groups to begin with"


def first_start(folder: Path) -> Shop:
    shipped = read_shipped()
    geopolitics = fetched(entry("Envoys meet"), feed=shipped[0])
    shop = open_shop(folder, geopolitics, fetched(entry("Wheat moves", "Wheat."), feed=shipped[-1]), feeds=shipped)
    (folder / "feeds.yaml").write_bytes((Path(__file__).parents[2] / "feeds.yaml").read_bytes())
    return shop


async def choose(reader: Reader, *keys: str) -> None:
    await reader.press("T")
    await reader.until(lambda: isinstance(reader.app.screen, ShippedScreen))
    await reader.press(*keys)
    await reader.until(lambda: reader.app.screen is reader.screen)


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (160, 45)])
async def test_a_line_offers_the_groups_and_asks_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(first_start(tmp_path).desk, size=size) as reader:
        await reader.shows(OFFER)
        await reader.shows("T chooses which stay")
        await reader.shows("Wheat moves")
        assert reader.app.screen is reader.screen
        await reader.press("T")
        await reader.shows("Esc decides later")
        await reader.shows("[✓] Food")


async def test_groups_are_chosen_with_their_numbers(tmp_path: Path) -> None:
    async with reading(first_start(tmp_path).desk) as reader:
        await reader.open_first()
        await choose(reader, "escape")
        assert OFFER in reader.text()
        await choose(reader, "1", "2", "3", "4", "9", "1", "1", "enter")
        await reader.until(lambda: OFFER not in reader.text())
        await reader.until(lambda: "Envoys meet" not in reader.text())
        assert "22 feeds left out. T chooses again." in reader.toasts()
    assert {feed.group for feed in read_feeds(tmp_path / "feeds.yaml")} == {"Food"}


async def test_a_click_is_a_number(tmp_path: Path) -> None:
    async with reading(first_start(tmp_path).desk) as reader:
        await reader.press("T")
        await reader.until(lambda: isinstance(reader.app.screen, ShippedScreen) and reader.app.screen.query(".group"))
        await reader.pilot.click(reader.app.screen.query(".group").first())
        await reader.shows("[ ] Geopolitics")


async def test_an_import_takes_their_place(tmp_path: Path) -> None:
    mine = tmp_path / "mine.opml"
    mine.write_text("<opml><outline text='New' xmlUrl='https://new.example/rss'/></opml>")
    async with reading(first_start(tmp_path).desk, quiet(keys=(("import_opml", ("I",)),))) as reader:
        await reader.shows(OFFER)
        await reader.press("I", *str(mine), "enter")
        await reader.until(lambda: OFFER not in reader.text())
        await reader.until(lambda: "25 feeds left out" in reader.toasts())
    assert [feed.url for feed in read_feeds(tmp_path / "feeds.yaml")] == ["https://new.example/rss"]


async def test_whoever_has_feeds_of_their_own_is_offered_nothing(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path, fetched(entry("Wheat moves"))).desk) as reader:
        await reader.shows("Wheat moves")
        assert "to begin with" not in reader.text()
