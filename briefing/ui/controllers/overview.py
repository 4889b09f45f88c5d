"""The ledger and the day's briefing: what all stories say together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from briefing.core.brief_formats import BRIEF_FORMATS, IN_BROWSER
from briefing.core.ledger.reports import OfferReport
from briefing.services.desk import Desk
from briefing.ui.browser import Opener, find_file_opener
from briefing.ui.controllers.host import Application, Dialogs, Messages, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.brief import BriefScreen
from briefing.ui.screens.ledger import LedgerScreen, searchable


class OverviewHost(Messages, Tasks, Dialogs, Application, Protocol):
    """What the ledger and the briefing need of the screen."""

    desk: Desk
    options: ReaderOptions
    glyphs: Glyphs
    now: Callable[[], datetime]


class Overview:
    """Shows the ledger while it is gathered, and makes the briefing; both lead back to the stories."""

    def __init__(
        self,
        host: OverviewHost,
        open_at_offer: Callable[[str, str], Awaitable[None]],
        start_opener: Callable[[Opener | str, str], None],
    ) -> None:
        """`open_at_offer` opens a story (its id) at one of its offers (its id)."""
        self.host = host
        self._open_at_offer = open_at_offer
        self._start_opener = start_opener

    def show_ledger(self) -> None:
        """The offers of all stories."""
        self.host.run_in_background(self._show_ledger(), "ledger")

    async def _show_ledger(self) -> None:
        host = self.host

        def on_answer(report: OfferReport | None) -> None:
            if report is not None:
                host.run_in_background(self._open(report), "open")

        screen = LedgerScreen(host.glyphs, host.now, host.options.reader.unsure_below)
        await host.open_dialog(screen, on_answer)
        async for entries in host.desk.ledger.growing_entries():
            if not screen.is_attached:
                return  # nobody waits for the rest
            screen.add_entries(entries, await asyncio.to_thread(searchable, entries))
        screen.finish()

    async def _open(self, report: OfferReport) -> None:
        await self._open_at_offer(report.story, report.offer.id)

    def show_briefing(self) -> None:
        """What is new since the last briefing."""
        self.host.run_in_background(self._show_briefing(), "brief")

    async def _show_briefing(self) -> None:
        host = self.host
        brief = await host.desk.briefs.make()
        answer = await host.ask(BriefScreen(brief, host.glyphs))
        if answer is None:
            return
        form, by = answer
        chosen = BRIEF_FORMATS.get(form, IN_BROWSER)
        text, ending = chosen.write(brief, by, {}), chosen.ending
        path = await host.desk.briefs.save(brief, text, ending)
        host.show_message(f"Saved: {path}. The next briefing begins here.")
        if form == "open" and not host.app.is_web:
            self._start_opener(find_file_opener(path), "the briefing")
