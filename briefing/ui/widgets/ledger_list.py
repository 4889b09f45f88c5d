"""The entries of the ledger: one line each where there is room, else two; drawn only where seen, loaded by pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from briefing.core.ledger.entries import EntryRow, Page
from briefing.core.ledger.rows import header, row_lines
from briefing.ui.cells import header_pieces, layout_of, pieces
from briefing.ui.glyphs import Glyphs
from briefing.ui.text import Piece, content, cut_pieces
from briefing.ui.widgets.lines import LineView, empty_line, empty_lines

AT_ONCE = 100
MOST_KEPT = 20
"""Pages of rows that are kept: those that were seen last."""


class LedgerList(LineView):
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
        super().__init__(id=id)
        self.glyphs = glyphs
        self.now = now
        self.since: datetime | None = None
        self.total = 0
        self.cursor = 0
        self.empty_words = ""
        self.picked = ""
        """The id of the entry that the reader wants to join with another."""
        self._rows: dict[int, EntryRow] = {}
        self._asked: dict[int, None] = {}

    # ------------------------------------------------------------------------------------------------ what is shown

    def show(self, page: Page, cursor: int, empty_words: str) -> None:
        """Show what a search found, of which these rows are known, with the cursor on a place."""
        row = (self.cursor * self.lines_each - self.top) if self.total else 0
        self.total, self.empty_words = page.total, empty_words
        self._rows.clear()
        self._asked.clear()
        self._add(page)
        self._count_lines()
        self.cursor = max(0, min(cursor, self.total - 1))
        self.go_to(self.cursor * self.lines_each - min(max(0, row), max(0, self.rows - self.lines_each)))
        self._keep_cursor_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    def add(self, page: Page) -> None:
        """Take in rows that were asked for; where the ledger has changed meanwhile, the number of all, too."""
        self._add(page)
        if page.total != self.total:
            self.total = page.total
            self._count_lines()
            self.cursor = max(0, min(self.cursor, self.total - 1))
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

    def move(self, steps: int) -> None:
        """Move the cursor."""
        before = self.cursor
        self.cursor = max(0, min(self.cursor + steps, self.total - 1))
        self._keep_cursor_in_sight()
        self.refresh()
        if self.cursor != before:
            self.post_message(self.Moved())

    def page(self, pages: int) -> None:
        """Move by screens."""
        self.move(pages * max(1, self.rows // self.lines_each - 1))

    def on_click(self, event: events.Click) -> None:
        """One click chooses, a click on the chosen one opens."""
        at = event.get_content_offset(self)
        number = (self.top + at.y) // self.lines_each if at is not None else -1
        if number == self.cursor and self.chosen is not None:
            self.post_message(self.Opened())
        elif 0 <= number < self.total:
            self.move(number - self.cursor)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._count_lines()
        self._keep_cursor_in_sight()
        self.post_message(self.Resized())

    def _keep_cursor_in_sight(self) -> None:
        first = self.cursor * self.lines_each
        self.keep_in_sight(first, first + self.lines_each - 1)

    def _count_lines(self) -> None:
        self.set_lines(self.total * self.lines_each or len(empty_lines(self, self.empty_words)))

    # ------------------------------------------------------------------------------------------------------ drawing

    def draw(self, number: int) -> tuple[Content, str]:
        """An entry, or half of one."""
        if not self.total:
            return self._line([empty_line(self, number, self.empty_words)]), ""
        place, part = divmod(number, self.lines_each)
        row, chosen = self._rows.get(place), place == self.cursor
        sign = Piece(self.glyphs.cursor if chosen else " ", ".cursor")
        if row is None:
            self._ask(place)
            words = [] if part else [Piece(f"  {self.glyphs.ellipsis}", ".faint")]
        else:
            layout, is_picked = layout_of(self.columns - 1, self.glyphs), row.id == self.picked
            lines = row_lines(row, self.now(), layout, self._is_new(row), is_picked=is_picked)
            words = list(pieces(lines[part], self.glyphs.ellipsis))
        return self._line([sign, *words]), "chosen" if chosen else ""

    def _ask(self, place: int) -> None:
        start = place // AT_ONCE * AT_ONCE
        if start not in self._asked:
            self._asked[start] = None
            self.post_message(self.Wanted(start))

    def _line(self, drawn: list[Piece]) -> Content:
        return content(cut_pieces(drawn, self.columns, self.glyphs.ellipsis))
