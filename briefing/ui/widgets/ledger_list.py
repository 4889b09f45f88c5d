"""The entries of the ledger: one line each where there is room, else two; drawn only where seen, loaded by pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.message import Message

from briefing.core.ledger.entries import EntryRow, Page
from briefing.core.ledger.rows import header, row_lines
from briefing.ui.cells import header_pieces, layout_of, pieces
from briefing.ui.glyphs import Glyphs
from briefing.ui.text import Piece
from briefing.ui.widgets.item_list import ItemList

AT_ONCE = 100
MOST_KEPT = 20
"""Pages of rows that are kept: those that were seen last."""


class LedgerList(ItemList):
    """Holds how many entries a search finds, and the rows that were near the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chosen", "cursor", "heading", "parties", "act", "negated", "faint", "bars", "empty",
    }  # fmt: skip

    @dataclass
    class Wanted(Message):
        """Rows from place `start` on are about to be seen and are not here."""

        start: int

    class Moved(Message):
        """The cursor is on another entry."""

    class Resized(Message):
        """The list has another width, and other columns."""

    class Opened(Message):
        """The reader asked for the chosen entry with the mouse."""

    def __init__(self, glyphs: Glyphs, now: Callable[[], datetime], id: str) -> None:
        super().__init__(glyphs, now, id)
        self.since: datetime | None = None
        self.picked = ""
        """The id of the entry that the reader wants to join with another."""
        self._rows: dict[int, EntryRow] = {}
        self._asked: dict[int, None] = {}

    # ------------------------------------------------------------------------------------------------ what is shown

    def show(self, page: Page, cursor: int, empty_words: str) -> None:
        """Show what a search found, of which these rows are known, with the cursor on a place."""
        row = self.row if self.count else 0
        self._rows.clear()
        self._asked.clear()
        self._add(page)
        self.hold(page.total, empty_words)
        self.cursor = self.nearest(cursor)
        self.go_to(self.cursor * self.lines_each - min(max(0, row), max(0, self.rows - self.lines_each)))
        self.keep_cursor_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    def add(self, page: Page) -> None:
        """Take in rows that were asked for; where the ledger has changed meanwhile, the number of all, too."""
        self._add(page)
        if page.total != self.count:
            self.hold(page.total, self.empty_words)
            self.cursor = self.nearest(self.cursor)
        self.refresh()
        self.post_message(self.Moved())

    def _add(self, page: Page) -> None:
        self._rows |= {page.start + number: row for number, row in enumerate(page.rows)}
        for start in list(self._asked)[: max(0, len(self._asked) - MOST_KEPT)]:
            del self._asked[start]
            for place in range(start, start + AT_ONCE):
                self._rows.pop(place, None)

    def pick(self, entry_id: str) -> None:
        """Mark an entry as the one that is to be joined with another; none with an empty id."""
        self.picked = entry_id
        self.refresh()

    @property
    def has_watched(self) -> bool:
        """Whether a watch found one of the entries that were near the screen."""
        return any(row.watches for row in self._rows.values())

    @property
    def has_new(self) -> bool:
        """Whether one of them is new, as `is:new` finds it."""
        return any(map(self._is_new, self._rows.values()))

    def _is_new(self, row: EntryRow) -> bool:
        return self.since is not None and (row.noticed or row.moved) >= self.since

    @property
    def chosen(self) -> EntryRow | None:
        """What the cursor is on."""
        return self._rows.get(self.cursor)

    @property
    def lines_each(self) -> int:
        """How many lines an entry takes."""
        return 1 if layout_of(self.columns - 1, self.glyphs).is_wide else 2

    @property
    def heading(self) -> list[Piece]:
        """The names of the columns; nothing where an entry takes two lines."""
        layout = layout_of(self.columns - 1, self.glyphs)
        return [Piece(" "), *header_pieces(header(layout), self.glyphs.ellipsis)] if layout.is_wide else []

    # ------------------------------------------------------------------------------------------------------- moving

    def choose(self, place: int) -> None:
        """Put the cursor on an entry, or on the nearest that there is."""
        before = self.cursor
        self.cursor = self.nearest(place)
        self.keep_cursor_in_sight()
        self.refresh()
        if self.cursor != before:
            self.post_message(self.Moved())

    def open_chosen(self) -> None:
        """The entry under the cursor was clicked."""
        if self.chosen is not None:
            self.post_message(self.Opened())

    def on_resize(self) -> None:
        """Other columns, perhaps. What the base does comes next."""
        self.post_message(self.Resized())

    # ------------------------------------------------------------------------------------------------------ drawing

    def draw_item(self, place: int, part: int) -> Iterable[Piece]:
        """An entry, or half of one."""
        row = self._rows.get(place)
        if row is None:
            self._ask(place)
            return [] if part else [Piece(f"  {self.glyphs.ellipsis}", ".faint")]
        layout, is_picked = layout_of(self.columns - 1, self.glyphs), row.id == self.picked
        lines = row_lines(row, self.now(), layout, self._is_new(row), is_picked=is_picked)
        return pieces(lines[part], self.glyphs.ellipsis)

    def _ask(self, place: int) -> None:
        start = place // AT_ONCE * AT_ONCE
        if start not in self._asked:
            self._asked[start] = None
            self.post_message(self.Wanted(start))
