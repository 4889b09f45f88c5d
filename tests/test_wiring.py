"""What the parts of a desk share."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config.places import Places
from briefing.config.settings import Settings
from briefing.core.errors import FetchError
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
