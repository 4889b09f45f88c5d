"""The story behind an entry of the ledger, by its address: opened in the browser, or copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core import clean
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Messages, Tasks


class TellingLinksHost(Messages, Tasks, Protocol):
    """What finding addresses needs of the ledger's screen."""

    desk: Desk


class TellingLinks:
    """An address is that of one telling, or that of the newest telling of an entry, whose words the list shows."""

    def __init__(self, host: TellingLinksHost) -> None:
        self.host = host

    def use(self, entry_id: str, line: str, use: Callable[[str], None]) -> None:
        """Call `use` with the address of a line's story; where no line is meant, with that of the newest telling."""
        self.host.run_in_background(self._use(entry_id, line, use), "address")

    async def _use(self, entry_id: str, line: str, use: Callable[[str], None]) -> None:
        entry = await self.host.desk.ledger.open(entry_id) if entry_id else None
        if entry is None:
            self.host.show_message("Choose an entry first.")
            return
        told = [telling for telling in entry.tellings if telling.line == line] or entry.tellings[-1:]
        address = next((address for telling in told if (address := clean.address(telling.link))), None)
        if address is None:
            self.host.show_message("This story has no web address.", "warning")
        else:
            use(address)
