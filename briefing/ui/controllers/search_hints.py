"""What the word at the cursor of a search means and could become, for stories as for the ledger."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Protocol

from textual.timer import Timer

from briefing.core.query import Key
from briefing.core.query.hints import Hint, hint
from briefing.core.query.search_words import SearchLanguage
from briefing.ui.controllers.host import Tasks
from briefing.ui.widgets.search_box import SearchBox, SearchHelp

PAUSE_SECONDS = 0.15
SAVE_KEY = "Ctrl+S"
_OF_PARTIES = (Key.FROM, Key.TO, Key.ACTOR)


class SearchLineHost(Tasks, Protocol):
    """A screen with a line to type a search in."""

    search_box: SearchBox
    search_help: SearchHelp


class SearchHints:
    """The names that a term can have are loaded when they are first needed; then `explain` is called again."""

    def __init__(
        self,
        host: SearchLineHost,
        language: SearchLanguage,
        load: Callable[[Key], Coroutine[Any, Any, Sequence[str]]],
        load_aliases: Callable[[Sequence[str]], Coroutine[Any, Any, Mapping[str, str]]],
        explain: Callable[[], None],
    ) -> None:
        self.shown = Hint("")
        self._host = host
        self._language = language
        self._load = load
        self._load_aliases = load_aliases
        self._explain = explain
        self._names: dict[Key, Sequence[str]] = {}
        self._aliases: dict[str, str] = {}
        self._pause: Timer | None = None

    def forget_names(self) -> None:
        """Load the names anew: a search begins, and the library has others by now."""
        self._names = {}

    def show(self, keys: Sequence[str]) -> None:
        """Show the hint for the word at the cursor, and what the keys do."""
        box = self._host.search_box
        self.shown = hint(box.value, box.cursor_position, self._known_names, self._language, self._aliases)
        self._host.search_help.show(self.shown, "", keys)

    def say(self, meaning: str, found: str, keys: Sequence[str]) -> None:
        """Show a sentence instead, where there is nothing to complete."""
        self.shown = Hint(meaning)
        self._host.search_help.show(self.shown, found, keys)

    def complete(self) -> None:
        """Complete the word at the cursor."""
        if self.shown.completions:
            box = self._host.search_box
            box.value, box.cursor_position = self.shown.complete(box.value)
            self._explain()

    def after_a_pause(self, work: Callable[[], None]) -> None:
        """Call a function once nothing more is typed for a moment."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._host.set_timer(PAUSE_SECONDS, work)

    def _known_names(self, key: Key) -> Sequence[str]:
        if key not in self._names:
            self._names[key] = ()
            self._host.run_in_background(self._load_names(key), f"names of {key}")
        return self._names[key]

    async def _load_names(self, key: Key) -> None:
        self._names[key] = await self._load(key)
        if key in _OF_PARTIES:
            self._aliases |= await self._load_aliases(self._names[key])
        if self._host.search_box.display and self._names[key]:
            self._explain()
