"""Notices: everybody who has something to tell the reader at once goes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from briefing.core.notices import Notice, QuietHours, for_desktop, merge_notices
from briefing.desktop import Desktop, Write
from briefing.services.clock import now
from briefing.storage.library_access import LibraryAccess


class Told(NamedTuple):
    """Those of some notices that are new, and a sentence on each way that failed."""

    notices: tuple[Notice, ...] = ()
    problems: tuple[str, ...] = ()


class NoticeService:
    """Tells the desktop of an event once and for good, also where several Briefings work on one library."""

    def __init__(
        self, library: LibraryAccess, desktop: Desktop, quiet: QuietHours, clock: Callable[[], datetime] = now
    ) -> None:
        self._library = library
        self._desktop = desktop
        self._quiet = quiet
        self._clock = clock

    def use_terminal(self, write: Write) -> None:
        """From now on there is a terminal that can be written to."""
        self._desktop.write = write

    async def tell(self, notices: Iterable[Notice]) -> Told:
        """Tell of those events that nobody has told of; in quiet hours the desktop is left alone, then and later."""
        asked = merge_notices(notices)
        if not asked:
            return Told()
        at = self._clock()
        events = [notice.event for notice in asked]
        # Kept before it is told: what a crash leaves untold is still in the lists, and twice would be worse.
        new = await self._library.write(lambda library: library.notices.take(events, at))
        found = tuple(notice for notice in asked if notice.event in new)
        if at.astimezone() in self._quiet:
            return Told(found)
        problems = [await self._desktop.show(notice) for notice in for_desktop(found)]
        return Told(found, tuple(dict.fromkeys(filter(None, problems))))
