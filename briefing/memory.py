"""What the reader's screen remembers from one run to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.core import clean
from briefing.core.query import Key, Query
from briefing.core.saved_search import SavedSearch
from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library


class Memory:
    """State of the screen, saved searches, places in stories; and what a screen counts and completes with."""

    def __init__(self, reading: DatabaseThread[Library], writing: DatabaseThread[Library]) -> None:
        self._reading = reading
        self._writing = writing

    async def state(self) -> dict[str, Any]:
        """Everything that was kept, by its key."""
        return await self._reading.call(lambda library: library.reader_state.values())

    async def keep(self, key: str, value: object) -> None:
        """Keep a value of plain JSON under a key."""
        await self._writing.call(lambda library: library.reader_state.keep(key, value))

    async def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, in the order in which they were made."""
        return await self._reading.call(lambda library: library.reader_state.searches())

    async def save_search(self, name: str, query: str) -> SavedSearch:
        """Keep a search under a name; one of the same name is replaced."""
        search = SavedSearch(clean.line(name).strip(), clean.line(query).strip())
        await self._writing.call(lambda library: library.reader_state.save_search(search))
        return search

    async def remove_search(self, name: str) -> None:
        """Forget a saved search."""
        await self._writing.call(lambda library: library.reader_state.remove_search(name))

    async def keep_place(self, story_id: str, offset: int) -> None:
        """Remember how far a story was read, as an offset into its text. Raises UnknownStory."""
        await self._writing.call(lambda library: library.reader_state.keep_reading_position(story_id, offset))

    async def count_each(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """How many stories each query means."""
        return await self._reading.call(lambda library: tuple(library.stories.count(query) for query in queries))

    async def names(self, key: Key) -> tuple[str, ...]:
        """The values that a search term can have here, the most frequent first."""
        return await self._reading.call(lambda library: library.stories.term_values(key))
