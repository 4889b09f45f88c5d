"""Pictures of stories, fetched when somebody wants to see them and not before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from briefing.core import clean
from briefing.core.feed import Feed
from briefing.core.pictures import Picture
from briefing.storage.library_access import LibraryAccess

if TYPE_CHECKING:
    from briefing.fetch.page import Page  # only its name: late, as all of the network


class PictureFetcher(Protocol):
    """What is needed of the network."""

    async def fetch_picture(self, address: str, typed: bool = False) -> Page:
        """Ask for a picture; `typed` says that a person chose its host. Raises FetchError."""
        ...


class PictureReading(Protocol):
    """What reads pictures."""

    async def read(self, page: Page) -> bytes:
        """What was fetched as a PNG of a size that can be shown. Raises FetchError."""
        ...

    async def close(self) -> None:
        """Let go of what was opened."""
        ...


class Pictures:
    """Fetches pictures; nothing of them is stored."""

    def __init__(
        self,
        library: LibraryAccess,
        open_network: Callable[[], PictureFetcher],
        open_reader: Callable[[], PictureReading],
        feeds: Callable[[], Sequence[Feed]],
    ) -> None:
        self._library = library
        self._open_network = open_network
        self._open_reader = open_reader
        self._feeds = feeds
        self._reader: PictureReading | None = None

    async def fetch(self, story: str, picture: Picture) -> bytes:
        """A picture of a story as a PNG. Raises FetchError, UnknownStory."""
        state = await self._library.read(lambda library: library.pages.state(story))
        feed = next((feed for feed in self._feeds() if feed.url == state.feed_url), Feed(state.feed_url))
        at_home = feed.may_be_private and clean.host(picture.address) == clean.host(state.feed_url)
        network = await asyncio.to_thread(self._open_network)
        page = await network.fetch_picture(picture.address, typed=at_home)
        if self._reader is None:
            self._reader = await asyncio.to_thread(self._open_reader)
        return await self._reader.read(page)

    async def close(self) -> None:
        """End the process that reads pictures."""
        if self._reader is not None:
            await self._reader.close()
