"""What a server fails at though it is there, as at one broken story: the rest goes on without it, this time."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.sync import SyncReport
from briefing.sync.server import CallFailed, RemoteItem, SyncServer

MOST_IN_A_ROW = 12
"""With so many, the server fails at everything: of 250 things, one that is broken is found in nine calls."""


class Failures:
    """The failures of one sync. The report says the last of them."""

    def __init__(self, report: SyncReport) -> None:
        self._report = report
        self._in_a_row = 0

    def note(self, error: CallFailed) -> None:
        """The server failed. Raises the error where it fails at everything."""
        self._report.failed = str(error)
        self._in_a_row += 1
        if self._in_a_row >= MOST_IN_A_ROW:
            raise error

    def end_row(self) -> None:
        """The server answered, or something else is asked from now on."""
        self._in_a_row = 0


async def contents_of(
    server: SyncServer, ids: Sequence[str], failures: Failures
) -> tuple[list[RemoteItem], frozenset[str]]:
    """The stories of ids, and the ids at which the server fails: nothing is known of those. Raises SyncError."""
    if not ids:
        return [], frozenset()
    try:
        items = await server.contents(ids)
    except CallFailed as error:
        failures.note(error)
        if len(ids) == 1:
            return [], frozenset(ids)
    else:
        failures.end_row()
        return list(items), frozenset()
    half = len(ids) // 2
    first, failed = await contents_of(server, ids[:half], failures)
    second, failed_too = await contents_of(server, ids[half:], failures)
    return first + second, failed | failed_too
