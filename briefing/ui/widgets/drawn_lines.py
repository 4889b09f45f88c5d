"""Lines as they were drawn, so that scrolling and a moved cursor draw none of them again."""

from __future__ import annotations

from collections.abc import Callable

from textual.strip import Strip
from textual.style import Style

MOST_KEPT = 1_000
"""Lines that are kept as they were drawn."""


class DrawnLines:
    """The strips of some lines, each for the room that it was drawn for: the width of the view and that of the text.

    `find_look` finds the style of a component class; each is found once for all lines.
    """

    def __init__(self, find_look: Callable[[str], Style]) -> None:
        self._find_look = find_look
        self._strips: dict[tuple[int, int, int], Strip] = {}
        self._looks: dict[str, Style] = {}
        self.with_look: set[int] = set()
        """The lines that have a look under the whole of them."""

    @property
    def numbers(self) -> frozenset[int]:
        """The lines that are here."""
        return frozenset(number for number, _, _ in self._strips if number >= 0)

    def take(self, number: int, room: tuple[int, int], draw: Callable[[int], Strip]) -> Strip:
        """A line for this room, drawn now if it is not here. Negative numbers are of the rows above the lines."""
        key = (number, *room)
        if key not in self._strips:
            if len(self._strips) >= MOST_KEPT:
                self._strips.clear()
            self._strips[key] = draw(number)
        return self._strips[key]

    def look(self, name: str) -> Style:
        """The style of a component class."""
        found = self._looks.get(name)
        if found is None:
            found = self._looks[name] = self._find_look(name)
        return found

    def forget(self, first: int, count: int) -> None:
        """Let some lines go."""
        for key in [key for key in self._strips if first <= key[0] < first + count]:
            del self._strips[key]
        self.with_look.difference_update(range(first, first + count))

    def forget_looks(self) -> None:
        """Let the looks go, and no line: those are drawn alike."""
        self._looks.clear()

    def clear(self) -> None:
        """Let all lines and looks go."""
        self._strips.clear()
        self._looks.clear()
        self.with_look.clear()
