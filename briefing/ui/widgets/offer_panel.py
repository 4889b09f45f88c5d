"""The panel beside a story: who proposed what to whom, then who and what the story is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from briefing.core.analysis import Analysis, Span
from briefing.core.annotations import Note
from briefing.core.visibility import USUAL_BOUNDS
from briefing.ui.glyphs import Glyphs
from briefing.ui.layers import Layer
from briefing.ui.panel_rows import FOLDED, Fold, Item, Panel, Row, panel_rows
from briefing.ui.text import Piece, content, cut_pieces, one_line
from briefing.ui.widgets.lines import LineView
from briefing.ui.wrap import wrap_lines

UNSEEN_WIDTH = 40


class OfferPanel(LineView):
    """Lists what was found in the story; the cursor goes from one thing to the next."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chosen", "cursor", "heading", "parties", "act", "negated", "quantity", "faint", "empty", "my-note",
        "actors", "actor-1", "actor-2", "actor-3", "actor-4", "actor-5", "actor-6", "resources",
    }  # fmt: skip

    @dataclass
    class Moved(Message):
        """The cursor is on something else, or on nothing."""

        item: Item | None

    @dataclass
    class Chosen(Message):
        """The reader asked with the mouse to see where the story says this."""

    def __init__(self, glyphs: Glyphs, id: str) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.analysis: Analysis | None = None
        self.words = ""
        self.panel = Panel()
        self.bounds = USUAL_BOUNDS
        self.notes: tuple[Note, ...] = ()
        self.fold = FOLDED
        self.cursor = 0

    # ------------------------------------------------------------------------------------------------ what is shown

    def show(self, analysis: Analysis | None, words: str) -> None:
        """Show an analysis, or `words` that say why there is none. The cursor stays where it can."""
        self.analysis, self.words = analysis, words
        self._lay_out()

    def show_fold(self, fold: Fold) -> None:
        """Draw the lines that are less sure, or hide them; the cursor stays on what it is on, where that is drawn."""
        before = self.chosen
        self.fold = fold
        self._lay_out()
        if before is not None and before in self.panel.items:
            self.cursor = self.panel.items.index(before)
            self.move(0)

    def to_first(self) -> None:
        """Begin again at the top."""
        self.cursor = 0
        self.go_to(0)

    @property
    def chosen(self) -> Item | None:
        """What the cursor is on."""
        return self.panel.items[self.cursor] if self.cursor < len(self.panel.items) else None

    @property
    def dead(self) -> frozenset[str]:
        """Only a line can be explained, and only lines that are less sure can be shown or hidden."""
        return frozenset().union(
            frozenset() if self.chosen else {"enter"},
            frozenset() if self.chosen and self.chosen.offer else {"explain"},
            frozenset() if self.panel.less_sure else {"less_sure"},
        )

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the story says what the cursor is on."""
        return self.chosen.spans if self.chosen else ()

    # ----------------------------------------------------------------------------------------------------- moving

    def move(self, steps: int) -> None:
        """Move the cursor by so many things, and keep all of what it is on in sight."""
        last_item = max(0, len(self.panel.items) - 1)
        if self.cursor + steps < 0:
            self.go_to(0)
        if not self.panel.items:
            self.go_to(self.top + steps)
            return
        self.cursor = max(0, min(self.cursor + steps, last_item))
        mine = [number for number, row in enumerate(self.panel.rows) if row.item == self.cursor]
        # The heading above the first of a group comes into sight with it.
        first = mine[0] - 1 if mine[0] and self.panel.rows[mine[0] - 1].item is None else mine[0]
        self.keep_in_sight(first, mine[-1])
        self._tell_where()
        self.refresh()

    def choose(self, layer: Layer, of: str) -> Item | None:
        """Put the cursor on what a mark in the story is of; None where the panel does not have it."""
        number = self.panel.find(layer, of)
        if number is None:
            return None
        self.move(number - self.cursor)
        return self.chosen

    def page(self, pages: int) -> None:
        """Move by about a screen."""
        self.move(pages * max(1, self.rows // 3))

    def on_click(self, event: events.Click) -> None:
        """A click chooses and jumps."""
        at = event.get_content_offset(self)
        number = self.top + at.y if at is not None else -1
        item = self.panel.rows[number].item if 0 <= number < len(self.panel.rows) else None
        if item is not None:
            self.move(item - self.cursor)
            self.post_message(self.Chosen())

    def on_resize(self) -> None:
        """Lay out for the new width; the cursor stays in sight."""
        self._lay_out()
        if self.has_focus:
            self.move(0)

    # ---------------------------------------------------------------------------------------------------- drawing

    def _lay_out(self) -> None:
        # A hidden panel has no width yet, but keys may reach it before it is drawn.
        cells = self.columns - 1 if self.columns > 1 else UNSEEN_WIDTH
        if self.analysis is None:
            self.panel = Panel(tuple(Row((Piece(line, ".empty"),)) for line in wrap_lines(one_line(self.words), cells)))
        else:
            self.panel = panel_rows(self.analysis, cells, self.glyphs, self.bounds, self.notes, self.fold)
        self.cursor = max(0, min(self.cursor, len(self.panel.items) - 1))
        self.set_lines(max(1, len(self.panel.rows)))
        self._tell_where()
        self.refresh()

    def on_focus(self) -> None:
        """The story shows what the cursor is on while the keys are here."""
        self.post_message(self.Moved(self.chosen))

    def on_blur(self) -> None:
        """And no longer."""
        self.post_message(self.Moved(None))

    def _tell_where(self) -> None:
        self.post_message(self.Moved(self.chosen if self.has_focus else None))

    def draw(self, number: int) -> tuple[Content, str]:
        """One row of the panel."""
        if number >= len(self.panel.rows):
            return Content(""), ""
        row = self.panel.rows[number]
        chosen = row.item is not None and row.item == self.cursor
        pieces = [Piece(self.glyphs.cursor if chosen else " ", ".cursor"), *row.pieces]
        return content(cut_pieces(pieces, self.columns, self.glyphs.ellipsis)), "chosen" if chosen else ""
