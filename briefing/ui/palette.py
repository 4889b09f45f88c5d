"""The command palette: every action of the table, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from briefing.ui.actions import Action, shown_keys
from briefing.ui.screens.reading import ReadingScreen


class ActionProvider(Provider):
    """Finds actions by their words."""

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for action in self._actions():
            yield DiscoveryHit(_line(action), self._runner(action))

    async def search(self, query: str) -> Hits:
        """The actions whose words match."""
        matcher = self.matcher(query)
        for action in self._actions():
            score = matcher.match(_line(action))
            if score > 0:
                yield Hit(score, matcher.highlight(_line(action)), self._runner(action))

    def _actions(self) -> tuple[Action, ...]:
        return self.screen.actions if isinstance(self.screen, ReadingScreen) else ()

    def _runner(self, action: Action) -> Callable[[], Coroutine[Any, Any, None]]:
        return partial(self.screen.run_action, action.id)


def _line(action: Action) -> str:
    keys = shown_keys(action)
    return f"{action.words}  ({keys})" if keys else action.words
