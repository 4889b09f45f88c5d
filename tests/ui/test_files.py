"""The files of a story: listed, and downloaded while one reads on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefing.core.feed import Feed
from briefing.core.story import Enclosure
from tests.support.server import FeedServer
from tests.ui.desks import entry, fetched, open_shop
from tests.ui.driving import reading


async def test_files_are_listed_and_downloaded(tmp_path: Path, feed_server: FeedServer) -> None:
    address = feed_server.serve("/talk.mp3", b"sound" * 1_000, {"Content-Type": "audio/mpeg"})
    feed = Feed(feed_server.url("/rss"), "Harbour Talks", full_text="never")
    files = (Enclosure(address, "audio/[bold]mpeg", 34_000_000), Enclosure("https://x.example/paper.pdf"))
    shop = open_shop(tmp_path, fetched(replace(entry("A talk", "Short."), enclosures=files), feed=feed), feeds=(feed,))
    shop.newsstand.use_network()
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.shows("2 files")
        await reader.shows("audio/[bold]mpeg, 34 MB")
        await reader.press("e")
        await reader.shows("Files of this story")
        await reader.press("d")
        await reader.until(lambda: "Downloaded:" in reader.toasts(), "downloaded")
    assert (tmp_path / "saved" / "files" / "talk.mp3").read_bytes() == b"sound" * 1_000


async def test_a_story_without_files_says_so(tmp_path: Path) -> None:
    async with reading(open_shop(tmp_path, fetched(entry("A story"))).desk) as reader:
        await reader.open_first()
        await reader.press("e")
        await reader.until(lambda: "has no files" in reader.toasts(), "told")
