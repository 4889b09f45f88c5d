"""What the reader was told, to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.text import Piece, content, one_line

NOTHING = "Nothing was told yet."
_LOOKS = {"warning": "bold $text-warning", "error": "bold $text-error"}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that was shown for a while. `severity` is information, warning or error."""

    at: datetime
    severity: str
    words: str


class MessagesScreen(ScrollDialog[None]):
    """All sentences since the reader was opened, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [("M", "close", "close")]

    def __init__(self, told: Iterable[Told]) -> None:
        super().__init__()
        self.told = tuple(told)

    def compose(self) -> ComposeResult:
        """A line or more each."""
        with Vertical(classes="box tall"):
            yield Static(Content("What was told"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(content(self._pieces()))
            yield Static(Content("Esc closes"), classes="keys")

    def _pieces(self) -> Iterator[Piece]:
        if not self.told:
            yield Piece(NOTHING, "$muted")
        for told in reversed(self.told):
            yield Piece(f"{told.at.astimezone():%H:%M}  ", "$muted")
            yield Piece(f"{told.severity}: " if told.severity in _LOOKS else "", _LOOKS.get(told.severity, ""))
            yield Piece(f"{one_line(told.words)}\n")
