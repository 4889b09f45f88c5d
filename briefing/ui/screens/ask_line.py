"""Asking for one line of text: an address, or the path of a file."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from briefing.ui.screens.dialog import Dialog
from briefing.ui.widgets.paragraphs import keys_line, title_line
from briefing.ui.widgets.typed_line import TypedLine


class AskLineScreen(Dialog[str]):
    """A line to type in; Enter answers with what stands there, if anything does."""

    def __init__(
        self, title: str, example: str, typed: str = "", may_be_empty: bool = False, is_suggested: bool = False
    ) -> None:
        """`may_be_empty` says that nothing is an answer, too; what is suggested goes when another word is typed."""
        super().__init__()
        self.may_be_empty = may_be_empty
        self.is_suggested = is_suggested
        self.question = title
        self.example = example
        self.typed = typed

    def compose(self) -> ComposeResult:
        """What is asked for, and the line."""
        with Vertical(classes="box wide"):
            yield title_line(self.question)
            yield TypedLine(self.typed, placeholder=self.example, select_on_focus=self.is_suggested)
            yield keys_line("Enter confirms", "Esc closes")

    def on_mount(self) -> None:
        """Type at once."""
        self.set_focus(self.query_one(Input))

    def take_line(self, line: TypedLine) -> None:
        """Answer."""
        typed = line.value.strip()
        self.dismiss(typed if typed or self.may_be_empty else None)
