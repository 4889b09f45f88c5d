"""Writing a note; nothing that was typed is lost, whichever way one leaves."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import one_line, same_length


class NoteScreen(Dialog[str]):
    """A small editor. Esc and Ctrl+S both keep what is written; an empty note takes the note away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+s", "keep", "keep", priority=True)]

    def __init__(self, note: str, title: str) -> None:
        super().__init__()
        self.note = note
        self.story_title = title

    def compose(self) -> ComposeResult:
        """The title of the story, the note, and the keys."""
        with Vertical(classes="box note"):
            yield Static(Content(f"Note on: {one_line(self.story_title)}"), classes="title")
            yield TextArea(same_length(self.note), soft_wrap=True, tab_behavior="focus")
            yield Static(Content("Esc keeps the note and closes"), classes="keys")

    def on_mount(self) -> None:
        """Write on at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        """Keep what is written."""
        self.dismiss(self.query_one(TextArea).text)
