"""The command palette: every action of the table, with its keys.

It is Textual's, but Enter is about all that was typed, and keys pressed before it can take any count.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual import on
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input

from briefing.core.query import Key
from briefing.ui.actions import Action, shown_keys
from briefing.ui.early_keys import TakesEarlyKeys
from briefing.ui.ledger_places import Place, PlaceKind
from briefing.ui.screens.ledger import LedgerScreen
from briefing.ui.screens.reading import ReadingScreen
from briefing.ui.text import one_line
from briefing.ui.views import View

BEGINS, WITHIN = 4, 2
"""What it is worth that words begin with what is typed, or have it at the beginning of a word."""


class CommandsScreen(CommandPalette, TakesEarlyKeys[None]):  # its style sheet is that of the first
    """All commands, by name."""

    @on(Input.Submitted)
    async def _wait_for_hits(self, event: Input.Submitted) -> None:
        """Wait for what is found for all that was typed: until then the list shows what was found for less of it."""
        finding = [worker for worker in self.workers if worker.node is self]
        await asyncio.sleep(0)  # one that was made with the last letter has begun by then
        await asyncio.gather(*(worker.wait() for worker in finding), return_exceptions=True)
        if not self.is_current:  # Esc was pressed meanwhile
            event.prevent_default()


class ActionProvider(Provider):
    """Finds actions by their descriptions, and views, feeds and the pages of actors and resources by their names."""

    _names: tuple[tuple[str, Place], ...] | None = None
    _known_views: tuple[View, ...] | None = None

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for _, words, run in self._commands():
            yield DiscoveryHit(Content(words), run, words)

    async def search(self, query: str) -> Hits:
        """The actions whose words match; what their keys are called is not looked at."""
        matcher = self.matcher(query)
        for name, words, run in self._commands():
            if hit := _hit(matcher, name, words, run):
                yield hit
        for view in self._views():
            if query.strip().casefold() in view.title.casefold():  # of many thousands of feeds few are to be matched
                words = f"{view.title}: its stories"
                if hit := _hit(matcher, view.title, words, partial(self._show_view, view)):
                    yield hit
        for name, place in await self._pages():
            words = f"{name}: the page of this {place.kind}"
            if hit := _hit(matcher, name, words, partial(self._show_page, place)):
                yield hit

    def _views(self) -> tuple[View, ...]:
        """All that the sidebar can show; gathered when something is typed, and kept."""
        screen = self.screen
        if self._known_views is None and isinstance(screen, ReadingScreen):
            self._known_views = screen.controllers.sidebar.all_views
        return self._known_views or ()

    def _show_view(self, view: View) -> None:
        if isinstance(screen := self.screen, ReadingScreen):
            screen.controllers.views.go_to(view)

    async def _pages(self) -> tuple[tuple[str, Place], ...]:
        """The names that have a page in the ledger; read when something is typed, and kept."""
        screen = self.screen
        if self._names is None and isinstance(screen, ReadingScreen | LedgerScreen):
            names = screen.desk.ledger.names
            actors, resources = await names(Key.ACTOR), await names(Key.RESOURCE)
            kinds = ((PlaceKind.ACTOR, actors), (PlaceKind.RESOURCE, resources))
            self._names = tuple((one_line(name), Place(kind, (name,))) for kind, found in kinds for name in found)
        return self._names or ()

    def _show_page(self, place: Place) -> None:
        screen = self.screen
        if isinstance(screen, ReadingScreen):
            screen.controllers.overview.show_page(place)
        elif isinstance(screen, LedgerScreen):
            screen.places.go(place)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        """Every action, and every command of the reader's own: what it is found by, what is shown, what is done."""
        screen = self.screen
        if isinstance(screen, LedgerScreen):
            for action in screen.known_actions:
                yield action.description, _line(action), partial(screen.action_perform, action.id)
        if not isinstance(screen, ReadingScreen):
            return
        for action in screen.actions:
            yield action.description, _line(action), partial(screen.action_perform, action.id)
        send_story = screen.controllers.commands.send_story
        for command in screen.options.reader.commands:
            words = f"send the story to {one_line(command.name)}"
            yield words, words, partial(send_story, command)


def _hit(matcher: Matcher, name: str, words: str, run: Callable[[], Any]) -> Hit | None:
    """What is shown where a name, with which the words begin, matches what is typed.

    Names that begin with what is typed come first, then those with a word that does.
    """
    # The matcher gives the same to letters in a row wherever they stand, and nearly as much to scattered ones.
    found, typed = f" {name.casefold()}", f" {matcher.query.strip().casefold()}"
    score = matcher.match(name) * (BEGINS if found.startswith(typed) else WITHIN if typed in found else 1)
    if score <= 0:
        return None
    shown = Content(words)  # the matcher's own way would read them as markup
    for place in matcher.fuzzy_search.match(matcher.query, name)[1]:
        shown = shown.stylize(matcher.match_style, place, place + 1)
    return Hit(score, shown, run, words)


def _line(action: Action) -> str:
    keys = shown_keys(action)
    return f"{action.description}  ({keys})" if keys else action.description
