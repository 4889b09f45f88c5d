"""Stories: found, counted, listed and opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.core.aliases import Aliases
from briefing.core.errors import UnknownStory
from briefing.core.formatting import words_of
from briefing.core.headline import Counts, Headline
from briefing.core.query import ALL, Key, Query
from briefing.core.visibility import USUAL_BOUNDS, Bounds
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

if TYPE_CHECKING:
    from briefing.core.analysis import Analysis  # only their names: the first screen shows none
    from briefing.core.open_story import OpenStory
    from briefing.core.story import Story


class StoryReader:
    """Shows analyses as the reader corrected them, under the reader's names for actors."""

    def __init__(self, aliases: Callable[[], Aliases]) -> None:
        self._aliases = aliases

    def open(self, library: Library, story_id: str) -> OpenStory:
        """A story of a library with all that is shown beside it. Raises UnknownStory."""
        from briefing.core.open_story import OpenStory  # late: the first screen has none

        story = library.stories.get(story_id)
        headlines = library.stories.headlines([story_id])
        if story is None or not headlines:
            raise UnknownStory(story_id)
        analysis = library.analyses.get(story_id)
        shown = None if analysis is None else self.as_shown(library, story, analysis)
        position = library.reader_state.reading_position(story_id)
        return OpenStory(story, shown, library.annotations.of_story(story), headlines[0], position)

    def as_shown(self, library: Library, story: Story, analysis: Analysis) -> Analysis:
        """The analysis of a story as the reader wants it."""
        from briefing.core.corrections import apply_corrections  # late: the first screen shows no analysis

        corrections = library.annotations.corrections(story.id)
        return apply_corrections(analysis, self._aliases(), corrections, lambda span: words_of(story, span), story)

    def shown_alone(self, story: Story, analysis: Analysis) -> Analysis:
        """The analysis of a story that is not kept."""
        from briefing.core.corrections import apply_corrections  # late, as above

        return apply_corrections(analysis, self._aliases(), words=lambda span: words_of(story, span))


class Stories:
    """The stories of the library."""

    def __init__(self, library: LibraryAccess, reader: StoryReader, bounds: Bounds = USUAL_BOUNDS) -> None:
        self._library = library
        self._reader = reader
        self._bounds = bounds

    async def find(self, query: Query, limit: int | None = None) -> tuple[str, ...]:
        """The ids of the stories that a query means, in its order."""
        return await self._library.read(lambda library: library.stories.find(query, limit))

    async def headlines(self, ids: Sequence[str], found_by: Query = ALL) -> tuple[Headline, ...]:
        """The lines of a list, in the order of `ids`; ids that no longer exist are left out.

        They show why `found_by` found them: where its words stand, and the line of the story that it means.
        """
        return await self._library.read_at_once(lambda library: library.stories.headlines(ids, found_by, self._bounds))

    async def unread_of(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of some stories that are unread."""
        return await self._library.read(lambda library: library.stories.unread_of(ids))

    async def open(self, story_id: str) -> OpenStory:
        """A story with all that is shown beside it. Raises UnknownStory."""
        return await self._library.read_at_once(lambda library: self._reader.open(library, story_id))

    async def count(self, query: Query) -> int:
        """How many stories a query means."""
        return await self._library.read(lambda library: library.stories.count(query))

    async def count_each(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """How many stories each query means."""
        return await self._library.read(lambda library: tuple(map(library.stories.count, queries)))

    async def counts(self) -> Counts:
        """How many stories there are of each sort."""
        return await self._library.read(lambda library: library.stories.counts())

    async def unknown_names(self, query: Query) -> tuple[str, ...]:
        """The names in a search that nothing here goes by, each in a sentence."""
        from briefing.core.query.search_words import STORIES  # late: the first screen is seldom a search

        unknown = await self._library.read(lambda library: library.stories.unknown_names(query.terms))
        return tuple(map(STORIES.unknown, unknown))

    async def term_values(self, key: Key) -> tuple[str, ...]:
        """The values that a search term can have here, the most frequent first."""
        return await self._library.read(lambda library: library.stories.term_values(key))
