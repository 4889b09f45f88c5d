"""A page of the ledger; the cursor goes from one place to go to the next."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from briefing.core.ledger.sheet import Sheet, Target
from briefing.ui.cells import pieces
from briefing.ui.glyphs import Glyphs
from briefing.ui.text import Piece, content, cut_pieces, width
from briefing.ui.widgets.lines import LineView

EMPTY = Sheet("")


class SheetView(LineView):
    """Shows a sheet. Where it has no targets, the keys scroll."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chosen", "cursor", "here", "heading", "parties", "act", "negated", "faint", "bars", "empty",
    }  # fmt: skip

    class Opened(Message):
        """The reader asked with the mouse for what the cursor is on."""

    class Moved(Message):
        """The cursor is on another target."""

    def __init__(self, glyphs: Glyphs, id: str) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.sheet = EMPTY
        self.cursor = 0
        self._lines_of: list[list[int]] = []

    def show(self, sheet: Sheet, cursor: int = 0) -> None:
        """Show a sheet, with the cursor on one of its targets; where it is the same page anew, nothing moves."""
        top = self.top if sheet.title == self.sheet.title else 0
        self.sheet = sheet
        self._lines_of = [[] for _ in sheet.stops]
        for number, line in enumerate(sheet.lines):
            for stop in {cell.stop for cell in line if cell.stop is not None}:
                self._lines_of[stop].append(number)
        self.cursor = max(0, min(cursor, len(sheet.stops) - 1))
        self.set_lines(len(sheet.lines))
        self.go_to(min(top, max(0, len(sheet.lines) - self.rows)))
        if self.cursor and not top:
            self._keep_cursor_in_sight()
        self.refresh()

    @property
    def chosen(self) -> Target | None:
        """What the cursor is on."""
        return self.sheet.stops[self.cursor] if self.cursor < len(self.sheet.stops) else None

    def move(self, steps: int) -> None:
        """Move the cursor by so many targets; at either end the rest of the page comes into sight."""
        if not self.sheet.stops:
            self.go_to(min(self.top + steps, max(0, len(self.sheet.lines) - self.rows)))
            return
        wanted = self.cursor + steps
        self.cursor = max(0, min(wanted, len(self.sheet.stops) - 1))
        self._keep_cursor_in_sight()
        self.post_message(self.Moved())
        if wanted < 0:
            self.go_to(0)
        elif wanted >= len(self.sheet.stops):
            self.go_to(max(self.top, len(self.sheet.lines) - self.rows))
        self.refresh()

    def page(self, pages: int) -> None:
        """Move by a screen: the cursor goes to the target that is nearest there."""
        line = self._line(self.cursor) + pages * max(1, self.rows - 2)
        nearest = min(range(len(self.sheet.stops)), key=lambda n: abs(self._line(n) - line), default=0)
        self.move(nearest - self.cursor if self.sheet.stops else pages * max(1, self.rows - 2))

    def on_click(self, event: events.Click) -> None:
        """One click chooses, a click on the chosen one opens."""
        at = event.get_content_offset(self)
        stop = self._stop_at(self.top + at.y, at.x - 1) if at is not None else None
        if stop is None:
            return
        if stop == self.cursor:
            self.post_message(self.Opened())
        else:
            self.move(stop - self.cursor)

    def _stop_at(self, number: int, column: int) -> int | None:
        if not 0 <= number < len(self.sheet.lines):
            return None
        for cell, piece in zip(self.sheet.lines[number], pieces(self.sheet.lines[number], "…"), strict=True):
            column -= width(piece.text)
            if column < 0:
                return cell.stop
        return None

    def _line(self, stop: int) -> int:
        lines = self._lines_of[stop] if stop < len(self._lines_of) else []
        return lines[0] if lines else 0

    def _keep_cursor_in_sight(self) -> None:
        lines = self._lines_of[self.cursor] if self.cursor < len(self._lines_of) else []
        if lines:
            # The heading above the first of a group comes into sight with it.
            above = lines[0] - 1 if lines[0] and not self._has_stop(lines[0] - 1) else lines[0]
            self.keep_in_sight(above, lines[-1])

    def _has_stop(self, number: int) -> bool:
        return any(cell.stop is not None for cell in self.sheet.lines[number])

    def draw(self, number: int) -> tuple[Content, str]:
        """One line of the sheet."""
        line = self.sheet.lines[number]
        stops = {cell.stop for cell in line if cell.stop is not None}
        chosen = self.cursor in stops
        alone = stops == {self.cursor}
        drawn = pieces(line, self.glyphs.ellipsis, None if alone else self.cursor)
        sign = Piece(self.glyphs.cursor if chosen else " ", ".cursor")
        return content(cut_pieces([sign, *drawn], self.columns, self.glyphs.ellipsis)), "chosen" if alone else ""
