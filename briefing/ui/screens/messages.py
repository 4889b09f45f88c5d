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

from briefing.ui.hanging import Hung
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.text import Piece, one_line
from briefing.ui.widgets.paragraphs import Paragraphs, keys_line

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
                yield Paragraphs(self._paragraphs())
            yield keys_line("Esc closes")

    def _paragraphs(self) -> Iterator[Hung]:
        if not self.told:
            yield Hung(words=[Piece(NOTHING, "$muted")])
        for told in reversed(self.told):
            time = Piece(f"{told.at.astimezone():%H:%M}  ", "$muted")
            severity = Piece(f"{told.severity}: " if told.severity in _LOOKS else "", _LOOKS.get(told.severity, ""))
            yield Hung([time], [severity, Piece(one_line(told.words))])
