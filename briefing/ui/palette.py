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
        for words, run in self._commands():
            yield DiscoveryHit(Content(words), run, words)

    async def search(self, query: str) -> Hits:
        """The actions whose words match."""
        matcher = self.matcher(query)
        for words, run in self._commands():
            score = _score(matcher, words)
            if score > 0:
                yield Hit(score, _highlight(matcher, words), run, words)
        for view in self._views():
            if query.strip().casefold() in view.title.casefold():  # of many thousands of feeds few are to be matched
                words = f"{view.title}: its stories"
                score = _score(matcher, view.title)
                yield Hit(score, _highlight(matcher, words), partial(self._show_view, view), words)
        for name, place in await self._pages():
            score = _score(matcher, name)
            if score > 0:
                words = f"{name}: the page of this {place.kind}"
                yield Hit(score, _highlight(matcher, words), partial(self._show_page, place), words)

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

    def _commands(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """Every action, and every command of the reader's own: the words and what is done."""
        screen = self.screen
        if isinstance(screen, LedgerScreen):
            for action in screen.known_actions:
                yield _line(action), partial(screen.action_perform, action.id)
        if not isinstance(screen, ReadingScreen):
            return
        for action in screen.actions:
            yield _line(action), partial(screen.action_perform, action.id)
        send_story = screen.controllers.commands.send_story
        for command in screen.options.reader.commands:
            yield f"send the story to {one_line(command.name)}", partial(send_story, command)


def _score(matcher: Matcher, words: str) -> float:
    """How well words match; those that begin with what is typed come first, then those with a word that does."""
    # The matcher gives the same to letters in a row wherever they stand, and nearly as much to scattered ones.
    found, typed = f" {words.casefold()}", f" {matcher.query.strip().casefold()}"
    return matcher.match(words) * (BEGINS if found.startswith(typed) else WITHIN if typed in found else 1)


def _highlight(matcher: Matcher, words: str) -> Content:
    """Words with what matches made clear; the matcher's own way would read them as markup."""
    found = Content(words)
    for place in matcher.fuzzy_search.match(matcher.query, words)[1]:
        found = found.stylize(matcher.match_style, place, place + 1)
    return found


def _line(action: Action) -> str:
    keys = shown_keys(action)
    return f"{action.description}  ({keys})" if keys else action.description
