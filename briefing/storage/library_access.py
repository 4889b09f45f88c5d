"""The library from the event loop: no key press waits for a write, or for a long search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library

R = TypeVar("R")


class LibraryAccess:
    """Three connections to one library, each with a thread of its own. Nothing is opened before it is needed."""

    def __init__(self, open_library: Callable[[], Library]) -> None:
        self._reading = DatabaseThread(open_library, "reading")
        self._reading_at_once = DatabaseThread(open_library, "reading at once")
        self._writing = DatabaseThread(open_library, "writing")

    async def read(self, work: Callable[[Library], R]) -> R:
        """The result of `work`, which writes nothing; its exceptions pass through."""
        return await self._reading.call(work)

    async def read_at_once(self, work: Callable[[Library], R]) -> R:
        """The same for what a key waits for and is soon done: a story, a screen of headlines."""
        return await self._reading_at_once.call(work)

    async def write(self, work: Callable[[Library], R]) -> R:
        """The result of `work`, which comes behind what is being written; its exceptions pass through."""
        return await self._writing.call(work)

    async def close(self) -> None:
        """Finish what was begun, and close all connections."""
        await self._writing.close()
        await self._reading.close()
        await self._reading_at_once.close()
