"""Pages over the network: the pause that a host wants is kept, and files are in nobody's way."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from briefing.core.errors import FetchError
from briefing.fetch.client import Client
from briefing.fetch.download import Destination
from briefing.fetch.options import FetchOptions
from briefing.fetch.page_client import PageClient
from tests.support.feeds import ReadHere
from tests.support.server import Answer, FeedServer, Request


async def test_a_host_that_wants_a_pause_gets_it_from_all_that_ask_for_pages(
    feed_server: FeedServer, tmp_path: Path
) -> None:
    limited = feed_server.serve("/limited", b"", {"Retry-After": "300"}, 429)
    other = feed_server.serve("/other", b"text")
    pages = PageClient()
    with pytest.raises(FetchError, match="429"):
        await pages.fetch_page(limited)
    async with Client(documents=ReadHere(), pages=pages) as run:
        for asked in (
            pages.fetch_page(other),
            pages.fetch_picture(other, typed=True),
            pages.download(other, Destination(tmp_path, "x", 1_000), lambda done, total: None, typed=True),
            run.find_feeds(other),
        ):
            with pytest.raises(FetchError, match="asks for fewer requests"):
                await asked
    assert feed_server.count("/other") == 0


async def test_no_page_waits_for_a_file(feed_server: FeedServer, tmp_path: Path) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    async def slowly(request: Request, out: Answer) -> None:
        begun.set()
        await asyncio.to_thread(may_go_on.wait, 20)
        await out.send(b"data")

    pages = PageClient(FetchOptions(per_host=1))
    to, address = Destination(tmp_path, "file", 1_000), feed_server.play("/file", slowly)
    file = asyncio.create_task(pages.download(address, to, lambda done, total: None, typed=True))
    async with asyncio.timeout(20):
        await asyncio.to_thread(begun.wait, 20)
        assert (await pages.fetch_page(feed_server.serve("/p", b"text"))).body == b"text"
        may_go_on.set()
        assert (await file).read_bytes() == b"data"
