"""The ledger: the offers of all stories, under the reader's own names for actors."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime

from briefing.core.corrections import Aliases
from briefing.core.evidence import text_sha256
from briefing.core.ledger import entries as values
from briefing.core.ledger.reports import Entry, OfferReport, merge_reports
from briefing.core.ledger.search import LedgerQuery
from briefing.core.query import Key
from briefing.core.visibility import UNSURE_BELOW
from briefing.services import ledger_in_memory
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

FIRST_STORIES, STORIES_AT_ONCE = 60, 1_000
"""Stories of which the offers are read at once: for the first screen, and for what comes behind it."""


class LedgerService:
    """Computes the ledger each time; nothing of it is stored."""

    def __init__(
        self, library: LibraryAccess, aliases: Callable[[], Aliases], unsure_below: float = UNSURE_BELOW
    ) -> None:
        self._library = library
        self._aliases = aliases
        self._unsure_below = unsure_below

    async def find(self, query: LedgerQuery, start: int = 0, most: int = 100) -> values.Page:
        """Some rows of what a search finds, from place `start` on, and how many there are."""
        return ledger_in_memory.page(await self._all(), query, start, most)

    async def place(self, query: LedgerQuery, entry_id: str) -> int | None:
        """At which place of a search an entry stands; None where it is not found, or is no longer there."""
        found = await self.find(query, 0, 1 << 30)
        return next((place for place, row in enumerate(found.rows) if row.id == entry_id), None)

    async def open(self, entry_id: str) -> values.Entry | None:
        """An entry with its history; None where there is no such entry. The id of any of its lines will do."""
        return (await self._all()).get(entry_id)

    async def names(self, key: Key) -> tuple[str, ...]:
        """The values that a search word can have in this library, the most frequent first, for its completion."""
        rows = [entry.row for entry in (await self._all()).values() if entry.row.shown]
        proposers = [row.proposer.name for row in rows if row.proposer]
        recipients = [row.recipient.name for row in rows if row.recipient]
        named = {
            Key.FROM: proposers,
            Key.TO: recipients,
            Key.ACTOR: proposers + recipients,
            Key.RESOURCE: [name for row in rows for name in row.resources],
        }.get(key, [])
        return tuple(name for name, _ in Counter(named).most_common(200))

    async def _all(self) -> dict[str, values.Entry]:
        return ledger_in_memory.rows_of(await self.entries(), self._unsure_below)

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
