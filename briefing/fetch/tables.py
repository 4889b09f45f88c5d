"""Tables: rows of cells as lines `a | b`, or plain paragraphs where a table was only there for the layout."""

from __future__ import annotations

from briefing.core.story import BlockKind, Link
from briefing.fetch.writer import BodyWriter, Line

CELL_BORDER = " | "
_LONGEST_CELL = 400


class Table:
    """A table under way: `cell` is where text goes."""

    def __init__(self) -> None:
        self.cell = Line()
        self._in_cell = False
        self._row: list[tuple[str, tuple[Link, ...]]] = []
        self._rows: list[list[tuple[str, tuple[Link, ...]]]] = []

    def begin_cell(self) -> None:
        """A cell begins; the one before it may never have been ended."""
        self.end_cell()
        self._in_cell = True

    def end_cell(self) -> None:
        """The cell is complete; an empty one keeps its column."""
        if self._in_cell or not self.cell.is_empty:
            self._row.append(self.cell.finish())
            self.cell = Line()
        self._in_cell = False

    def end_row(self) -> None:
        """The row is complete."""
        self.end_cell()
        while self._row and not self._row[-1][0]:
            self._row.pop()
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def write(self, body: BodyWriter) -> None:
        """End the table and add it to a body."""
        self.end_row()
        cells = [cell for row in self._rows for cell in row]
        one_column = all(len(row) == 1 for row in self._rows)
        if one_column or any(len(text) > _LONGEST_CELL for text, _ in cells):
            for text, links in cells:
                body.add(BlockKind.PARAGRAPH, text, links)
        else:
            body.add(BlockKind.TABLE, *_joined(self._rows))


def _joined(rows: list[list[tuple[str, tuple[Link, ...]]]]) -> tuple[str, list[Link]]:
    pieces: list[str] = []
    all_links: list[Link] = []
    length = 0
    for row_number, row in enumerate(rows):
        for number, (text, links) in enumerate(row):
            border = CELL_BORDER if number else "\n" if row_number else ""
            length += len(border)
            all_links.extend(Link(length + link.start, length + link.end, link.address) for link in links)
            pieces += border, text
            length += len(text)
    return "".join(pieces), all_links
