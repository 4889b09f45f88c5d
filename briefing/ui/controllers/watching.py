"""Watches: made of what the cursor is on, listed, opened and removed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from briefing.core.errors import QueryError
from briefing.core.ledger.pages import quoted
from briefing.core.ledger.search import parse
from briefing.core.ledger.search_text import with_word
from briefing.core.ledger.watches import WatchCount
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Dialogs, Messages, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.ledger_places import Place, PlaceKind
from briefing.ui.screens.ask_line import AskLineScreen
from briefing.ui.screens.pick import Choice, Picked, PickScreen
from briefing.ui.text import one_line

EXAMPLE = "from:iran resource:oil act:demand"
VERBS = {"enter": "opens", "d": "removes"}
BACK = "u"


class WatchingHost(Messages, Tasks, Dialogs, Protocol):
    """What watching needs of a screen."""

    desk: Desk
    glyphs: Glyphs


class Watching:
    """One dialog: what is here can be watched, and what is watched can be opened."""

    def __init__(
        self,
        host: WatchingHost,
        search_here: Callable[[], str],
        show: Callable[[Place], object],
        on_change: Callable[[], None],
    ) -> None:
        """`search_here` gives a search for what the cursor is on, `show` opens a place of the ledger."""
        self.host = host
        self._search_here = search_here
        self._show = show
        self._on_change = on_change

    def choose(self) -> object:
        """Watch what is here, or open a watch."""
        return self.host.run_in_background(self._choose(), "watches")

    async def _choose(self) -> None:
        watches = await self.host.desk.ledger.watches()
        search = self._search_here()

        def on_answer(answer: Picked | None) -> object:
            if answer is None:
                return None
            if answer.verb == BACK:
                return self.host.run_in_background(self._bring_back(), "watch")
            if not answer.number and answer.verb == "enter":
                return self.host.run_in_background(self.make(search), "watch")
            if answer.number:
                self._use(watches[answer.number - 1], answer.verb)
            else:
                self.host.show_message("This row makes a watch; d removes the one of another row.")
            return None

        choices = [Choice("a new watch", search or f"such as {EXAMPLE}"), *map(_choice, watches)]
        verbs = dict(VERBS) if watches else {"enter": VERBS["enter"]}
        if (gone := self.host.desk.ledger.gone_watch) is not None:
            verbs[BACK] = f"brings “{one_line(gone.name)}” back"
        await self.host.open_dialog(PickScreen("Watches", choices, verbs, self.host.glyphs.cursor), on_answer)

    def _use(self, count: WatchCount, verb: str) -> None:
        if verb == "d":
            self.host.run_in_background(self._remove(count.watch.name), "watch")
        else:
            self._show(Place(search=f"watch:{quoted(count.watch.name)}"))

    async def make(self, search: str, is_typed: bool = False) -> None:
        """Ask for a search, unless it is typed already, and for a name; keep the watch."""
        host = self.host
        wanted: str | None = search
        if not is_typed:
            wanted = await host.ask(AskLineScreen("Search to watch", EXAMPLE, search))
        if not wanted:
            return
        try:
            parse(wanted, host.desk.ledger.now())
        except QueryError as error:
            host.show_message(f"{error}", "warning")
            if not is_typed:
                await self.make(wanted)  # the words are asked for again, as they were typed
            return
        dialog = AskLineScreen("Name of the watch", "a short name", _suggested(wanted), is_suggested=True)
        name = await host.ask(dialog)
        if not name:
            return
        watch, gone = await host.desk.ledger.watch(name, with_word(wanted, "order", ""))
        instead = f", in place of “{one_line(gone.query)}”" if gone is not None else ""
        host.show_message(f"Watched: {one_line(watch.name)}{instead}. {host.key('watch')} lists your watches.")
        self._on_change()

    async def _remove(self, name: str) -> None:
        await self.host.desk.ledger.unwatch(name)
        again = f"{self.host.key('watch')}, then {BACK}, brings it back."
        self.host.show_step(f"No longer watched: {one_line(name)}. {again}")
        self._on_change()

    async def _bring_back(self) -> None:
        watch = await self.host.desk.ledger.bring_watch_back()
        if watch is not None:
            self.host.show_step(f"Watched again: {one_line(watch.name)}.")
            self._on_change()


def _choice(count: WatchCount) -> Choice:
    new = f"{count.new:,} new of " if count.new else ""
    return Choice(count.watch.name, f"{new}{count.total:,}  {count.watch.query}")


def _suggested(search: str) -> str:
    """A name out of the values of a search."""
    values = (word.rpartition(":")[2] for word in search.split())
    return " ".join(re.sub(r'["()]', " ", " ".join(values)).split())[:40]


def search_of(place: Place, pair: tuple[str, ...] = ()) -> str:
    """A search for what a place of the ledger shows; `pair` are the sides of the entry under the cursor."""
    match place.kind:
        case PlaceKind.LIST:
            return with_word(with_word(place.search, "order", ""), "sure", "") or _between(pair)
        case PlaceKind.ACTOR:
            return f"actor:{quoted(place.names[0])}"
        case PlaceKind.PAIR:
            return " ".join(f"actor:{quoted(name)}" for name in place.names)
        case PlaceKind.RESOURCE:
            return f"resource:{quoted(place.names[0])}"
        case _:
            return _between(pair)


def _between(pair: tuple[str, ...]) -> str:
    return " ".join(f"actor:{quoted(name)}" for name in pair if name)
