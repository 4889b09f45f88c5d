"""Earlier messages, to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from briefing.ui.hanging_indent import HangingParagraph
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.text import Piece, one_line
from briefing.ui.toasts import LoggedMessage
from briefing.ui.widgets.paragraphs import Paragraphs, keys_line

NOTHING = "No messages yet."
_LOOKS = {"warning": "bold $text-warning", "error": "bold $text-error"}


class MessagesScreen(ScrollDialog[None]):
    """All messages since the reader was opened, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [("M", "close", "close")]

    def __init__(self, messages: Iterable[LoggedMessage]) -> None:
        super().__init__()
        self.messages = tuple(messages)

    def compose(self) -> ComposeResult:
        """A line or more each."""
        with Vertical(classes="box tall"):
            yield Static(Content("Messages"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Paragraphs(self._paragraphs())
            yield keys_line("Esc closes")

    def _paragraphs(self) -> Iterator[HangingParagraph]:
        if not self.messages:
            yield HangingParagraph(words=[Piece(NOTHING, "$muted")])
        for message in reversed(self.messages):
            time = Piece(f"{message.at.astimezone():%H:%M}  ", "$muted")
            severity = Piece(
                f"{message.severity}: " if message.severity in _LOOKS else "", _LOOKS.get(message.severity, "")
            )
            yield HangingParagraph([time], [severity, Piece(one_line(message.words))])
