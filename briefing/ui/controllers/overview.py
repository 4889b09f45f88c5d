"""The ledger and the day's briefing: what all stories say together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from briefing.core.brief_formats import BRIEF_FORMATS, IN_BROWSER
from briefing.core.open_story import OpenStory
from briefing.core.waiting import Waiting
from briefing.services.desk import Desk
from briefing.ui.actions import Action
from briefing.ui.browser import Opener, find_file_opener
from briefing.ui.controllers.host import Application, Dialogs, Messages, Tasks
from briefing.ui.glyphs import Glyphs
from briefing.ui.ledger_places import Place, PlaceKind, way_from_json, way_to_json
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.screens.brief import BriefScreen
from briefing.ui.screens.ledger import LedgerAnswer, LedgerScreen

LEDGER = "ledger"
"""The key under which the way to the reader's place in the ledger is remembered."""


class OverviewHost(Messages, Tasks, Dialogs, Application, Protocol):
    """What the ledger and the briefing need of the screen."""

    desk: Desk
    options: ReaderOptions
    actions: tuple[Action, ...]
    glyphs: Glyphs
    now: Callable[[], datetime]
    opened: OpenStory | None
    pane: Pane
    waiting: Waiting

    async def reload_opened(self, ids: Collection[str]) -> None:
        """Read the open story from the library again, if it is one of these."""
        ...


class Overview:
    """Opens the ledger where it was left, and makes the briefing; both lead into stories, and from there back."""

    def __init__(
        self,
        host: OverviewHost,
        open_at_offer: Callable[[str, str], Coroutine[Any, Any, None]],
        start_opener: Callable[[Opener | str, str], None],
        draw_since: Callable[[str], None],
        on_change: Callable[[], None],
    ) -> None:
        """`open_at_offer` opens a story (its id) at one of its offers (its id); `draw_since` says what happened.

        `on_change` is called where stories may have other signs in their list.
        """
        self.host = host
        self._open_at_offer = open_at_offer
        self._start_opener = start_opener
        self._draw_since = draw_since
        self._on_change = on_change
        self._way: tuple[Place, ...] | None = None
        self._left: tuple[tuple[Place, ...], str | None] = (), None
        """The way to where the open story was opened from, and whether that was a visit; see `_show_way`."""
        self._story = ""
        self._screen: LedgerScreen | None = None

    # ------------------------------------------------------------------------------------------------------ the ledger

    def show_ledger(self) -> object:
        """The ledger, where it was left: in the last run, too."""
        return self.host.run_in_background(self._show_ledger(), "ledger")

    def show_page(self, place: Place) -> object:
        """A place of the ledger alone: from there the way leads back to where the reader is now."""
        return self.host.run_in_background(self._show_way((place,), place.search), "ledger")

    def return_to_ledger(self) -> bool:
        """Go back to the place in the ledger from which the open story was opened; False where it was not."""
        host, story = self.host, self._story
        self._story = ""
        is_read = host.opened is not None and host.opened.story.id == story and host.pane is not Pane.LIST
        if is_read:
            self.host.run_in_background(self._show_way(*self._left), "ledger")
        return is_read

    async def _show_ledger(self) -> None:
        if self._way is None:
            self._way = way_from_json((await self.host.desk.reader_state.values()).get(LEDGER))
        await self._show_way(self._way)

    async def _show_way(self, way: tuple[Place, ...], visited: str | None = None) -> None:
        """Show the last place of a way. A visit, with the search that it is for, changes nothing where `L` leads."""
        host, last = self.host, self.host.desk.ledger.last_session
        brief = self.show_briefing
        self._screen = LedgerScreen(host.desk, host.actions, host.glyphs, host.now, way, brief, last, visited or "")
        self._screen.heading.show_waiting(host.waiting)
        await host.open_dialog(self._screen, partial(self._on_answer, visited))

    def show_waiting(self) -> None:
        """Say in the ledger, too, how many stories wait for their page or their analysis."""
        if self._screen is not None and self._screen.is_attached:
            self._screen.heading.show_waiting(self.host.waiting)

    def _on_answer(self, visited: str | None, answer: LedgerAnswer | None) -> None:
        if answer is None:
            return
        self._left, self._story = (answer.way, visited), answer.story
        if visited is None:
            self._way = answer.way
            kept = self.host.desk.reader_state.keep(LEDGER, way_to_json(answer.way))
            self.host.run_in_background(kept, "keep ledger", newest_only=False)
        if answer.has_changed:
            self._on_change()
            if self.host.opened is not None:
                self.host.run_in_background(self.host.reload_opened([self.host.opened.story.id]), "opened again")
        if answer.story:
            self.host.run_in_background(self._open_at_offer(answer.story, answer.line), "open")

    async def refresh(self) -> None:
        """The ledger has changed: show it as it is now, and what moved since the reader was here."""
        if self._screen is not None and self._screen.is_attached:
            self._screen.places.show_again()
        self._draw_since(await self.host.desk.ledger_pages.since_words())

    # ------------------------------------------------------------------------------------------- since you were here

    async def begin(self) -> None:
        """Begin a session, and say what moved since the last one; open that where the settings say so."""
        await self.host.desk.ledger.begin_session()
        words = await self.host.desk.ledger_pages.since_words()
        self._draw_since(words)
        if words and self.host.options.reader.since_first:
            self.show_since()

    def show_since(self) -> object:
        """What moved since the reader was here."""
        return self.show_page(Place(PlaceKind.SINCE))

    def show_network(self) -> object:
        """Who deals with whom."""
        return self.show_page(Place(PlaceKind.NETWORK))

    # --------------------------------------------------------------------------------------------------- the briefing

    def show_briefing(self) -> object:
        """What is new since the last briefing."""
        return self.host.run_in_background(self._show_briefing(), "brief")

    async def _show_briefing(self) -> None:
        host = self.host
        briefs = host.desk.briefs
        shown = BriefScreen(await briefs.make(), briefs.make_longer, host.glyphs, await host.desk.waiting())
        answer = await host.ask(shown)
        if answer is None:
            return
        form, brief, by = answer
        chosen = BRIEF_FORMATS.get(form, IN_BROWSER)
        text, ending = chosen.write(brief, by, {}), chosen.ending
        path = await briefs.save(brief, text, ending)
        await briefs.remember(brief)
        host.show_message(f"Saved: {path}. The next briefing begins here.")
        if form == "open" and not host.app.is_web:
            self._start_opener(find_file_opener(path), "the briefing")
