"""Why a line of the panel is there: its word, its rule, and how each party was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from briefing.core import why
from briefing.core.why import Why
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.text import Piece, content, one_line


class WhyScreen(ScrollDialog[None]):
    """The reasons of one offer."""

    BINDINGS: ClassVar[list[BindingType]] = [("i", "close", "close")]

    def __init__(self, offer: str, reasons: Why) -> None:
        super().__init__()
        self.offer = offer
        self.reasons = reasons

    def compose(self) -> ComposeResult:
        """The offer in a line, then its reasons."""
        with Vertical(classes="box tall why"):
            yield Static(Content("Why this line is here"), classes="title")
            yield Static(Content(one_line(self.offer)), classes="told")
            with VerticalScroll(can_focus=False):
                yield Static(content(self._pieces()))
            yield Static(Content("Esc closes"), classes="keys")

    def _pieces(self) -> Iterator[Piece]:
        for line in why.lines(self.reasons):
            label, colon, words = line.partition(": ")
            yield Piece(f"{one_line(label)}{colon}", "$muted" if colon else "")
            yield Piece(f"{one_line(words)}\n")
