"""A question with the answers yes and no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import one_line
from briefing.ui.widgets.paragraphs import keys_line


class ConfirmScreen(Dialog[bool]):
    """Asks; y or Enter says yes, every other way out says no."""

    KEEPS_EARLY_KEYS = False
    BINDINGS: ClassVar[list[BindingType]] = [("y,enter", "yes", "yes"), ("n", "close", "no")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """The question and the keys that answer it."""
        with Vertical(classes="box small"):
            yield Static(Content(one_line(self.question)))
            yield keys_line("y yes", "n no")

    def action_yes(self) -> None:
        """Yes."""
        self.dismiss(True)
