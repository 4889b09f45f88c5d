"""Pages, files and other readers' belongings, brought in by commands."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefing.cli.commands import parse
from briefing.cli.feeds import add
from briefing.core.events import FeedDone
from briefing.core.feed import Feed
from tests.cli.test_commands import briefing
from tests.support.made import FEED, failed
from tests.support.program import Briefing

__all__ = ["briefing"]


def test_pages_are_kept_completed_and_their_files_downloaded(briefing: Briefing, feed_server: Any) -> None:
    words = "Ghana offered Togo a grain deal on Monday, and Togo accepted the offer within a day of talks. "
    page = f"<html><head><title>Grain</title></head><body><article><p>{words * 5}</p></article></body></html>"
    feed_server.serve("/page", page, {"Content-Type": "text/html"})
    feed_server.serve("/talk.mp3", b"sound", {"Content-Type": "audio/mpeg"})
    added = briefing("add-story", feed_server.url("/page"), feed_server.url("/missing"))
    assert added.returncode == 1
    assert "nothing at this address (404)" in added.stderr
    kept = briefing.json("show", added.stdout.strip())
    assert (kept["feed"], kept["title"]) == ("Saved pages", "Grain")
    assert words.strip() in kept["text"]

    feed_server.serve("/wall", page.replace("</p>", "</p><p>Subscribe to read.</p>"), {"Content-Type": "text/html"})
    walled = briefing("add-story", feed_server.url("/wall"))
    assert walled.returncode == 0
    assert "asks you to sign in, to pay" in walled.stderr

    item = f"""<item><title>A deal</title><link>{feed_server.url("/page?2")}</link>
        <description>Ghana offered…</description>
        <enclosure url="{feed_server.url("/talk.mp3")}" type="audio/mpeg" length="5"/></item>"""
    feed = feed_server.serve("/rss", f"<rss version='2.0'><channel><title>W</title>{item}</channel></rss>")
    feed_server.serve("/page?2", page, {"Content-Type": "text/html"})
    briefing("feeds", "add", feed, "--full-text", "never")
    briefing("fetch", "--all", "--no-analysis")
    (story,) = (story["id"] for story in briefing.json("list")["stories"] if story["title"] == "A deal")
    assert briefing.json("show", story)["full_text"] is False
    shown = briefing.json("show", story, "--full-text")
    assert (shown["full_text"], shown["files"][0]["kind"]) == (True, "audio/mpeg")
    done = briefing("download", story, "--out", str(briefing.folder / "files"))
    assert Path(done.stdout.strip()).read_bytes() == b"sound"


def test_moving_in_from_newsboat(briefing: Briefing) -> None:
    missing = briefing("import", "newsboat")
    assert missing.returncode == 1
    assert "--urls FILE" in missing.stderr
    urls = briefing.folder / "urls"
    urls.write_text('https://a.example/rss energy "~A"\nquery:x:unread = "yes"\n' + "what is no list\n" * 500)
    done = briefing("import", "newsboat", "--urls", str(urls))
    assert done.stdout.startswith("feeds: 1 added, 0 were there already\n")
    assert "left out: query:x" in done.stderr
    assert done.stderr.count("left out: ") == 101
    assert "left out: 401 more\n" in done.stderr
    assert "title: A" in briefing.feeds.read_text()


def test_an_address_that_cannot_be_reached_is_added_only_if_that_is_wished(briefing: Briefing) -> None:
    refused = briefing("feeds", "add", "http://127.0.0.1:9/rss")
    assert refused.returncode == 1
    assert "refuses the connection" in refused.stderr
    assert briefing.feeds.read_text() == "feeds: []\n"
    assert briefing("feeds", "add", "http://127.0.0.1:9/rss", "--anyway", "--title", "Later").returncode == 1
    assert "title: Later" in briefing.feeds.read_text()


async def test_a_new_feed_is_fetched_to_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    ended = list[str]()

    async def refresh(urls: Sequence[str]) -> AsyncIterator[FeedDone]:
        yield FeedDone(failed("the quay is closed"), FEED.title, (), None, 1, 1)
        ended.extend(urls)

    async def subscribe(feeds: Sequence[Feed]) -> tuple[Sequence[Feed], Sequence[Feed]]:
        return feeds, feeds

    subscriptions = SimpleNamespace(subscribe=subscribe, file="feeds.yaml")
    desk: Any = SimpleNamespace(subscriptions=subscriptions, refresher=SimpleNamespace(refresh=refresh))
    assert await add(desk, parse(["feeds", "add", FEED.url, "--anyway"])) == 1
    assert ended == [FEED.url], "of what is left over at the end of the program asyncio tells in its own words"
    assert "the quay is closed" in capsys.readouterr().out
