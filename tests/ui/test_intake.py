"""Bringing in feeds by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from textual import events
from textual.widgets import Input, OptionList

from briefing.core.document import FeedLink, Fetched
from briefing.core.feed import Feed, FeedState
from briefing.ui.widgets.typed_line import TypedLine
from tests.ui.desks import FEED, NOW, OTHER, entry, fetched, open_shop
from tests.ui.driving import QUIET, quiet, reading

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
        await reader.press("down", "up")
        lines = [reader.app.screen.query_one(OptionList).render_line(y) for y in (0, 1)]
        title, address = ({part.style.color for part in line if part.style} for line in lines)
        assert address == title
        await reader.press("enter")
        await reader.shows("Fresh story")
        await reader.shows("Old story")
    assert NEW.url in (tmp_path / "feeds.yaml").read_text()


@pytest.mark.parametrize(
    ("pasted", "typed"),
    [("\nhttps://new.example/rss\n", "https://new.example/rss"), ("oil\r\n\r\nprices", "oil prices"), ("\n", "")],
)
async def test_the_lines_of_what_is_pasted_become_one(tmp_path: Path, pasted: str, typed: str) -> None:
    async with reading(open_shop(tmp_path).desk) as reader:
        await reader.press("+")
        await reader.until(lambda: isinstance(reader.app.focused, TypedLine))
        line = reader.app.focused
        assert isinstance(line, TypedLine)
        line.value = "before"
        line.select_all()
        reader.app.post_message(events.Paste(pasted))
        await reader.until(lambda: line.value != "before")
        assert line.value == typed
        assert line.cursor_position == len(typed)


async def test_what_is_typed_right_behind_tab_goes_to_the_next_line(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path).desk) as reader:
        await reader.press("+")
        await reader.until(lambda: isinstance(reader.app.focused, TypedLine))
        screen = reader.app.screen
        for key, character in (("a", "a"), ("tab", "\t"), ("g", "g"), ("r", "r")):
            reader.app.post_message(events.Key(key, character))
        await reader.until(lambda: screen.query_one("#group", Input).value == "gr")
        assert screen.query_one("#address", Input).value == "a"


async def test_the_folder_of_a_picture_of_the_screen_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "no such" / "folder"
    monkeypatch.setattr("textual.app.user_downloads_path", lambda: folder)
    async with reading(open_shop(tmp_path).desk) as reader:
        reader.app.deliver_screenshot()
        await reader.until(lambda: "Saved: " in reader.toasts())
        (picture,) = folder.iterdir()
        assert f"Saved: {picture}" in reader.toasts()
        assert "Harbour" in picture.read_text()
        assert "not saved" not in reader.toasts()


async def test_why_a_picture_of_the_screen_was_not_saved_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Downloads").touch()
    monkeypatch.setattr("textual.app.user_downloads_path", lambda: tmp_path / "Downloads")
    async with reading(open_shop(tmp_path).desk) as reader:
        reader.app.deliver_screenshot("screen.svg")
        await reader.until(lambda: "was not saved" in reader.toasts())
        assert f"{tmp_path / 'Downloads' / 'screen.svg'}: Not a directory" in reader.toasts()
        assert "Failed" not in reader.toasts()


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


async def test_the_demo_has_nothing_to_fetch(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path, fetched(entry("Wheat"))).desk, structs.replace(QUIET, demo=True)) as reader:
        for keys in ("R", "r", "Fr"):
            before = len(reader.app.message_log)
            await reader.press(*keys)
            await reader.until(lambda before=before: len(reader.app.message_log) > before)
            assert reader.app.message_log[-1].words == "These are sample stories: there is nothing to fetch."
        assert reader.screen.progress.last == ""


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
