"""The library from the event loop: one thread reads and one writes, so that no key press waits for a write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library

R = TypeVar("R")


class LibraryAccess:
    """Two connections to one library, each with a thread of its own. Nothing is opened before it is needed."""

    def __init__(self, open_library: Callable[[], Library]) -> None:
        self._reading = DatabaseThread(open_library, "reading")
        self._writing = DatabaseThread(open_library, "writing")

    async def read(self, work: Callable[[Library], R]) -> R:
        """The result of `work`, which writes nothing; its exceptions pass through."""
        return await self._reading.call(work)

    async def write(self, work: Callable[[Library], R]) -> R:
        """The result of `work`, which comes behind what is being written; its exceptions pass through."""
        return await self._writing.call(work)

    async def close(self) -> None:
        """Finish what was begun, and close both connections."""
        await self._writing.close()
        await self._reading.close()
