"""Notices: everybody who has something to tell the reader at once goes through here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from briefing.core.notices import Notice, QuietHours, for_desktop, merge_notices
from briefing.desktop import Desktop, Write
from briefing.services.clock import now
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess


class Told(NamedTuple):
    """Those of some notices that are new, and a sentence on each way that failed."""

    notices: tuple[Notice, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """A line for each of them."""
        return (*(f"{notice.by}: {notice.text}" for notice in self.notices), *self.problems)


Show = Callable[[Told], None]
"""Shows notices where the reader is: the new ones at once, what failed on the desktop behind them."""

Take = Callable[[Library, datetime], Sequence[Notice]]
"""The notices of those events that nobody has told of; from then on they are told."""


class NoticeService:
    """Tells the desktop of an event once and for good, also where several Briefings work on one library."""

    def __init__(
        self, library: LibraryAccess, desktop: Desktop, quiet: QuietHours, clock: Callable[[], datetime] = now
    ) -> None:
        self._library = library
        self._desktop = desktop
        self._quiet = quiet
        self._clock = clock
        self._tellings: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """Tell of nothing more: what was not taken yet is for the next time."""
        for telling in self._tellings:
            telling.cancel()

    def use_terminal(self, write: Write) -> None:
        """From now on there is a terminal that can be written to."""
        self._desktop.write = write

    async def tell(self, notices: Iterable[Notice], show: Show) -> None:
        """Tell of those events that nobody has told of; in quiet hours the desktop is left alone, then and later."""
        asked = merge_notices(notices)
        if asked:
            await self._tell(lambda library, at: _take_new(library, asked, at), show)

    async def tell_hits(self, show: Show) -> None:
        """Tell in the same way of what the reader's watches found in the ledger."""
        await self._tell(_take_hits, show)

    async def _tell(self, take: Take, show: Show) -> None:
        """Tell to the end, also where whoever asked is cancelled meanwhile: what is taken is given out only once."""
        telling = asyncio.create_task(self._take_and_show(take, show))
        self._tellings.add(telling)
        telling.add_done_callback(self._tellings.discard)
        await asyncio.wait([telling])  # not `shield`, which keeps quiet about an error that nobody waits for any more
        telling.result()

    async def _take_and_show(self, take: Take, show: Show) -> None:
        at = self._clock()
        # Kept before it is told: what a crash leaves untold is still in the lists, and twice would be worse.
        found = await self._library.write(lambda library: take(library, at))
        if not found:
            return
        show(Told(tuple(found)))
        if at.astimezone() in self._quiet:
            return
        problems = [await self._desktop.show(notice) for notice in for_desktop(found)]
        if any(problems):
            show(Told(problems=tuple(dict.fromkeys(filter(None, problems)))))


def _take_new(library: Library, notices: Sequence[Notice], at: datetime) -> Sequence[Notice]:
    new = library.notices.take([notice.event for notice in notices], at)
    return [notice for notice in notices if notice.event in new]


def _take_hits(library: Library, at: datetime) -> Sequence[Notice]:
    from briefing.core.ledger.watches import notice_of  # late: the first screen has no ledger

    with library.together():
        return _take_new(library, merge_notices(map(notice_of, library.watches.take_hits())), at)
