"""The story behind an entry of the ledger: its address opened in the browser or copied, and why its line is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core import clean
from briefing.core.ledger.entries import Telling
from briefing.ui.controllers.browsing import Browsing, BrowsingHost
from briefing.ui.controllers.clipping import Clipping, ClippingHost
from briefing.ui.controllers.explaining import Explaining, ExplainingHost
from briefing.ui.controllers.ledger_places import LedgerPlaces


class TellingsHost(BrowsingHost, ClippingHost, ExplainingHost, Protocol):
    """What following entries to their stories needs of the ledger's screen."""


class Tellings:
    """What is meant is the telling under the cursor, or the newest of an entry, whose words the list shows."""

    def __init__(self, host: TellingsHost, places: LedgerPlaces) -> None:
        self.host = host
        self._places = places
        self._browsing = Browsing(host)
        self._clipping = Clipping(host)
        self._explaining = Explaining(host)

    def browse(self) -> None:
        """Open the story in the browser."""
        self.host.run_in_background(self._use_address(self._browsing.browse), "address")

    def copy(self) -> None:
        """Copy the selected words, or the address of the story."""
        if not self._clipping.copy_selected():
            self.host.run_in_background(self._use_address(self._clipping.copy_address), "address")

    def explain(self) -> object:
        """Say why the line is there. What is returned is what keys may wait for."""
        return self.host.run_in_background(self._explain(), "explain")

    async def _use_address(self, use: Callable[[str], None]) -> None:
        told = await self._tellings()
        address = next((address for telling in told if (address := clean.address(telling.link))), None)
        if address is not None:
            use(address)
        elif told:
            self.host.show_message("This story has no web address.", "warning")

    async def _explain(self) -> None:
        for telling in await self._tellings():
            await self._explaining.show(telling.story, telling.line)

    async def _tellings(self) -> list[Telling]:
        """The telling that is meant; where there is none, a message says so."""
        entry_id, line = self._places.entry_id, self._places.line_id
        entry = await self.host.desk.ledger.open(entry_id) if entry_id else None
        if entry is None:
            self.host.show_message("Choose an entry first.")
            return []
        return [telling for telling in entry.tellings if telling.line == line] or list(entry.tellings[-1:])
