"""The day's briefing: made out of the ledger and the journal, and saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from briefing.core.brief import OLD_NEWS, Brief, Noted, brief, room
from briefing.services.clock import now
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

LAST_BRIEF = "brief"
"""The mark of the reader: where the last briefing ended that was saved there."""
LAST_PRINTED = "brief.printed"
"""That of `briefing brief`: what a script has got, nobody need have read."""


class BriefService:
    """Makes the briefing out of what the ledger lists, and remembers where the last one ended.

    `folder` is that of saved stories.
    """

    def __init__(
        self,
        library: LibraryAccess,
        folder: Path,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._library = library
        self._folder = folder
        self._clock = clock

    async def make_longer(self, given: Brief) -> Brief:
        """The briefing of the next greater length; behind the greatest, again the one since the last."""
        return await self.make(None if given.longer is None else self._clock() - given.longer)

    async def make(self, since: datetime | None = None, mark: str = LAST_BRIEF) -> Brief:
        """The briefing since a time, else since the last one with this mark, else of the last day."""
        until = self._clock()
        last = await self._library.read(lambda library: library.reader_state.last_time(mark))
        if last is not None and last > until:  # the clock was set back since
            last = None
        start = since or last or until - timedelta(days=1)

        def read(library: Library) -> Brief:
            found, total, less_sure = library.ledger.came_in(start, until, start - OLD_NEWS, room(start, until))
            ids, noted_ids = library.journal.activity(start, until)
            noted = []
            for headline in library.stories.headlines(noted_ids):
                story = library.stories.get(headline.id)
                if story is not None:
                    noted.append(Noted(headline, library.annotations.of_story(story)))
            made = brief(found, start, until, total)
            return replace(made, read=tuple(library.stories.headlines(ids)), noted=tuple(noted), less_sure=less_sure)

        return await self._library.read(read)

    async def remember(self, given: Brief, mark: str = LAST_BRIEF) -> None:
        """Remember that a briefing was given out: the next one begins where it ends, if that can be kept."""

        def keep(library: Library) -> None:
            if not library.read_only:
                library.reader_state.keep_last_time(mark, given.until)

        await self._library.write(keep)

    async def save(self, given: Brief, text: str, ending: str, file: Path | None = None) -> Path:
        """Put the text of a briefing into a file, else under a name of its own into the folder.

        Raises StorageError.
        """
        from briefing.notebook.folder import put_new  # late: no first screen waits for templates

        return await asyncio.to_thread(put_new, text, self._folder, f"{given.until.date()} briefing", ending, file)
