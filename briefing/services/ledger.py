"""The ledger: the offers of all stories, under the reader's own names for actors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

from briefing.core.corrections import Aliases
from briefing.core.evidence import text_sha256
from briefing.core.ledger import Entry, OfferReport, merge_reports
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

FIRST_STORIES, STORIES_AT_ONCE = 60, 1_000
"""Stories of which the offers are read at once: for the first screen, and for what comes behind it."""


class LedgerService:
    """Computes the ledger each time; nothing of it is stored."""

    def __init__(self, library: LibraryAccess, aliases: Callable[[], Aliases]) -> None:
        self._library = library
        self._aliases = aliases

    async def entries(self, since: datetime | None = None, fetched: bool = False) -> tuple[Entry, ...]:
        """The offers of stories published, or `fetched`, from a time on: each once, the last reported first."""
        reports = await self._library.read(lambda library: library.ledger.reports(since, fetched, self._aliases()))
        return await asyncio.to_thread(merge_reports, reports)

    async def growing_entries(self) -> AsyncIterator[tuple[Entry, ...]]:
        """The entries of the newest stories, and then of all; other reading comes in between."""
        reports: list[OfferReport] = []
        until, stories = None, FIRST_STORIES

        def read(library: Library) -> tuple[datetime | None, tuple[OfferReport, ...]]:
            since = library.ledger.nth_newest(stories, until)
            return since, library.ledger.reports(since, False, self._aliases(), until)

        while True:
            since, some = await self._library.read(read)
            reports += some
            if since is None:
                break
            if until is None:
                yield merge_reports(reports)
            until, stories = since, STORIES_AT_ONCE
        yield await asyncio.to_thread(merge_reports, reports)

    async def evidence(self, entries: Sequence[Entry]) -> dict[str, str]:
        """The SHA-256 (hex) of the texts of all stories that report these entries, by the ids of the stories."""
        ids = {report.story for entry in entries for report in entry.reports}

        def read(library: Library) -> dict[str, str]:
            stories = (library.stories.get(story_id) for story_id in ids)
            return {story.id: text_sha256(story) for story in stories if story is not None}

        return await self._library.read(read)
