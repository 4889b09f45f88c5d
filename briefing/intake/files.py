"""Files that stories come with: podcasts, papers, pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefing.core import clean
from briefing.core.feed import Feed
from briefing.core.story import Enclosure
from briefing.files import from_home
from briefing.intake.options import FileOptions
from briefing.storage.library_access import LibraryAccess

if TYPE_CHECKING:
    from briefing.fetch.download import Destination, OnProgress  # only their names: late, as all of the network


class Downloader(Protocol):
    """What is needed of the network."""

    async def download(self, address: str, to: Destination, on_progress: OnProgress, typed: bool = False) -> Path:
        """Fetch a file; `typed` says that a person chose its host. Raises FetchError."""
        ...


class Files:
    """Downloads what stories come with."""

    def __init__(
        self,
        library: LibraryAccess,
        open_network: Callable[[], Downloader],
        options: FileOptions,
        feeds: Callable[[], Sequence[Feed]],
    ) -> None:
        self._feeds = feeds
        self._library = library
        self._open_network = open_network
        self.options = options

    async def download(
        self, story: str, file: Enclosure, on_progress: Callable[[int, int | None], None], folder: Path | None = None
    ) -> Path:
        """Fetch a file of a story. Returns its path. `on_progress` gets the bytes so far, and of how many.

        Raises FetchError, UnknownStory. What was begun and did not end leaves nothing behind.
        """
        from briefing.fetch.download import Destination, file_stem

        state = await self._library.read(lambda library: library.pages.state(story))
        title = (await self._library.read(lambda library: library.stories.headlines([story])))[0].title
        feed = next((feed for feed in self._feeds() if feed.url == state.feed_url), Feed(state.feed_url))
        at_home = feed.may_be_private and clean.host(file.address) == clean.host(state.feed_url)
        network = await asyncio.to_thread(self._open_network)
        to = Destination(from_home(folder or self.options.folder), file_stem(file.address, title), self.options.largest)
        return await network.download(file.address, to, on_progress, typed=at_home)
