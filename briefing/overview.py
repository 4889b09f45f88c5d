"""What all stories tell together: the ledger, and the day's briefing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from briefing.core.brief import Brief, Noted, brief
from briefing.core.evidence import text_sha256
from briefing.core.ledger import ANSWERED_WITHIN, Entry, Told, gathered
from briefing.core.view import Aliases
from briefing.storage.database_thread import DatabaseThread
from briefing.storage.library import Library

LAST_BRIEF = "brief"
LEDGER_FIRST, LEDGER_AT_ONCE = 60, 1_000
"""Stories of which the offers are read at once: for the first screen, and for what comes behind it."""


class Overview:
    """Reads the offers of all stories, under the reader's own names for actors."""

    def __init__(
        self,
        reading: DatabaseThread[Library],
        writing: DatabaseThread[Library],
        save_folder: Path,
        aliases: Callable[[], Aliases],
        now: Callable[[], datetime],
    ) -> None:
        self._reading = reading
        self._writing = writing
        self._save_folder = save_folder
        self._aliases = aliases
        self._now = now

    async def ledger(self, since: datetime | None = None, fetched: bool = False) -> tuple[Entry, ...]:
        """The offers of stories published, or `fetched`, from a time on: each once, the last told first."""
        told = await self._reading.call(lambda library: library.ledger.reports(since, fetched, self._aliases()))
        return await asyncio.to_thread(gathered, told)

    async def ledger_growing(self) -> AsyncIterator[tuple[Entry, ...]]:
        """The ledger as far as the newest stories tell it, and then all of it; other reading comes in between."""
        told: list[Told] = []
        until, stories = None, LEDGER_FIRST

        def read(library: Library) -> tuple[datetime | None, tuple[Told, ...]]:
            since = library.ledger.nth_newest(stories, until)
            return since, library.ledger.reports(since, False, self._aliases(), until)

        while True:
            since, some = await self._reading.call(read)
            told += some
            if since is None:
                break
            if until is None:
                yield gathered(told)
            until, stories = since, LEDGER_AT_ONCE
        yield await asyncio.to_thread(gathered, told)

    async def evidence(self, entries: Sequence[Entry]) -> dict[str, str]:
        """The SHA-256 (hex) of the texts of all stories that tell these entries, by the ids of the stories."""
        ids = {told.story for entry in entries for told in entry.told}

        def read(library: Library) -> dict[str, str]:
            stories = (library.stories.get(story_id) for story_id in ids)
            return {story.id: text_sha256(story) for story in stories if story is not None}

        return await self._reading.call(read)

    async def brief(self, since: datetime | None = None) -> Brief:
        """The day's briefing since a time, else since the last one that was given out, else of the last day."""
        until = self._now()
        last = await self._reading.call(lambda library: library.reader_state.last_time(LAST_BRIEF))
        if last is not None and last > until:  # the clock was set back since
            last = None
        start = since or last or until - timedelta(days=1)

        def read(library: Library) -> Brief:
            told = library.ledger.reports(start - ANSWERED_WITHIN, False, self._aliases())
            ids, noted_ids = library.journal.activity(start, until)
            noted = []
            for headline in library.stories.headlines(noted_ids):
                story = library.stories.get(headline.id)
                if story is not None:
                    noted.append(Noted(headline, library.annotations.of_story(story)))
            return brief(gathered(told), library.stories.headlines(ids), noted, start, until)

        return await self._reading.call(read)

    async def brief_given(self, given: Brief) -> None:
        """Remember that a briefing was given out: the next one begins where it ends."""
        await self._writing.call(lambda library: library.reader_state.keep_last_time(LAST_BRIEF, given.until))

    async def save_brief(self, given: Brief, text: str, ending: str, file: Path | None = None) -> Path:
        """Put the text of a briefing into a file, else under a name of its own into the folder of saved stories.

        Raises StorageError.
        """
        from briefing.notebook.folder import put_new  # late: no first screen waits for templates

        path = await asyncio.to_thread(put_new, text, self._save_folder, f"{given.until.date()} briefing", ending, file)
        await self.brief_given(given)
        return path
