"""Lines as they were drawn, so that scrolling and a moved cursor draw none of them again."""

from __future__ import annotations

from collections.abc import Callable

from textual.strip import Strip

MOST_KEPT = 1_000
"""Lines that are kept as they were drawn."""


class DrawnLines:
    """The strips of some lines, each for the room that it was drawn for: the width of the view and that of the text."""

    def __init__(self) -> None:
        self._strips: dict[tuple[int, int, int], Strip] = {}

    @property
    def numbers(self) -> frozenset[int]:
        """The lines that are here."""
        return frozenset(number for number, _, _ in self._strips)

    def take(self, number: int, room: tuple[int, int], draw: Callable[[int], Strip]) -> Strip:
        """A line for this room, drawn now if it is not here."""
        key = (number, *room)
        if key not in self._strips:
            if len(self._strips) >= MOST_KEPT:
                self._strips.clear()
            self._strips[key] = draw(number)
        return self._strips[key]

    def forget(self, first: int, count: int) -> None:
        """Let some lines go."""
        for key in [key for key in self._strips if first <= key[0] < first + count]:
            del self._strips[key]

    def clear(self) -> None:
        """Let all lines go."""
        self._strips.clear()
