"""The entries of the ledger, two lines each, drawn only where seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from briefing.core.formatting import act_words, age, counted
from briefing.core.ledger.reports import Entry
from briefing.core.ledger_format import between
from briefing.ui.glyphs import Glyphs
from briefing.ui.text import Piece, content, cut_pieces, one_line
from briefing.ui.widgets.lines import LineView

ROW = 2
ACT_WIDTH = 13


class LedgerList(LineView, can_focus=False):
    """Shows the entries that it is given; the cursor goes from one to the next."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chosen", "cursor", "faint", "parties", "act", "negated", "empty"}

    class Opened(Message):
        """The reader asked for the chosen entry with the mouse."""

    def __init__(self, glyphs: Glyphs, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.now = now
        self.entries: tuple[Entry, ...] = ()
        self.cursor = 0
        self.empty_words = ""

    def show(self, entries: tuple[Entry, ...], empty_words: str, keep: bool = False) -> None:
        """Show these: from the first one, or with the entry under the cursor where it was on the screen."""
        before, row = self.chosen, self.cursor * ROW - self.top
        self.entries, self.empty_words, self.cursor = entries, empty_words, 0
        self._count_lines()
        if keep and before is not None:
            # The newest report identifies an entry: older ones may have been added to it.
            newest = before.reports[-1].offer.id
            self.cursor = next(
                (n for n, entry in enumerate(entries) if any(report.offer.id == newest for report in entry.reports)), 0
            )
        self.go_to(self.cursor * ROW - row if keep else 0)
        self.refresh()

    @property
    def chosen(self) -> Entry | None:
        """What the cursor is on."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def move(self, steps: int) -> None:
        """Move the cursor."""
        self.cursor = max(0, min(self.cursor + steps, len(self.entries) - 1))
        self.keep_in_sight(self.cursor * ROW, self.cursor * ROW + 1)
        self.refresh()

    def page(self, pages: int) -> None:
        """Move by screens."""
        self.move(pages * max(1, self.rows // ROW - 1))

    def on_click(self, event: events.Click) -> None:
        """One click chooses, a click on the chosen one opens."""
        at = event.get_content_offset(self)
        number = (self.top + at.y) // ROW if at is not None else -1
        if number == self.cursor:
            self.post_message(self.Opened())
        elif 0 <= number < len(self.entries):
            self.move(number - self.cursor)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._count_lines()
        self.keep_in_sight(self.cursor * ROW, self.cursor * ROW + 1)

    def _count_lines(self) -> None:
        self.set_lines(len(self.entries) * ROW or len(self.empty_lines(self.empty_words)))

    def draw(self, number: int) -> tuple[Content, str]:
        """Half an entry."""
        if not self.entries:
            return self._line([self.empty_line(number, self.empty_words)]), ""
        index, second = divmod(number, ROW)
        entry, chosen = self.entries[index], index == self.cursor
        sign = Piece(self.glyphs.cursor if chosen else " ", ".cursor")
        line = self._terms(entry) if second else self._head(entry)
        return self._line([sign, *line]), "chosen" if chosen else ""

    def _line(self, pieces: list[Piece]) -> Content:
        return content(cut_pieces(pieces, self.columns, self.glyphs.ellipsis))

    def _head(self, entry: Entry) -> list[Piece]:
        answers = "  answers an offer" if entry.answers else ""
        stories = len(entry.reports)
        sources = f"  {self.glyphs.dot} {counted(stories, 'story', 'stories')}" if stories > 1 else ""
        return [
            Piece(f"{age(entry.last_seen, self.now()):>4}  ", ".faint"),
            Piece(f"{act_words(entry.offer):<{ACT_WIDTH}}", ".negated" if entry.offer.negated else ".act"),
            Piece(one_line(between(entry, self.glyphs.arrow)), ".parties"),
            Piece(f"{sources}{answers}", ".faint"),
        ]

    def _terms(self, entry: Entry) -> list[Piece]:
        terms, quantity = one_line(entry.offer.terms.text), one_line(entry.quantity)
        quantity = f"  {quantity}" if quantity and quantity not in terms else ""
        return [
            Piece(" " * (6 + ACT_WIDTH)),
            Piece(terms),
            Piece(f"{quantity}  {one_line(entry.first.source)}", ".faint"),
        ]
