"""The process that reads feeds: what it gives is what is in them, and one that takes too long ends in a sentence."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.core.document import Known, Validators
from briefing.core.errors import FetchError
from briefing.core.feed import Feed, FeedState
from briefing.fetch.client import Client
from briefing.fetch.documents import DocumentReader
from briefing.fetch.entries import clean_entry
from briefing.fetch.not_a_feed import NotAFeed
from briefing.fetch.parse import parse
from briefing.fetch.raw import RawEntry, RawText
from briefing.json_process import JsonProcess
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


def children(reader: DocumentReader) -> list[JsonProcess | None]:
    """The processes of those that read quickly, None where one is not started."""
    return [client._process._child for client in reader._quick.clients]


async def test_what_the_process_reads_is_what_is_in_the_document(reader: DocumentReader) -> None:
    for source in (RICH, ATOM, RDF, JSON):
        here = parse(source.encode(), {}, ADDRESS, 100)
        assert here.entries
        assert await reader.parse(source.encode(), {}, ADDRESS, 100) == here


async def test_the_process_starts_while_feeds_that_never_answered_are_asked(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    started = tmp_path / "started"
    command = (sys.executable, "-c", f"open({str(started)!r}, 'w').close(); input()")
    reader = DocumentReader(tmp_path / "log", command=command)
    address = feed_server.serve("/never", "", status=503)  # it sends no document
    async with Client(documents=reader) as client:
        await client.fetch_feed(Feed(address), Known(Validators('"v1"', "")))
        assert reader._begun is None
        await client.fetch_feed(Feed(address))
        async with asyncio.timeout(20):
            while not started.exists():
                await asyncio.sleep(0.01)
    assert children(reader)[0] is None  # it was ended with the rest


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
    async with Client(documents=DocumentReader(tmp_path / "log", seconds=1)) as client:
        given_up = await client.fetch_feed(Feed(slow))
        read = await client.fetch_feed(Feed(quick))
    clock.cancel()
    assert (given_up.state, given_up.message) == (
        FeedState.FAILED,
        "the feed cannot be read: it takes more than 1 seconds of computing",
    )
    assert (read.state, len(read.document.entries)) == (FeedState.NEW, 2)
    assert ticks > 20, "everything else went on meanwhile"


async def test_slow_documents_hold_no_other_up(tmp_path: Path) -> None:
    reader = DocumentReader(tmp_path / "log", seconds=600, quick_seconds=0.3)
    waiting = [asyncio.create_task(reader.parse(SLOW.encode(), {}, ADDRESS, 100)) for _ in range(3)]
    try:
        await asyncio.sleep(0)  # they are first in the queue
        for _ in range(5):
            assert (await reader.parse(rss(1).encode(), {}, "https://other.example/rss", 100)).entries
        assert not all(task.done() for task in waiting)
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await reader.close()


async def test_documents_are_read_side_by_side(tmp_path: Path) -> None:
    reader = DocumentReader(tmp_path / "log", processes=2)
    pids: set[int] = set()
    try:
        assert (await reader.parse(rss(1).encode(), {}, ADDRESS, 100)).entries
        assert [child is None for child in children(reader)] == [False, True]  # one is enough for one
        sources = [rss(item(title=f"Number {number}")) for number in range(6)]
        read = await asyncio.gather(*(reader.parse(source.encode(), {}, ADDRESS, 100) for source in sources))
        assert [document.entries[0].title for document in read] == [f"Number {number}" for number in range(6)]
        pids = {child._process.pid for child in children(reader) if child is not None}
    finally:
        await reader.close()
    assert len(pids) == 2
    assert all(client.jobs == 0 for client in reader._quick.clients)


async def test_a_document_may_compute_as_long_as_its_size_lets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.fetch.documents._LEAST_SECONDS", 0.5)
    monkeypatch.setattr("briefing.fetch.documents._SECONDS_OF_MEGABYTE", 0.5)
    reader = DocumentReader(tmp_path / "log", seconds=600, quick_seconds=0.2)
    slow = rss("<item><title>One</title></item>" + "<a/>" * 300_000).encode()
    try:
        with pytest.raises(FetchError, match=r"cannot be read: it takes more than 1\.\d seconds of computing"):
            await reader.parse(slow, {}, ADDRESS, 100)
    finally:
        await reader.close()


async def test_a_host_of_slow_documents_takes_the_time_of_others_once(tmp_path: Path) -> None:
    reader = DocumentReader(tmp_path / "log", seconds=600, quick_seconds=0.2)
    asked: list[str] = []
    quick, slow = reader._quick.ask, reader._slow.ask
    reader._quick.ask = lambda *given: (asked.append("quick"), quick(*given))[1]  # type: ignore[method-assign]
    reader._slow.ask = lambda *given: (asked.append("slow"), slow(*given))[1]  # type: ignore[method-assign]
    some = rss("<item><title>One</title></item>" + "<a/>" * 60_000).encode()
    try:
        assert (await reader.parse(some, {}, ADDRESS, 100)).entries
        assert (await reader.parse(rss(1).encode(), {}, ADDRESS + "/other", 100)).entries
        assert (await reader.parse(rss(1).encode(), {}, "https://other.example/rss", 100)).entries
    finally:
        await reader.close()
    assert asked == ["quick", "slow", "slow", "quick"]


@pytest.mark.parametrize("end", ["", "<"])
def test_thousands_of_attributes_are_read_in_a_moment(end: str) -> None:
    many = " ".join(f'a{number}="1"' for number in range(20_000))
    began = time.process_time()
    document = parse((rss(f"<item><title>One</title><x {many}/></item>") + end).encode(), {}, ADDRESS, 100)
    assert [entry.title for entry in document.entries] == ["One"]
    assert time.process_time() - began < 5, "each of them was searched for from the front: 12 seconds"


async def test_a_process_that_cannot_be_started_is_a_sentence(tmp_path: Path) -> None:
    reader = DocumentReader(tmp_path / "log", command=(sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(FetchError, match=r"the feed cannot be read: its process does not start \(it ended with 3\)"):
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
