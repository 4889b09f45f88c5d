"""The full text of a story: fetched on a key, shown in place, and back."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from briefing.core.feed import Feed
from tests.support.server import FeedServer
from tests.ui.desks import FEED, WHEAT, Shop, entry, fetched, open_shop
from tests.ui.driving import quiet, reading

MORE = "Egypt offered Romania a second credit for maize, which nobody had expected in that week."


def page(text: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return f"<html><body><article><h1>Talks</h1>{paragraphs}</article></body></html>"


def shop_with(folder: Path, server: FeedServer, teaser: str, full: str) -> Shop:
    server.serve("/1", page(full), {"Content-Type": "text/html"})
    feed = Feed(server.url("/rss"), "Harbour Post", full_text="never")
    paper = fetched(entry("Wheat talks", teaser, link=server.url("/1")), feed=feed)
    shop = open_shop(folder, paper, feeds=(feed, FEED))
    shop.newsstand.use_network()
    return shop


async def test_x_shows_the_text_of_the_page_and_then_the_feeds_again(tmp_path: Path, feed_server: FeedServer) -> None:
    full = f"{WHEAT.split(chr(10))[0]}\n\n{MORE} {MORE}\n\n{'Grain prices moved little that week. ' * 10}"
    shop = shop_with(tmp_path, feed_server, "Egypt offered Romania credit…", full)
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("x")
        await reader.shows("a second credit for maize")
        await reader.shows("full text")
        await reader.until(lambda: reader.screen.opened.analysis is not None, "analysed")
        assert any("maize" in offer.terms.text for offer in reader.screen.opened.analysis.offers)
        await reader.press("x")
        await reader.until(lambda: "maize" not in reader.text(), "the feed's text again")
        await reader.press("x")
        await reader.shows("a second credit for maize")
    assert feed_server.count("/1") == 1


async def test_the_words_that_are_read_stay_where_they_are(tmp_path: Path, feed_server: FeedServer) -> None:
    lines = "\n\n".join(f"Sentence number {number} of the story, which goes on for a while." for number in range(60))
    shop = shop_with(tmp_path, feed_server, lines, f"{MORE}\n\n{MORE}\n\n{MORE}\n\n{lines}\n\n{MORE * 9}")
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("tab", "pagedown", "j", "j")
        story = reader.screen.story
        first = story.page_shown.shown.text[story.page_shown.lines[story.top + 1].start :][:20]
        await reader.press("x")
        await reader.until(lambda: reader.screen.opened.story.from_page, "full text")
        assert first in reader.text().splitlines()[3] + reader.text().splitlines()[2]


async def test_a_page_that_gives_nothing_is_told(tmp_path: Path, feed_server: FeedServer) -> None:
    shop = shop_with(tmp_path, feed_server, "Egypt offered Romania credit…", "Please accept cookies.")
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.press("x")
        await reader.until(lambda: "the feed's text stays" in reader.toasts(), "told")
        await reader.shows("Egypt offered Romania credit")


async def test_any_page_can_be_kept_as_a_story(tmp_path: Path, feed_server: FeedServer) -> None:
    shop = shop_with(tmp_path, feed_server, "Egypt offered Romania credit…", f"{MORE} {MORE} {MORE} {MORE}")
    feed_server.serve("/kept", page("\n\n".join([MORE] * 6)), {"Content-Type": "text/html"})
    async with reading(shop.desk, quiet(keys=(("add_story", ("Q",)),))) as reader:
        await reader.press("Q")
        reader.app.screen.query_one(Input).value = feed_server.url("/kept")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.opened is not None, "opened")
        await reader.shows("Saved pages")
        await reader.shows("a second credit for maize")
