"""Going through the hits of a search in the story on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from briefing.ui.hits import Hits, find_hits
from briefing.ui.page import Page


class SeekView(Protocol):
    """What seeking needs of the view of a story."""

    page_shown: Page | None

    @property
    def top(self) -> int:
        """The number of the first line that is seen."""
        ...

    @property
    def rows(self) -> int:
        """The lines that are seen at a time."""
        ...

    def go_to(self, line: int) -> None:
        """Make a line the first one that is seen."""
        ...

    def refresh(self) -> Any:
        """Draw again."""
        ...

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Call a function once the view has been laid out and drawn."""
        ...


class Seeker:
    """Marks words in a story, brings the first into sight, and steps from one to the next."""

    def __init__(self, view: SeekView) -> None:
        self._view = view
        self._is_first_wanted = False
        self.hits = Hits()

    def seek(self, words: Sequence[str], is_find: bool = False) -> None:
        """Mark some words, and bring the first from here on into sight; none ends that."""
        view = self._view
        self.hits = find_hits(words, view.page_shown, is_find)
        self._is_first_wanted = bool(words)
        if view.page_shown is not None and view.rows > 0:
            self._show_first()
        elif view.page_shown is not None:
            view.call_after_refresh(self._show_first)  # a hidden story has its size only then
        view.refresh()

    def mark(self, words: Sequence[str]) -> None:
        """Mark the words of a list's search where one reads; what one looks for in the story itself stays."""
        if not self.hits.is_find:
            self.hits = find_hits(words, self._view.page_shown)
            self._view.refresh()

    def page_changed(self, page: Page) -> None:
        """Find the words again on another page."""
        self.hits = find_hits(self.hits.words, page, self.hits.is_find)
        if self._is_first_wanted:
            self._view.call_after_refresh(self._show_first)

    def _show_first(self) -> None:
        if not self._is_first_wanted or self._view.page_shown is None:
            return
        self._is_first_wanted = False
        lines, top = self.hits.lines, self._view.top
        if self.hits.is_find:
            self.step(1)
        elif lines and not any(top <= line < top + self._view.rows for line in lines):
            self._show_line(lines[0])

    def step(self, step: int) -> bool:
        """Go to the next hit, or to the one before; False where there is none."""
        self._is_first_wanted = False
        self.hits = self.hits.step(step, self._view.top)
        if self.hits.at < 0:
            return False
        self._show_line(self.hits.lines[self.hits.at])
        self._view.refresh()
        return True

    def _show_line(self, line: int) -> None:
        view = self._view
        if not view.top <= line < view.top + view.rows:
            view.go_to(max(0, line - view.rows // 3))
