"""The list of feeds, and the network that it needs for a moment."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from briefing.core.document import FeedLink
from briefing.core.errors import FetchError
from briefing.fetch.page import Page
from briefing.intake.subscriptions import Subscriptions
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

ADDRESS = "https://lists.example/feeds.opml"
LIST = b'<opml><body><outline xmlUrl="https://plains.example/rss"/></body></opml>'


class Network:
    """Has one list of feeds, or nothing; remembers whether it was closed."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.closed = False

    async def find_feeds(self, address: str) -> tuple[FeedLink, ...]:
        return (FeedLink((await self.fetch_page(address)).address),)

    async def fetch_page(self, address: str, typed: bool = True) -> Page:
        if not self._body:
            raise FetchError("nothing is here")
        return Page(address, self._body, "text/xml")

    async def aclose(self) -> None:
        self.closed = True


@pytest.mark.parametrize("body", [LIST, b""])
@pytest.mark.parametrize("use", [Subscriptions.find, Subscriptions.import_list])
async def test_the_network_is_closed_whatever_came_of_it(tmp_path: Path, use: object, body: bytes) -> None:
    file, network = tmp_path / "feeds.yaml", Network(body)
    file.write_text("feeds: []\n")
    access = LibraryAccess(lambda: Library(tmp_path / "library.db"))
    subscriptions = Subscriptions((), file, lambda: network, access, lambda library, new, at: None)
    with suppress(FetchError):
        await use(subscriptions, ADDRESS)  # type: ignore[operator]
    assert network.closed
    await access.close()
