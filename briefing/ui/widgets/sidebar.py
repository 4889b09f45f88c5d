"""The sidebar: views, saved searches and feeds."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from briefing.ui.glyphs import Glyphs
from briefing.ui.sidebar_rows import Row
from briefing.ui.text import Piece, content, cut, width
from briefing.ui.views import View
from briefing.ui.widgets.lines import LineView


class Sidebar(LineView):
    """One row a view; the cursor goes from view to view, and the list shows where it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chosen", "cursor", "heading", "unread", "read", "count", "fault", "fold"}

    class Pointed(Message):
        """The cursor is on another view."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    class Entered(Message):
        """The reader asked with the mouse for the view under the cursor."""

    class FoldToggled(Message):
        """The reader clicked on the sign of a group."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    def __init__(self, glyphs: Glyphs, id: str) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.rows_shown: tuple[Row, ...] = ()
        self.cursor = 0

    # ------------------------------------------------------------------------------------------------ what is shown

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show rows; the cursor stays on its view, or where that is gone on the one that is now in its place."""
        at, before, old = self.row, self.cursor, self.rows_shown
        self.rows_shown = rows
        self.set_lines(len(rows))
        places = [number for number, row in enumerate(rows) if row.view is not None]
        key = _key(at) if at is not None else ""
        alike = [number for number in places if _key(rows[number]) == key]
        same = next((n for n in alike if at is not None and rows[n].group == at.group), next(iter(alike), None))
        self.cursor = same if same is not None else max((n for n in places if n <= before), default=0)
        self._redraw_changed(old, before)

    def _redraw_changed(self, old: tuple[Row, ...], cursor: int) -> None:
        """Draw the rows anew that are no longer what they were; `cursor` was the row under it."""
        if len(old) != len(self.rows_shown):
            self.refresh()
            return
        changed = {number for number, row in enumerate(self.rows_shown) if row != old[number]}
        if cursor != self.cursor:
            changed |= {cursor, self.cursor}
        for number in changed:
            self.redraw(number, 1)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows_shown[self.cursor] if self.cursor < len(self.rows_shown) else None

    def point_to(self, view: View) -> None:
        """Put the cursor on a view, if it is here; no message is sent."""
        if self.row is not None and _key(self.row) == view.key:
            return  # a feed of several groups is there more than once
        for number, row in enumerate(self.rows_shown):
            if _key(row) == view.key:
                self.cursor = number
                self.keep_in_sight(number, number)
                self.refresh()
                return

    @property
    def views(self) -> tuple[View, ...]:
        """All views, from the top."""
        return tuple(row.view for row in self.rows_shown if row.view is not None)

    # ----------------------------------------------------------------------------------------------------- moving

    def move(self, steps: int) -> None:
        """Move the cursor by so many views."""
        places = [number for number, row in enumerate(self.rows_shown) if row.view is not None]
        if not places:
            return
        here = places.index(self.cursor) if self.cursor in places else 0
        self._choose(places[max(0, min(here + steps, len(places) - 1))])

    def page(self, pages: int) -> None:
        """Move by screens."""
        self.move(pages * max(1, self.rows - 2))

    def _choose(self, number: int) -> None:
        self.cursor = number
        self.keep_in_sight(number if self.views and number > 0 else 0, number)
        self.refresh()
        if self.row is not None and self.row.view is not None:
            self.post_message(self.Pointed(self.row.view))

    def on_resize(self) -> None:
        """The cursor stays in sight at any size."""
        self.keep_in_sight(self.cursor, self.cursor)

    def on_click(self, event: events.Click) -> None:
        """A click chooses; one on the sign of a group folds it."""
        at = event.get_content_offset(self)
        number = self.top + at.y if at is not None else -1
        if at is None or not 0 <= number < len(self.rows_shown):
            return
        row = self.rows_shown[number]
        if row.view is None:
            return
        if row.folded is not None and at.x <= 2:
            self.post_message(self.FoldToggled(row.view))
            return
        self._choose(number)
        self.post_message(self.Entered())

    # ---------------------------------------------------------------------------------------------------- drawing

    def draw(self, number: int) -> tuple[Content, str]:
        """One row."""
        if number >= len(self.rows_shown):
            return Content(""), ""
        row = self.rows_shown[number]
        if row.view is None:
            return content([Piece(f" {row.title}", ".heading")]), ""
        chosen = number == self.cursor
        fold = "" if row.folded is None else f"{self.glyphs.folded if row.folded else self.glyphs.unfolded} "
        lead = "  " * row.depth + fold
        count = f" {row.count:,}" if row.count else ""
        fault = f" {self.glyphs.fault}" if row.fault else ""
        cells = self.columns - 1 - width(lead) - width(count) - width(fault) - 1
        title = cut(row.title, cells, self.glyphs.ellipsis)
        gap = " " * max(0, cells - width(title))
        pieces = [
            Piece(self.glyphs.cursor if chosen else " ", ".cursor"),
            Piece(lead, ".fold"),
            Piece(title, ".unread" if row.count else ".read"),
            Piece(gap),
            Piece(fault, ".fault"),
            Piece(count, ".count"),
        ]
        return content(pieces), "chosen" if chosen else ""


def _key(row: Row) -> str:
    return "" if row.view is None else row.view.key
