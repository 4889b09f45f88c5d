"""Feeds renamed, moved, muted, changed, removed and brought back from inside; an edited feeds.yaml is noticed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from briefing.config.feeds import read_feeds
from briefing.core.document import FeedLink, Fetched
from briefing.core.feed import Feed, FeedState, FeedStatus, Reliability
from briefing.ui.screens.feeds import FeedsScreen
from briefing.ui.widgets.feed_list import FeedList
from tests.ui.desks import FEED, NOW, OTHER, Shop, entry, fetched, open_shop
from tests.ui.driving import Reader, reading


def papers(folder: Path) -> Shop:
    return open_shop(
        folder,
        fetched(entry("Wheat moves")),
        Fetched(OTHER, FeedState.FAILED, NOW, message="The host plains.example is not known."),
    )


def feeds(folder: Path) -> dict[str, Feed]:
    return {feed.url: feed for feed in read_feeds(folder / "feeds.yaml")}


async def show_feeds(reader: Reader) -> FeedsScreen:
    await reader.press("F")
    await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen))
    screen = reader.app.screen
    assert isinstance(screen, FeedsScreen)
    return screen


async def after(reader: Reader, *keys: str) -> None:
    """Press keys that lead back to the list of feeds."""
    before = reader.app.screen
    await reader.press(*keys)
    await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen) and reader.app.screen is not before)


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (160, 45)])
async def test_failing_feeds_stand_on_top_with_what_to_do(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(papers(tmp_path).desk, size=size) as reader:
        screen = await show_feeds(reader)
        assert screen.feeds[0].feed.url == OTHER.url
        await reader.shows("2 feeds, 1 failing")
        await reader.shows("r asks again")
        await reader.shows("Esc closes")
        assert "failed · 0 unread of 0 · asked " in reader.text()
        assert "1 unread of 1 · fetched " in reader.text()


async def test_a_thousand_feeds_are_drawn_where_they_are_seen_and_keep_the_cursor_in_sight(tmp_path: Path) -> None:
    many = tuple(FeedStatus(Feed(f"https://{n}.example/rss"), title=f"Paper {n}") for n in range(1_000))
    async with reading(open_shop(tmp_path).desk, size=(100, 30)) as reader:
        screen = FeedsScreen(many, NOW, reader.screen.glyphs, "+")
        await reader.app.push_screen(screen)
        await reader.shows("Paper 3")
        await reader.press("G")
        await reader.shows("Paper 999")
        listed = screen.query_one(FeedList)
        assert 0 < len(listed.drawn.numbers) < 100
        await reader.pilot.resize_terminal(60, 16)
        await reader.shows("Paper 999")
        await reader.press("g", "j")
        await reader.shows(f"{reader.screen.glyphs.cursor} Paper 1 ")


async def test_a_feed_is_renamed_moved_muted_and_given_a_pace(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await show_feeds(reader)
        await reader.press("j", "n")
        await reader.shows("Name of this feed")
        await after(reader, *["backspace"] * 12, *"Docks", "enter")
        await reader.shows("Docks")
        await reader.press("m")
        await reader.shows("Group of")
        await after(reader, *"Ports", "enter")
        await reader.press("i")
        await reader.shows("every")
        await after(reader, *"2h", "enter")
        await after(reader, "f")
        await after(reader, "x")
        await reader.shows("muted")
        feed = feeds(tmp_path)[FEED.url]
        assert (feed.title, feed.group, feed.every, feed.full_text, feed.muted) == (
            "Docks", "Ports", timedelta(hours=2), "always", True,
        )  # fmt: skip
        await after(reader, "x")
        assert not feeds(tmp_path)[FEED.url].muted


async def test_a_feed_and_its_group_are_believed_less(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await show_feeds(reader)
        await reader.press("j", "R")
        await reader.shows("How reliable is")
        await after(reader, "1")
        await reader.shows("reliability low")
        assert feeds(tmp_path)[FEED.url].reliability is Reliability.LOW
        await reader.press("m")
        await reader.shows("Group of")
        await after(reader, *"Ports", "enter")
        await reader.press("R")
        await reader.shows("all of Ports")
        await after(reader, "6")
        await reader.shows("reliability high")
        assert feeds(tmp_path)[FEED.url].reliability is Reliability.HIGH


async def test_a_wrong_pace_is_told_and_changes_nothing(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await show_feeds(reader)
        await reader.press("i")
        await reader.shows("every")
        await after(reader, *"soon", "enter")
        assert "30m" in reader.toasts()
        assert feeds(tmp_path)[OTHER.url].every is None


async def test_a_removed_feed_comes_back(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await show_feeds(reader)
        before = list(feeds(tmp_path))
        await after(reader, "d")
        assert OTHER.url not in feeds(tmp_path)
        await after(reader, "u")
        assert list(feeds(tmp_path)) == before, "in its old place"
        await reader.press("escape")
        await reader.shows("Wheat moves")


async def test_the_cursor_is_on_the_feed_that_came_back(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await show_feeds(reader)
        await after(reader, "j", "d")
        await after(reader, "g", "u")
        screen = reader.app.screen
        assert isinstance(screen, FeedsScreen)
        assert screen.feeds[screen.cursor].feed.url == FEED.url


async def test_a_group_is_removed_and_brought_back_together(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await show_feeds(reader)
        before = list(feeds(tmp_path))
        await after(reader, "D")
        assert feeds(tmp_path) == {}
        assert "Removed: the feeds without a group, with 2 feeds. The stories stay; u in" in reader.toasts()
        await after(reader, "u")
        assert list(feeds(tmp_path)) == before


async def test_a_feed_goes_into_several_groups_and_leaves_one_that_is_removed(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await show_feeds(reader)
        await reader.press("m")
        await reader.shows("several: Energy; Asia")
        await after(reader, *"Ports; Far East;Ports", "enter")
        await reader.shows("Ports, Far East")
        await after(reader, "D")
        assert feeds(tmp_path)[OTHER.url].groups == ("Far East",)
        assert "Removed: the group Ports. 1 feed of it is still in other groups; u in the list" in reader.toasts()
        await after(reader, "u")
        assert feeds(tmp_path)[OTHER.url].groups == ("Ports", "Far East")


async def test_enter_shows_the_stories_of_the_feed(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await show_feeds(reader)
        await reader.press("j", "enter")
        await reader.until(lambda: reader.screen.filter.view.feeds == (FEED.url,))


async def look_again(reader: Reader) -> None:
    """Let the reader look at the feeds as it does every so often, to the end."""
    reader.screen.controllers.background.refresh_due()
    await reader.app.workers.wait_for_complete([worker for worker in reader.app.workers if worker.group == "due"])


async def test_an_edited_list_of_feeds_is_noticed_and_a_fault_in_it_told_once(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.shows("Wheat moves")
        new = "feeds:\n  - url: https://new.example/rss\n    title: The New One\n    muted: true\n"
        (tmp_path / "feeds.yaml").write_text(new)
        await look_again(reader)
        assert [status.feed.title for status in reader.screen.feeds if status.configured] == ["The New One"]
        (tmp_path / "feeds.yaml").write_text("feeds:\n  - title: no address\n")
        for _ in range(2):
            await look_again(reader)
        assert reader.toasts().count("The feeds stay as they were") == 1


async def test_an_edit_is_noticed_although_the_look_at_it_was_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = papers(tmp_path).desk
    (tmp_path / "feeds.yaml").write_text("feeds:\n  - url: https://new.example/rss\n")

    async def cut_short() -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr(desk.subscriptions, "read_again", cut_short)
        with pytest.raises(asyncio.CancelledError):
            await desk.subscriptions.read_if_changed()
    assert await desk.subscriptions.read_if_changed()
    assert [feed.url for feed in desk.subscriptions.feeds] == ["https://new.example/rss"]
    await desk.close()


async def test_a_muted_feed_is_not_due(tmp_path: Path) -> None:
    shop = papers(tmp_path)
    await shop.desk.subscriptions.change(FEED.url, {"muted": True})
    await shop.desk.subscriptions.change(OTHER.url, {"muted": True})
    assert await shop.desk.refresher.due_in() is None
    events = [event async for event in shop.desk.refresher.refresh(everything=True)]
    assert len(events) == 2
    await shop.desk.close()


SAID = """\
feeds:
  - url: https://harbour.example/rss
    title: Docks
    group: Ports
    every: 2h
    full_text: always
    max_items: 50
    user: ann
    password_command: [pass, show, docks]
    user_agent: A reader
    reliability: low
    muted: true
  - url: https://plains.example/rss
    title: Plains Gazette
"""
NEW = "https://harbour.example/atom"


async def change_address(reader: Reader, address: str) -> None:
    """Give the feed under the cursor another address, which is then looked up."""
    await reader.press("e")
    await reader.shows("Address of this feed")
    reader.app.screen.query_one(Input).value = address
    await reader.press("enter")


async def shop_of_said(folder: Path) -> Shop:
    shop = open_shop(folder)
    (folder / "feeds.yaml").write_text(SAID)
    await shop.desk.subscriptions.read_again()
    return shop


async def test_another_address_keeps_all_that_was_said_of_the_feed(tmp_path: Path) -> None:
    shop = await shop_of_said(tmp_path)
    before = feeds(tmp_path)[FEED.url]
    shop.newsstand.sites["harbour.example"] = (FeedLink(NEW, "The Harbour"),)
    async with reading(shop.desk) as reader:
        screen = await show_feeds(reader)
        await change_address(reader, "harbour.example")
        await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen) and reader.app.screen is not screen)
        assert list(feeds(tmp_path)) == [NEW, OTHER.url]
        assert feeds(tmp_path)[NEW] == replace(before, url=NEW)
        screen = reader.app.screen
        assert isinstance(screen, FeedsScreen)
        assert screen.feeds[screen.cursor].feed.url == NEW
        await after(reader, "u")
        assert feeds(tmp_path)[FEED.url] == before


async def test_a_password_stays_with_its_host(tmp_path: Path) -> None:
    shop = await shop_of_said(tmp_path)
    before, moved = feeds(tmp_path)[FEED.url], "https://quay.example/rss"
    shop.newsstand.sites["quay.example"] = (FeedLink(moved, "The Quay"),)
    async with reading(shop.desk) as reader:
        screen = await show_feeds(reader)
        await change_address(reader, "quay.example")
        await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen) and reader.app.screen is not screen)
        assert feeds(tmp_path)[moved] == replace(before, url=moved, user="", password_command=())
        assert "Its name and password were left out: they are for harbour.example." in reader.toasts()


async def test_the_address_of_another_feed_is_refused(tmp_path: Path) -> None:
    shop = await shop_of_said(tmp_path)
    shop.newsstand.sites["plains.example"] = (FeedLink(OTHER.url, OTHER.title),)
    async with reading(shop.desk) as reader:
        screen = await show_feeds(reader)
        await change_address(reader, "plains.example")
        await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen) and reader.app.screen is not screen)
        assert (tmp_path / "feeds.yaml").read_text() == SAID
        assert "Plains Gazette is one of your feeds already. Nothing was changed." in reader.toasts()


async def test_of_several_feeds_of_a_page_one_is_chosen(tmp_path: Path) -> None:
    shop = await shop_of_said(tmp_path)
    shop.newsstand.sites["harbour.example"] = (FeedLink(NEW, "All"), FeedLink(f"{NEW}/ships", "Ships"))
    async with reading(shop.desk) as reader:
        await show_feeds(reader)
        await change_address(reader, "harbour.example")
        await reader.shows("This page has several feeds.")
        await after(reader, "2")
        assert set(feeds(tmp_path)) == {f"{NEW}/ships", OTHER.url}


async def test_an_address_that_is_looked_up_is_not_forgotten_for_the_next_key(tmp_path: Path) -> None:
    shop = await shop_of_said(tmp_path)
    is_found = asyncio.Event()

    async def find(address: str) -> tuple[FeedLink, ...]:
        await is_found.wait()
        return (FeedLink(NEW),)

    shop.newsstand.find_feeds = find  # type: ignore[method-assign]
    async with reading(shop.desk) as reader:
        await show_feeds(reader)
        await change_address(reader, "harbour.example")
        await reader.until(lambda: reader.app.screen is reader.screen)
        await reader.press("F")
        await reader.until(lambda: "is not done yet" in reader.toasts())
        is_found.set()
        await reader.until(lambda: isinstance(reader.app.screen, FeedsScreen))
        assert NEW in feeds(tmp_path)


async def test_the_list_of_feeds_names_no_key_of_a_feed_where_there_is_none(tmp_path: Path) -> None:
    async with reading(papers(tmp_path).desk, size=(80, 24)) as reader:
        (tmp_path / "feeds.yaml").write_text("feeds: []\n")
        await look_again(reader)
        reader.app.push_screen(FeedsScreen((), NOW, reader.screen.glyphs, "+"))
        await reader.shows("0 feeds")
        await reader.shows("A accounts   Esc closes")
        assert "Enter its stories" not in reader.text()


@pytest.mark.parametrize(
    ("kept", "keys", "told"),
    [
        ("[]", ["R"], "There are no feeds yet. + adds one."),
        ("[]", ["r"], "There are no feeds yet. + adds one."),
        (f"[{{url: '{OTHER.url}', muted: true}}]", ["r"], "This feed was removed, so it is not fetched any more."),
        (f"[{{url: '{OTHER.url}', muted: true}}]", ["R"], "All feeds are muted or gone for good. F shows them."),
    ],
)
async def test_a_refresh_that_asks_no_feed_says_why(tmp_path: Path, kept: str, keys: list[str], told: str) -> None:
    async with reading(papers(tmp_path).desk) as reader:
        await reader.shows("Wheat moves")
        (tmp_path / "feeds.yaml").write_text(f"feeds: {kept}\n")
        await look_again(reader)
        assert told not in reader.toasts()
        await reader.press(*keys)
        await reader.until(lambda: told in reader.toasts(), told)
