"""What the parts of a desk share."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from briefing.config.places import Places
from briefing.config.settings import Settings
from briefing.core.errors import FetchError
from briefing.core.feed import Feed
from briefing.fetch.documents import DocumentReader
from briefing.wiring import build_desk
from tests.support.server import FeedServer


async def test_all_that_ask_for_pages_keep_the_pause_of_a_host(feed_server: FeedServer, tmp_path: Path) -> None:
    places = Places(tmp_path / "feeds.yaml", tmp_path / "settings.yaml", tmp_path / "data", own_feeds=False)
    desk = build_desk(places, Settings(), (), places.feeds)
    try:
        with pytest.raises(FetchError, match="429"):
            await desk.pages.read(feed_server.serve("/limited", b"", {"Retry-After": "300"}, 429))
        for ask in (desk.pages.read, desk.subscriptions.find, desk.subscriptions.import_list):
            with pytest.raises(FetchError, match="asks for fewer requests"):
                await ask(feed_server.serve("/other", b"text"))
    finally:
        await desk.close()
    assert feed_server.count("/other") == 0


async def test_the_process_that_reads_feeds_starts_before_the_network_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the network cannot be had, that process ends with the refresh."""
    happened = []

    def no_client(*_parts: object) -> NoReturn:
        happened.append("network")
        raise MemoryError

    async def close(_documents: DocumentReader) -> None:
        happened.append("closed")

    monkeypatch.setattr(DocumentReader, "expect", lambda _documents: happened.append("expected"))
    monkeypatch.setattr(DocumentReader, "close", close)
    monkeypatch.setattr("briefing.fetch.client.Client", no_client)
    places = Places(tmp_path / "feeds.yaml", tmp_path / "settings.yaml", tmp_path / "data", own_feeds=False)
    desk = build_desk(places, Settings(), (Feed("https://new.example/rss"),), places.feeds)
    try:
        with pytest.raises(MemoryError):
            [event async for event in desk.refresher.refresh()]
    finally:
        await desk.close()
    assert happened == ["expected", "network", "closed"]
