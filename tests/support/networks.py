"""Networks of tests, handed to what opens one for each run."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from briefing.core.account import Account
from briefing.fetch.articles import ArticleReader
from briefing.fetch.page_client import PageClient
from briefing.fetch.pictures import PictureReader
from briefing.services.later import FeedNetwork, PageNetwork
from briefing.sync.server import SyncServer

T = TypeVar("T")


def opens(build: Callable[[], T]) -> Callable[[bool], Awaitable[T]]:
    """An opening of the network for feeds that has nothing to wait for."""

    async def open_network(_with_documents: bool) -> T:
        return build()

    return open_network


class MadeNetwork:
    """A network for a desk: for feeds what one function makes, for pages what another does; of accounts none."""

    def __init__(self, feeds: Callable[[], FeedNetwork], pages: Callable[[], PageNetwork] = PageClient) -> None:
        self.open_feeds = opens(feeds)
        self.open_pages = pages

    def open_reader(self) -> ArticleReader:
        return ArticleReader(Path(os.devnull))

    def open_picture_reader(self) -> PictureReader:
        return PictureReader(Path(os.devnull))

    def open_server(self, account: Account, _typed: str = "", /) -> SyncServer:
        raise AssertionError(f"nobody said how the server of {account.name} is opened")
