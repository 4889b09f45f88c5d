"""What the reader's screen remembers from one run to the next."""

from __future__ import annotations

from typing import Any

from briefing.core import clean
from briefing.core.saved_search import SavedSearch
from briefing.storage.library_access import LibraryAccess


class ReaderState:
    """Values of the screen, saved searches, and reading positions."""

    def __init__(self, library: LibraryAccess) -> None:
        self._library = library

    async def values(self) -> dict[str, Any]:
        """Everything that was kept, by its key."""
        return await self._library.read(lambda library: library.reader_state.values())

    async def keep(self, key: str, value: object) -> None:
        """Keep a value of plain JSON under a key."""
        await self._library.write(lambda library: library.reader_state.keep(key, value))

    async def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, in the order in which they were made."""
        return await self._library.read(lambda library: library.reader_state.searches())

    async def save_search(self, name: str, query: str) -> tuple[SavedSearch, SavedSearch | None]:
        """Keep a search under a name; with it the other one of that name, which it replaces, if there was one."""
        search = SavedSearch(clean.line(name).strip(), clean.line(query).strip())
        gone = await self._library.write(lambda library: library.reader_state.save_search(search))
        return search, gone if gone is not None and gone.query != search.query else None

    async def remove_search(self, name: str) -> None:
        """Forget a saved search."""
        await self._library.write(lambda library: library.reader_state.remove_search(name))

    async def keep_reading_position(self, story_id: str, offset: int) -> None:
        """Remember how far a story was read, as an offset into its text. Raises UnknownStory."""
        await self._library.write(lambda library: library.reader_state.keep_reading_position(story_id, offset))
