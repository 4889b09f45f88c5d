"""Searching the ledger: the list follows what is typed; Enter keeps it, Esc leaves the list as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual.timer import Timer

from briefing.core.errors import QueryError
from briefing.core.ledger.search import LEDGER, parse
from briefing.core.query import Key
from briefing.core.query.hints import Hint, hint
from briefing.ui.controllers.ledger_places import LedgerHost, LedgerPlaces
from briefing.ui.ledger_places import Place
from briefing.ui.widgets.search_box import SearchBox, SearchHelp

FOLLOW_SECONDS = 0.15
SAVE_KEY = "Ctrl+S"


class LedgerSearchHost(LedgerHost, Protocol):
    """What searching the ledger needs of its screen."""

    search_box: SearchBox
    search_help: SearchHelp

    def focus_view(self) -> None:
        """Give the keys to the list, or to the page."""
        ...


class LedgerSearch:
    """A wrong search says what is wrong, and the list stays as it is."""

    def __init__(self, host: LedgerSearchHost, places: LedgerPlaces) -> None:
        self.host = host
        self._places = places
        self._before: tuple[Place, ...] = ()
        self._hint = Hint("")
        self._names: dict[Key, Sequence[str]] = {}
        self._following: Timer | None = None

    @property
    def is_open(self) -> bool:
        """Whether a search is being typed."""
        return self.host.search_box.display

    def open(self) -> None:
        """Type a search: that of the list, or a new one over all entries."""
        host, places = self.host, self._places
        self._names = {}
        places.remember()
        self._before = host.way
        typed = places.here.search if places.is_list else ""
        if not places.is_list:
            places.go(Place())
        host.search_help.display = True
        host.search_box.open(f"{typed} " if typed else "")
        self.explain()

    def explain(self) -> None:
        """Explain the word at the cursor, and have the list follow soon."""
        box = self.host.search_box
        self._hint = hint(box.value, box.cursor_position, self._known_names, LEDGER)
        self.host.search_help.show(self._hint, "", f"Enter searches   {SAVE_KEY} saves it   Esc closes")
        if self._following is not None:
            self._following.stop()
        self._following = self.host.set_timer(FOLLOW_SECONDS, self._follow)

    def _follow(self) -> None:
        if self.is_open and self.host.search_box.value.strip() != self._places.here.search:
            self._places.search(self.host.search_box.value)

    def _known_names(self, key: Key) -> Sequence[str]:
        if key not in self._names:
            self._names[key] = ()
            self.host.run_in_background(self._load_names(key), f"names of {key}")
        return self._names[key]

    async def _load_names(self, key: Key) -> None:
        self._names[key] = await self.host.desk.ledger.names(key)
        if self.is_open and self._names[key]:
            self.explain()

    def complete(self) -> None:
        """Complete the word at the cursor."""
        if self._hint.completions:
            box = self.host.search_box
            box.value, box.cursor_position = self._hint.complete(box.value)
            self.explain()

    def submit(self, typed: str) -> None:
        """Keep what was typed."""
        try:
            parse(typed, self.host.now())
        except QueryError as error:
            self.host.search_box.refuse(error)
            return
        if typed.strip() != self._places.here.search:
            self._places.search(typed)
        self._close()

    def cancel(self) -> None:
        """The list as it was before."""
        changed, self.host.way = self.host.way != self._before, self._before
        self._close()
        if changed:
            self._places.show()

    def _close(self) -> None:
        self.host.search_box.close()
        self.host.search_help.display = False
        self.host.focus_view()
