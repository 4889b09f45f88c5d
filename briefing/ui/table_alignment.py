"""Aligned tables: the spaces that make the cells of each column equally wide."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest

from briefing.core.story import CELL_BORDER
from briefing.ui.text import width

WIDEST = 76

Cell = tuple[int, int]


def padding(text: str, start: int, end: int, added: dict[int, str]) -> Iterator[tuple[int, str]]:
    """For a table in `[start, end)`, with a row a line, the offsets at which spaces belong.

    `added` is what else will be set in, by offset. A table that is too wide to be aligned is left as it is.
    """
    places = sorted(added)

    def wide(cell: Cell) -> int:
        inside = places[bisect_right(places, cell[0]) : bisect_right(places, cell[1])]
        return width(text[cell[0] : cell[1]]) + sum(len(added[place]) for place in inside)

    rows = list(table_rows(text, start, end))
    sizes = [[wide(cell) for cell in row] for row in rows]
    widths = [max(column) for column in zip_longest(*sizes, fillvalue=0)]
    if sum(widths) + len(CELL_BORDER) * (len(widths) - 1) > WIDEST:
        return
    for row, mine in zip(rows, sizes, strict=True):
        for cell, size, wanted in zip(row[:-1], mine, widths, strict=False):
            if size < wanted:
                yield cell[1], " " * (wanted - size)


def table_rows(text: str, start: int, end: int) -> Iterator[list[Cell]]:
    """The cells of each row of the table in `[start, end)`."""
    for line in text[start:end].split("\n"):
        row, at = [], start
        for words in line.split(CELL_BORDER):
            row.append((at, at + len(words)))
            at += len(words) + len(CELL_BORDER)
        yield row
        start += len(line) + 1
