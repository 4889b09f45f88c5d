"""Several feeds that show one story, and several papers that report one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.core.feed import Feed
from briefing.ui.screens.pick import PickScreen
from tests.clustering.test_events import AGENCY
from tests.ui.desks import FEED, OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import reading

THIRD = Feed("https://hills.example/rss", title="Hills Herald")


def paper(feed: Feed, hours: int, title: str = "Norland to sell zinc to Sudland") -> object:
    return fetched(entry(title, AGENCY, hours, f"{feed.url}/zinc"), feed=feed)


@pytest.fixture
def two(tmp_path: Path) -> Shop:
    alone = fetched(entry("Harvest ends early", "The harvest ended on Friday.", 9, "https://harbour.example/9"))
    return open_shop(tmp_path, alone, paper(FEED, 1), paper(OTHER, 2), feeds=(FEED, OTHER, THIRD))  # type: ignore[arg-type]


async def test_one_key_leads_to_the_other_report_and_back(two: Shop) -> None:
    async with reading(two.desk) as reader:
        await reader.open_first()
        await reader.shows("2 reports: Harbour Post, Plains Gazette")
        first, second = reader.screen.list.ids[:2]
        await reader.press("C")
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.story.id == second)
        assert reader.screen.list.chosen == second
        await reader.press("C")
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.story.id == first)


async def test_of_several_reports_one_is_picked(two: Shop) -> None:
    two.library.feeds.store(paper(THIRD, 3))  # type: ignore[arg-type]
    async with reading(two.desk) as reader:
        await reader.shows("+2 reports")
        await reader.press("C")
        await reader.until(lambda: isinstance(reader.app.screen, PickScreen))
        await reader.shows("Hills Herald")
        await reader.press("j", "enter")
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.story.source == "Plains Gazette")


async def test_a_story_that_stands_alone_says_so(two: Shop) -> None:
    async with reading(two.desk) as reader:
        await reader.press("G", "C")
        await reader.until(lambda: "No other report of this" in reader.toasts())


async def test_further_feeds_are_counted_in_words(tmp_path: Path) -> None:
    same = "https://harbour.example/zinc"
    shop = open_shop(
        tmp_path,
        fetched(entry("Norland to sell zinc to Sudland", AGENCY, 1, same)),
        fetched(entry("Norland to sell zinc to Sudland", AGENCY, 1, same), feed=OTHER),
    )
    async with reading(shop.desk) as reader:
        await reader.shows("Harbour Post +1 feed")


async def test_a_report_that_comes_while_one_reads_is_found(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, paper(FEED, 1))  # type: ignore[arg-type]
    async with reading(shop.desk) as reader:
        await reader.open_first()
        shop.newsstand.papers[OTHER.url] = paper(OTHER, 2)  # type: ignore[assignment]
        await reader.press("R")
        await reader.shows("+1 report")
        await reader.shows("2 reports: Harbour Post, Plains Gazette")
