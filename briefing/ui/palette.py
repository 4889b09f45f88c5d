"""The command palette: every action of the table, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from briefing.ui.actions import Action, shown_keys
from briefing.ui.screens.reading import ReadingScreen
from briefing.ui.text import one_line


class ActionProvider(Provider):
    """Finds actions by their descriptions."""

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for words, run in self._commands():
            yield DiscoveryHit(Content(words), run, words)

    async def search(self, query: str) -> Hits:
        """The actions whose words match."""
        matcher = self.matcher(query)
        for words, run in self._commands():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, _highlight(matcher, words), run, words)

    def _commands(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """Every action, and every command of the reader's own: the words and what is done."""
        screen = self.screen
        if not isinstance(screen, ReadingScreen):
            return
        for action in screen.actions:
            yield _line(action), partial(screen.action_perform, action.id)
        send_story = screen.controllers.commands.send_story
        for command in screen.options.reader.commands:
            yield f"send the story to {one_line(command.name)}", partial(send_story, command)


def _highlight(matcher: Matcher, words: str) -> Content:
    """Words with what matches made clear; the matcher's own way would read them as markup."""
    found = Content(words)
    for place in matcher.fuzzy_search.match(matcher.query, words)[1]:
        found = found.stylize(matcher.match_style, place, place + 1)
    return found


def _line(action: Action) -> str:
    keys = shown_keys(action)
    return f"{action.description}  ({keys})" if keys else action.description
