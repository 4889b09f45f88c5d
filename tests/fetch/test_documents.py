"""The process that reads feeds: what it gives is what is in them, and one that takes too long ends in a sentence."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.core.errors import FetchError
from briefing.core.feed import Feed, FeedState
from briefing.fetch.client import Client
from briefing.fetch.documents import DocumentReader
from briefing.fetch.entries import clean_entry
from briefing.fetch.parse import NotAFeed, parse
from briefing.fetch.raw import RawEntry, RawText
from tests.support.feeds import ATOM, JSON, PAGE, RDF, RSS_TYPE, item, rss
from tests.support.server import FeedServer

ADDRESS = "https://feeds.example/all/rss"
RICH = rss(
    item(
        title="One",
        description="&lt;h2&gt;Head&lt;/h2&gt;&lt;p&gt;A &lt;a href='/x'&gt;link&lt;/a&gt;&lt;/p&gt;",
    )
    + '<item><title>Two</title><enclosure url="https://feeds.example/a.mp3" type="audio/mpeg" length="7"/>'
    "<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate><author>Ann</author><category>Gas</category></item>",
    head="<ttl>90</ttl><language>en</language>",
)
SLOW = rss("<item><title>One</title></item>" + "<a/>" * 2_000_000)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[DocumentReader]:
    made = DocumentReader(tmp_path / "log")
    yield made
    await made.close()


async def test_what_the_process_reads_is_what_is_in_the_document(reader: DocumentReader) -> None:
    for source in (RICH, ATOM, RDF, JSON):
        here = parse(source.encode(), {}, ADDRESS, 100)
        assert here.entries
        assert await reader.parse(source.encode(), {}, ADDRESS, 100) == here


async def test_what_is_no_feed_names_those_that_are(reader: DocumentReader) -> None:
    with pytest.raises(NotAFeed) as here:
        parse(PAGE.encode(), {}, ADDRESS, 100)
    with pytest.raises(NotAFeed) as there:
        await reader.parse(PAGE.encode(), {}, ADDRESS, 100)
    assert here.value.feeds
    assert (str(there.value), there.value.feeds) == (str(here.value), here.value.feeds)
    with pytest.raises(FetchError, match="broken JSON"):
        await reader.parse(b'{"items": [', {}, ADDRESS, 100)


async def test_a_document_that_takes_too_long_stops_nothing(tmp_path: Path, feed_server: FeedServer) -> None:
    slow, quick = (feed_server.serve(path, body, RSS_TYPE) for path, body in (("/slow", SLOW), ("/quick", rss(2))))
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.02)
            ticks += 1

    clock = asyncio.create_task(tick())
    async with Client(documents=DocumentReader(tmp_path / "log", seconds=4)) as client:
        given_up = await client.fetch_feed(Feed(slow))
        read = await client.fetch_feed(Feed(quick))
    clock.cancel()
    assert (given_up.state, given_up.message) == (
        FeedState.FAILED,
        "the feed cannot be read: no answer within 4 seconds",
    )
    assert (read.state, len(read.document.entries)) == (FeedState.NEW, 2)
    assert ticks > 20, "everything else went on meanwhile"


async def test_slow_documents_hold_no_other_up(tmp_path: Path) -> None:
    reader = DocumentReader(tmp_path / "log", seconds=600, quick_seconds=0.5)
    waiting = [asyncio.create_task(reader.parse(SLOW.encode(), {}, ADDRESS, 100)) for _ in range(3)]
    try:
        await asyncio.sleep(0)  # they are first in the queue
        for _ in range(5):
            assert (await reader.parse(rss(1).encode(), {}, ADDRESS, 100)).entries
        assert not all(task.done() for task in waiting)
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await reader.close()


async def test_a_process_that_cannot_be_started_is_a_sentence(tmp_path: Path) -> None:
    reader = DocumentReader(tmp_path / "log", command=(sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(FetchError, match="the feed cannot be read: it ended with 3"):
        await reader.parse(rss(1).encode(), {}, ADDRESS, 100)
    await reader.close()


def _raw(number: int, text: str = "<p>One <b>two</b></p>") -> RawEntry:
    link = f"https://feeds.example/{number}"
    return RawEntry(
        title=f"Story {number}", content=RawText(text), link=link, published=datetime(2026, 11, 1, tzinfo=UTC)
    )


async def test_entries_of_a_server_are_read_in_their_order(reader: DocumentReader) -> None:
    raw = [_raw(number) for number in range(230)] + [RawEntry()]
    read = await reader.entries(raw)
    assert read[:-1] == tuple(clean_entry(entry, entry.link) for entry in raw[:-1])
    assert read[-1] is None


async def test_an_entry_that_takes_too_long_loses_its_text_and_no_other_does(tmp_path: Path) -> None:
    reader = DocumentReader(tmp_path / "log", quick_seconds=1.0)
    try:
        first, slow, last = await reader.entries([_raw(1), _raw(2, "<a>" * 3_000_000), _raw(3)])
    finally:
        await reader.close()
    assert first is not None
    assert slow is not None
    assert last is not None
    assert (first.body.text, last.body.text) == ("One two", "One two")
    assert (slow.title, slow.body.text) == ("Story 2", "")
