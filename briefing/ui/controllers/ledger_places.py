"""Going through the ledger: lists and pages, each with a way back to where the cursor was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from briefing.core.errors import QueryError
from briefing.core.ledger.entries import Entry, Page
from briefing.core.ledger.search import LedgerOrder, LedgerQuery, parse
from briefing.core.ledger.search_text import value_of, with_word
from briefing.core.ledger.sheet import Kind, Layout, Sheet, Target
from briefing.services.desk import Desk
from briefing.ui.controllers.host import Dialogs, Messages, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.ledger_places import LONGEST_WAY, Place, PlaceKind
from briefing.ui.screens.pick import Choice, Picked, PickScreen
from briefing.ui.widgets.ledger_list import AT_ONCE, LedgerList
from briefing.ui.widgets.sheet_view import SheetView

PREVIEW_SECONDS = 0.06
ORDER_WORDS = {
    LedgerOrder.MOVED: "last movement first",
    LedgerOrder.WEIGHT: "by weight: papers, sureness, public actors",
    LedgerOrder.RESOURCE: "by resource",
    LedgerOrder.PAIR: "by the two sides",
}


class LedgerHost(Messages, Tasks, Dialogs, Protocol):
    """What going through the ledger needs of its screen."""

    desk: Desk
    now: Callable[[], datetime]
    glyphs: Glyphs
    way: tuple[Place, ...]
    list: LedgerList
    page: SheetView

    @property
    def layout_of_page(self) -> Layout:
        """The room that a page has."""
        ...

    def draw_list(self, found: Page) -> None:
        """Draw the list of entries, and what was found."""
        ...

    def draw_page(self, sheet: Sheet) -> None:
        """Draw a page."""
        ...

    def draw_preview(self, entry: Entry | None) -> None:
        """Draw the last quote of an entry below the list."""
        ...

    def open_story(self, story: str, line: str) -> None:
        """Leave the ledger for a sentence in a story; both by their ids."""
        ...


class LedgerPlaces:
    """The last place of the way is the one that is shown."""

    def __init__(self, host: LedgerHost, home: str) -> None:
        self.host = host
        self._home = Place(search=home)
        self._less_sure = 0
        """How many entries the list leaves out."""

    @property
    def here(self) -> Place:
        """What is shown."""
        return self.host.way[-1]

    @property
    def is_list(self) -> bool:
        """Whether that is a list of entries."""
        return self.here.kind is PlaceKind.LIST

    # ------------------------------------------------------------------------------------------------- there and back

    def show(self) -> object:
        """Show the last place of the way."""
        place = self.here
        return self.host.run_in_background(self._find(place) if self.is_list else self._load(place), "place")

    def show_again(self, entry: str = "") -> None:
        """Show the same place as it is by now, with the cursor where it is, or in a list on an entry."""
        self.remember()
        if entry and self.is_list:
            self.host.way = (*self.host.way[:-1], replace(self.here, entry=entry))
        self.show()

    def go(self, place: Place) -> None:
        """Go on to another place."""
        self.remember()
        self.host.way = (*self.host.way[: LONGEST_WAY - 1], place)
        self.show()

    def back(self) -> bool:
        """Go back to the place before; False where there is none."""
        if len(self.host.way) == 1:
            return False
        self.host.way = self.host.way[:-1]
        self.show()
        return True

    def return_home(self) -> bool:
        """Show the list from which one leaves in place of what was searched for; False where that is shown."""
        if not self.is_list or self.here.search == self._home.search:
            return False
        self._replace_list(self._home)
        return True

    def remember(self) -> None:
        """Write down where the cursor is."""
        host = self.host
        row = host.list.chosen
        here = replace(self.here, entry=row.id if row else "") if self.is_list else self._with_stop()
        host.way = (*host.way[:-1], here)

    def leave(self) -> None:
        """Write down where the cursor is, for the next time: on top it is on top of what will have come in by then."""
        self.remember()
        if self.is_list and not self.host.list.cursor:
            self.host.way = (*self.host.way[:-1], replace(self.here, entry=""))

    def _with_stop(self) -> Place:
        return replace(self.here, stop=self.host.page.cursor)

    def enter(self) -> None:
        """Go where what is under the cursor leads."""
        target = self.target
        if target is None:
            return
        if target.kind is Kind.STORY:
            self.remember()
            self.host.open_story(*target.names)
        elif place := Place.of(target):
            self.go(place)

    @property
    def target(self) -> Target | None:
        """What the cursor is on."""
        if not self.is_list:
            return self.host.page.chosen
        row = self.host.list.chosen
        return Target(Kind.ENTRY, (row.id,)) if row else None

    @property
    def entry_id(self) -> str:
        """The entry that the cursor is on, or whose history is shown; empty where there is none."""
        target = self.target
        if target is not None and target.kind is Kind.ENTRY:
            return target.names[0]
        return self.here.names[0] if self.here.kind is PlaceKind.HISTORY else ""

    @property
    def line_id(self) -> str:
        """The line that the cursor is on in a history; empty where it is on none."""
        target = self.target
        return target.names[1] if target is not None and target.kind is Kind.STORY else ""

    # ------------------------------------------------------------------------------------------------------- the list

    def search(self, text: str) -> object:
        """Show what a search finds. What cannot be understood changes nothing."""
        return None if self.query_of(text) is None else self._replace_list(Place(search=text.strip()))

    def query_of(self, text: str) -> LedgerQuery | None:
        """What a text asks for; None where it cannot be understood."""
        try:
            return parse(text, self.host.now())
        except QueryError:
            return None

    async def _find(self, place: Place) -> None:
        host, query = self.host, self.query_of(place.search)
        if query is None:  # what was understood once: the language may have changed since
            host.show_message(f"This search is no longer understood: {place.search}", "warning")
            place, query = Place(), LedgerQuery()
            host.way = (*host.way[:-1], place)
        at = await host.desk.ledger.place(query, place.entry) if place.entry else None
        found = await host.desk.ledger.find(query, (at or 0) // AT_ONCE * AT_ONCE, AT_ONCE)
        self._less_sure = found.less_sure
        host.list.show(found, at or 0, await self._empty_words(found, place.search, query))
        host.draw_list(found)

    def load(self, start: int) -> None:
        """Read the rows from a place on."""
        self.host.run_in_background(self._add(start, self.here.search), f"rows {start}")

    async def _add(self, start: int, search: str) -> None:
        query = self.query_of(search)
        if query is not None:
            found = await self.host.desk.ledger.find(query, start, AT_ONCE)
            if self.is_list and self.here.search == search:
                self.host.list.add(found)

    async def _empty_words(self, found: Page, search: str, query: LedgerQuery) -> str:
        key = self.host.key
        if found.less_sure:
            return f"Nothing here is sure enough; {found.less_sure:,} less sure: {key('less_sure')} shows them."
        if search:
            unknown = () if found.rows else await self.host.desk.ledger.unknown_names(query)
            why = "".join(f": {sentence}" for sentence in unknown[:1])
            back = "leads back" if search == self._home.search else "removes it"
            return f"No entry was found{why}. {key('search')} changes the search, {key('back')} {back}."
        fetch = key("refresh_all")
        return (
            f"No offers yet. They appear here once stories are analysed; {fetch} in the list of stories fetches some."
        )

    def preview(self) -> None:
        """Show soon what the entry under the cursor rests on."""
        self.host.run_in_background(self._preview(), "preview")

    async def _preview(self) -> None:
        row = self.host.list.chosen
        if row is None:
            self.host.draw_preview(None)
            return
        await asyncio.sleep(PREVIEW_SECONDS)  # of what only goes by nothing is read
        entry = await self.host.desk.ledger.open(row.id)
        if self.host.list.chosen is row:
            self.host.draw_preview(entry)

    def toggle_less_sure(self) -> None:
        """Show what is less sure too, or leave it out."""
        is_shown = value_of(self.here.search, "sure") == "all"
        if not is_shown and not self._less_sure:
            self.host.show_message("Nothing here is less sure.")
        elif self.is_list:
            self.remember()
            changed = with_word(self.here.search, "sure", "" if is_shown else "all")
            self._replace_list(replace(self.here, search=changed))  # with the cursor on the same entry

    def choose_order(self) -> None:
        """Choose the order of the list."""
        if not self.is_list:
            return
        orders = list(LedgerOrder)

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                order = orders[answer.number]
                search = with_word(self.here.search, "order", "" if order is LedgerOrder.MOVED else order)
                self.remember()
                self._replace_list(Place(search=search))  # what comes first is what one wants to see

        choices = [Choice(ORDER_WORDS[order]) for order in orders]
        self.host.open_dialog(
            PickScreen("Order of the ledger", choices, {"enter": "chooses"}, self.host.glyphs.cursor), on_answer
        )

    def _replace_list(self, place: Place) -> object:
        """Show a list in place of the one that is shown; that from which one leaves keeps its cursor."""
        if self.is_list and self.here.search == self._home.search:
            self._home = self.here
        self.host.way = (*self.host.way[:-1], place)
        return self.show()

    # ------------------------------------------------------------------------------------------------------ the pages

    async def _load(self, place: Place) -> None:
        sheet = await self._sheet(place)
        if sheet is None:
            self.host.show_message("This entry is no longer in the ledger: its stories have changed.")
            self.back()
        elif self.here == place:
            self.host.page.show(sheet, place.stop)
            self.host.draw_page(sheet)

    async def _sheet(self, place: Place) -> Sheet | None:
        pages, now, layout = self.host.desk.ledger_pages, self.host.now(), self.host.layout_of_page
        match place.kind:
            case PlaceKind.ACTOR:
                return await pages.actor(place.names[0], now, layout)
            case PlaceKind.PAIR:
                return await pages.pair(place.names[0], place.names[1], now, layout)
            case PlaceKind.NETWORK:
                return await pages.network(place.search, now, layout)
            case PlaceKind.SINCE:
                return await pages.since(now, layout)
            case PlaceKind.RESOURCE:
                return await pages.resource(place.names[0], now, layout)
            case _:
                return await pages.history(place.names[0], now, layout)
