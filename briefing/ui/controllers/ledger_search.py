"""Searching the ledger: the list follows what is typed; Enter keeps it, Esc leaves the list as it was.

The order of the list stays, unless the search names another.
"""

from __future__ import annotations

from typing import Protocol

from briefing.core.errors import QueryError
from briefing.core.ledger.search import LEDGER, parse
from briefing.core.ledger.search_text import value_of, with_word
from briefing.ui.controllers.ledger_places import LedgerHost, LedgerPlaces
from briefing.ui.controllers.search_hints import SAVE_KEY, SearchHints, SearchLineHost
from briefing.ui.ledger_places import Place

ORDER = "order"


class LedgerSearchHost(LedgerHost, SearchLineHost, Protocol):
    """What searching the ledger needs of its screen."""

    def focus_view(self) -> None:
        """Give the keys to the list, or to the page."""
        ...


class LedgerSearch:
    """A wrong search says what is wrong, and the list stays as it is."""

    def __init__(self, host: LedgerSearchHost, places: LedgerPlaces) -> None:
        self.host = host
        self._places = places
        self._before: tuple[Place, ...] = ()
        self._order = ""
        self._hints = SearchHints(
            host,
            LEDGER,
            lambda key: host.desk.ledger.names(key),
            lambda names: host.desk.ledger.aliases(names),
            self.explain,
        )

    @property
    def is_open(self) -> bool:
        """Whether a search is being typed."""
        return self.host.search_box.display

    def open(self) -> None:
        """Type a search: that of the list, or a new one over all entries."""
        host, places = self.host, self._places
        self._hints.forget_names()
        places.remember()
        self._before = host.way
        before = places.here.search if places.is_list else ""
        self._order, typed = value_of(before, ORDER), with_word(before, ORDER, "")
        if not places.is_list:
            places.go(Place())
        host.search_help.display = True
        host.search_box.open(f"{typed} " if typed else "")
        self.explain()

    def explain(self) -> None:
        """Explain the word at the cursor, and have the list follow soon."""
        self._hints.show(("Esc closes", "Enter searches", f"{SAVE_KEY} saves it"))
        self._hints.after_a_pause(self._follow)

    def _follow(self) -> None:
        search = self._in_order(self.host.search_box.value)
        if self.is_open and search != self._places.here.search:
            self._places.search(search)

    def _in_order(self, typed: str) -> str:
        """The search that is meant by what is typed."""
        return typed.strip() if value_of(typed, ORDER) else with_word(typed, ORDER, self._order)

    def complete(self) -> None:
        """Complete the word at the cursor."""
        self._hints.complete()

    def submit(self, typed: str) -> object:
        """Keep what was typed. What is returned is what keys may wait for."""
        try:
            parse(typed, self.host.now())
        except QueryError as error:
            self.host.search_box.refuse(error)
            return None
        self._close()
        search = self._in_order(typed)
        return self._places.search(search) if search != self._places.here.search else None

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
