"""Tables that are wider than the page: each row becomes a few lines, one cell below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.ui.table_alignment import Cell, table_rows
from briefing.ui.text import cut, width
from briefing.ui.wrap import wrap

WIDEST_LABEL = 18
_GAP = "  "
_LEAST_ROOM = 16
"""Cells of a line that has nothing but words of the table, because names would take too much of it."""

Stretch = tuple[str, int, int]
"""What stands before a line, and the stretch of the text that is on it."""


def is_too_wide(text: str, start: int, end: int, room: int) -> bool:
    """Whether a row of the table in `[start, end)` does not fit on one line."""
    return any(width(line) > room for line in text[start:end].split("\n"))


def spread_rows(text: str, start: int, end: int, room: int, ellipsis: str) -> Iterator[list[Stretch]]:
    """The rows of a table, each as lines that fit. Cells are named by those of the first row, where it can name them.

    A first row whose words are all seen as names is not shown once more. What stands alone above it is the caption.
    """
    rows = [[_trimmed(text, cell) for cell in row] for row in table_rows(text, start, end)]
    if len(rows) > 1 and len(rows[0]) == 1 < len(rows[1]):
        yield list(_lines(text, rows.pop(0), [], room))
    longest = min(WIDEST_LABEL, room * 2 // 5)
    names = [text[first:last] for first, last in rows[0]] if room > _LEAST_ROOM and _names_columns(text, rows) else []
    labels = [cut(name, longest, ellipsis) for name in names]
    for row in rows[1:] if names and labels == names else rows:
        yield list(_lines(text, row, labels if row is not rows[0] else [], room))


def _names_columns(text: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row can name the columns: it has all of them, no two alike, and only the first may be empty."""
    names = [text[start:end] for start, end in rows[0]]
    return len(rows) > 1 and len(names) >= max(map(len, rows)) and all(names[1:]) and len(set(names)) == len(names)


def _lines(text: str, row: Sequence[Cell], labels: Sequence[str], room: int) -> Iterator[Stretch]:
    widest = max(map(width, labels), default=0)
    for number, (start, end) in enumerate(row):
        if start == end:
            continue
        if labels:
            before = labels[number] + " " * (widest - width(labels[number])) + _GAP
        else:
            before = _GAP if number and room > _LEAST_ROOM else ""
        for first, last in wrap(text, start, end, max(1, room - width(before))):
            yield before, first, last
            before = " " * width(before)


def _trimmed(text: str, cell: Cell) -> Cell:
    """The cell without the spaces that make columns equally wide."""
    start, end = cell
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end
