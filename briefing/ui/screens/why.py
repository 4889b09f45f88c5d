"""Why a line is in the panel: its word, its rule, and how each party was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from briefing.ui.hanging_indent import HangingParagraph
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.text import Piece, one_line
from briefing.ui.widgets.paragraphs import Paragraphs, keys_line

LABEL_WIDTH = 11


class WhyScreen(ScrollDialog[None]):
    """The reasons of one offer."""

    BINDINGS: ClassVar[list[BindingType]] = [("i", "close", "close")]

    def __init__(self, offer: str, waiting: str) -> None:
        """`waiting` is said until there are reasons."""
        super().__init__()
        self.offer = offer
        self.waiting = waiting

    def show(self, reasons: Iterable[str]) -> None:
        """Show the reasons, each a line that may begin with what it is about and a colon."""
        self.query_one("#reasons", Paragraphs).show(map(_paragraph, reasons))

    def compose(self) -> ComposeResult:
        """The offer in a line, then its reasons."""
        with Vertical(classes="box fitting"):
            yield Static(Content("Why this line is here"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(Content(one_line(self.offer)), classes="about")
                yield Paragraphs([HangingParagraph(words=[Piece(self.waiting, "$muted")])], id="reasons")
            yield keys_line("Esc closes")


def _paragraph(reason: str) -> HangingParagraph:
    label, colon, words = reason.partition(": ")
    if not colon:
        return HangingParagraph(words=[Piece(one_line(reason))])
    return HangingParagraph([Piece(f"{one_line(label)}:".ljust(LABEL_WIDTH), "$muted")], [Piece(one_line(words))])
