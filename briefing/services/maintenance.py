"""Care for the library while the reader does other things: copies, retention, and the backfill of older stories."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import monotonic
from typing import Protocol

from briefing.core.retention import KEEP_EVERYTHING, RetentionPolicy
from briefing.services.clock import now
from briefing.storage.library_access import LibraryAccess
from briefing.storage.maintenance import LibraryMaintenance

BACKFILL_BATCH = 25
NOT_SURE = (
    "`keep` in the settings would remove most stories, or the clock is wrong: they are kept today, and removed if that"
    " is still so tomorrow"
)
_RIGHTS_SHOWN = "told.rights"


class WithWarnings(Protocol):
    """What has to tell a person something now and then."""

    def take_warnings(self) -> tuple[str, ...]:
        """What a person should know; each sentence is given once."""
        ...


class MaintenanceService:
    """Looks after one library. Without `files` no copies are made, as of the demo's."""

    def __init__(
        self,
        library: LibraryAccess,
        files: LibraryMaintenance | None = None,
        keep: RetentionPolicy = KEEP_EVERYTHING,
        others: tuple[WithWarnings, ...] = (),
    ) -> None:
        self._library = library
        self._files = files
        self._keep = keep
        self._sources: tuple[WithWarnings, ...] = (*((files,) if files is not None else ()), *others)

    def take_warnings(self) -> tuple[str, ...]:
        """What happened to the reader's files that a person should know; each sentence is given once."""
        return tuple(sentence for source in self._sources for sentence in source.take_warnings())

    def copies(self) -> tuple[Path, ...]:
        """The copies of the library that there are, the newest first."""
        return self._files.copies if self._files is not None else ()

    async def run_daily(self) -> None:
        """Make the copy of the day, and let go what is beyond the reader's limits. Others can read and write."""
        if self._files is not None:
            await asyncio.to_thread(self._files.run_daily, now().date())
            if await self._library.write(lambda library: library.reader_state.is_first(_RIGHTS_SHOWN)):
                self._files.warn_of_readers()
        if self._keep:
            await self._let_go(self._keep)

    async def _let_go(self, keep: RetentionPolicy) -> None:
        """Let go what is beyond the reader's limits. What cannot be put back is not done before it is sure."""
        if not await self._library.write(lambda library: library.retention.is_sure(keep, now())):
            if self._files is not None:
                self._files.warn(NOT_SURE)
            return
        while await self._library.write(lambda library: library.retention.forget_some(keep, now())):
            pass  # others can write in between

    async def backfill(self, seconds: float | None = None) -> int:
        """Give stories of older versions what new ones get when they are stored; how many were looked at.

        Half of the time, others can write. It goes on where it ended last, and ends after so many `seconds`.
        """
        began, looked_at = monotonic(), 0
        while seconds is None or monotonic() - began < seconds:
            step = monotonic()
            some = await self._library.write(lambda library: library.backfill.process_batch(BACKFILL_BATCH))
            if not some:
                break
            looked_at += some
            await asyncio.sleep(monotonic() - step)
        return looked_at
