"""Bringing in feeds by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from briefing.core.document import FeedLink, Fetched
from briefing.core.feed import Feed, FeedState
from tests.ui.desks import FEED, NOW, OTHER, entry, fetched, open_shop
from tests.ui.driving import quiet, reading

NEW = Feed("https://new.example/rss")
SITE = (FeedLink(NEW.url, "New [bold]Times"), FeedLink("https://new.example/comments", "Comments"))


async def test_a_feed_is_found_chosen_and_fetched(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Old story")))
    shop.newsstand.sites["new.example"] = SITE
    shop.newsstand.papers[NEW.url] = replace(fetched(entry("Fresh story", link="https://new.example/1")), feed=NEW)
    async with reading(shop.desk) as reader:
        await reader.press("+", *"nowhere", "enter")
        await reader.shows("nowhere: no feed was found")
        reader.app.screen.query_one("#address", Input).value = "new.example"
        await reader.press("enter")
        await reader.shows("New [bold]Times")
        await reader.press("down", "up", "enter")
        await reader.shows("Fresh story")
        await reader.shows("Old story")
    assert NEW.url in (tmp_path / "feeds.yaml").read_text()


async def test_a_feed_that_is_there_is_not_added_again(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    shop.newsstand.sites["harbour.example"] = (FeedLink(FEED.url, "Harbour Post"),)
    before = (tmp_path / "feeds.yaml").read_text()
    async with reading(shop.desk) as reader:
        await reader.press("+", *"harbour.example", "enter")
        await reader.shows("Harbour Post is one of your feeds already.")
        await reader.press("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)
    assert (tmp_path / "feeds.yaml").read_text() == before


@pytest.mark.parametrize(("at", "method"), [("new.example", "find"), ("harbour.example", "add")])
async def test_a_feed_that_cannot_be_added_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, at: str, method: str
) -> None:
    shop = open_shop(tmp_path)
    shop.newsstand.sites["harbour.example"] = (FeedLink(FEED.url, "Harbour Post"),)

    async def fail(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(shop.desk.subscriptions, method, fail)
    async with reading(shop.desk) as reader:
        await reader.press("+", *at, "enter")
        await reader.shows("Something went wrong (KeyError: 'a bug'); the reader goes on.")
        assert "Looking" not in reader.text()
        assert [record.exc_info is not None for record in caplog.records] == [True]
        reader.app.screen.query_one("#address", Input).value = "another.example"
        await reader.until(lambda: "went wrong" not in reader.text())


async def test_lists_of_feeds_come_in_and_go_out(tmp_path: Path) -> None:
    shop = open_shop(tmp_path)
    mine = tmp_path / "mine.opml"
    mine.write_text(f"<opml><outline text='New' xmlUrl='{NEW.url}'/><outline text='[/x]'/></opml>")
    options = quiet(keys=(("import_opml", ("I",)), ("export_opml", ("E",))))
    async with reading(shop.desk, options) as reader:
        for key, path in (("I", mine), ("E", tmp_path / "out.opml")):
            await reader.press(key)
            reader.app.screen.query_one(Input).value = str(path)
            await reader.press("enter")
        await reader.until(lambda: "Saved" in reader.toasts(), "written")
    assert "Added 1 feed; 0 were there already." in reader.toasts()
    assert "Left out: [/x]" in reader.toasts()
    assert NEW.url in (tmp_path / "out.opml").read_text()


async def test_without_a_network_it_says_why_and_what_to_do_once_and_again_when_asked(tmp_path: Path) -> None:
    shop = open_shop(tmp_path, fetched(entry("Wheat")))
    for feed in (FEED, OTHER):
        unreached = Fetched(feed, FeedState.FAILED, NOW, message="the proxy cannot be reached", offline=True)
        shop.newsstand.papers[feed.url] = unreached
    async with reading(shop.desk) as reader:
        told = "No feed could be reached: the proxy cannot be reached. R tries again now"
        await reader.press("R")
        await reader.shows("offline: the proxy cannot be reached")
        await reader.until(lambda: reader.toasts().count(told) == 1)
        await reader.screen.controllers.background._refresh()
        assert reader.toasts().count(told) == 1
        await reader.press("R")
        await reader.until(lambda: reader.toasts().count(told) == 2)
