"""Tables: rows of cells as lines `a | b`. What a table only lays out is no table, and is read as blocks."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core import clean
from briefing.core.story import CELL_BORDER, Link
from briefing.fetch.html.tree import Element
from briefing.fetch.html.writer import Run, RunningText

_LONGEST_CELL = 400
MOST_SPANNED = 1_000
_BLOCKS = frozenset({"table", "ul", "ol", "blockquote", "pre", "figure", "article", "section", "h1", "h2", "h3", "h4"})
_CELLS = frozenset({"td", "th"})


def is_layout(table: Element) -> bool:
    """Whether a table only lays out: it holds blocks, several paragraphs in a cell, a long cell, or one column."""
    columns = here = length = paragraphs = 0
    for element in table.iterdescendants():
        name = element.tag
        if name in _BLOCKS:
            return True
        if name == "tr":
            here = 0
        elif name in _CELLS:
            here += 1
            columns = max(columns, here)
            length = paragraphs = 0
        elif name == "p" or (name == "div" and _has_words(element)):
            paragraphs += 1
        elif name == "br" and _parts_paragraphs(element):
            paragraphs += 2
        length += _length(element.text) + (_length(element.tail) if name not in _CELLS else 0)
        if paragraphs > 1 or (here and length > _LONGEST_CELL):
            return True
    return columns < 2


def _has_words(element: Element) -> bool:
    """Whether an element holds words itself."""
    return _length(element.text) > 0 or any(_length(child.tail) for child in element)


def _parts_paragraphs(line_end: Element) -> bool:
    """Whether a line end is the second in a row, and more comes after it."""
    before = line_end.getprevious()
    is_second = before is not None and before.tag == "br" and not _length(before.tail)
    return is_second and (_length(line_end.tail) > 0 or line_end.getnext() is not None)


def _length(text: str | None) -> int:
    return 0 if text is None else len(" ".join(text.split()))


class Table:
    """A table under way: `line` is where text goes."""

    def __init__(self) -> None:
        self.line = RunningText()
        self._span = (1, 1)
        self._in_cell = False
        self._row: list[Run] = []
        self._rows: list[list[Run]] = []
        self._below: dict[int, tuple[int, Run]] = {}  # by its column: rows that a cell still goes through
        self._length = 0

    def begin_cell(self, rows: int, columns: int) -> None:
        """A cell begins that goes through so many rows and columns."""
        self.end_cell()
        self._in_cell = True
        self._span = max(1, min(rows, MOST_SPANNED)), max(1, min(columns, MOST_SPANNED))

    def end_cell(self) -> None:
        """The cell is complete; an empty one keeps its column."""
        if self._in_cell or not self.line.is_empty:
            self._carry_down()
            run, (rows, columns) = self.line.finish(), self._span
            if rows > 1:
                self._below[len(self._row)] = rows - 1, run
            self._put(run)
            for _ in range(columns - 1):
                self._put(Run(""))
            self.line = RunningText()
        self._in_cell, self._span = False, (1, 1)

    def end_row(self) -> None:
        """The row is complete."""
        self.end_cell()
        if self._row:
            self._carry_down()
        while self._row and not self._row[-1].text:
            self._row.pop()
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def finish(self) -> Run:
        """The rows as lines."""
        self.end_row()
        return _join_rows(self._rows)

    def _carry_down(self) -> None:
        """Say again what cells of rows above say of this place."""
        while (place := len(self._row)) in self._below and self._length < clean.TEXT_LIMIT:
            left, run = self._below.pop(place)
            if left > 1:
                self._below[place] = left - 1, run
            self._put(run)

    def _put(self, run: Run) -> None:
        if self._length < clean.TEXT_LIMIT:
            self._row.append(run)
            self._length += len(run.text) + len(CELL_BORDER)


def _join_rows(rows: Sequence[Sequence[Run]]) -> Run:
    pieces: list[str] = []
    links: list[Link] = []
    struck: list[tuple[int, int]] = []
    length = 0
    for row_number, row in enumerate(rows):
        for number, run in enumerate(row):
            border = CELL_BORDER if number else "\n" if row_number else ""
            length += len(border)
            end = length + len(run.text)
            links += run.links_at(length, end)
            struck += run.struck_from(length, end)
            pieces += border, run.text
            length = end
    return Run("".join(pieces), tuple(links), tuple(struck))
