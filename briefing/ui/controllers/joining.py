"""Two entries of the ledger made one by hand: one is chosen, and the other takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core.journal import Step
from briefing.core.ledger.wording import between
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Messages, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.widgets.ledger_list import LedgerList


class JoiningHost(Messages, Tasks, Protocol):
    """What joining needs of the ledger's screen."""

    desk: Desk
    glyphs: Glyphs
    list: LedgerList


class Joining:
    """What is chosen stays chosen while the reader goes through lists and pages, until it is joined or let go."""

    def __init__(self, host: JoiningHost, on_change: Callable[[Step | None], None]) -> None:
        """`on_change` is told of a join, None where there was nothing to join."""
        self.host = host
        self._on_change = on_change

    def pick(self, entry_id: str) -> None:
        """Choose an entry, let the chosen one go, or join the chosen one with this one."""
        chosen = self.host.list.picked
        if not entry_id:
            self.host.show_message("Choose an entry first.")
        elif not chosen:
            self.host.run_in_background(self._choose(entry_id), "pick")
        elif chosen == entry_id:
            self.let_go()
            self.host.show_message("The entry is no longer chosen.")
        else:
            self.host.run_in_background(self._join(chosen, entry_id), "teach")

    def let_go(self) -> bool:
        """Choose nothing any more; whether something was chosen."""
        was_chosen = bool(self.host.list.picked)
        self.host.list.pick("")
        return was_chosen

    async def _choose(self, entry_id: str) -> None:
        entry = await self.host.desk.ledger.open(entry_id)
        if entry is not None:
            self.host.list.pick(entry.row.id)
            key, who = self.host.key("pick"), between(entry.row, self.host.glyphs.arrow, self.host.glyphs.nobody)
            self.host.show_message(f"Chosen: {who}. {key} on another entry joins the two; {key} here cancels.")

    async def _join(self, chosen: str, entry_id: str) -> None:
        self.let_go()
        self._on_change(await self.host.desk.ledger.put_together(chosen, entry_id))
