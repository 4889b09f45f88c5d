"""A small menu with one key a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import Piece, content
from briefing.ui.widgets.paragraphs import keys_line, title_line


class MenuScreen(Dialog[str]):
    """Answers with the key that was pressed."""

    def __init__(self, title: str, choices: Mapping[str, str]) -> None:
        """`choices` pairs keys with what they do, in words."""
        super().__init__()
        self.heading = title
        self.choices = dict(choices)

    def compose(self) -> ComposeResult:
        """A line a key."""
        with Vertical(classes="box wide fitting"):
            yield title_line(self.heading)
            yield Static(content(self._pieces()))
            yield keys_line("Esc closes")

    def on_key(self, event: events.Key) -> None:
        """A key of the menu answers."""
        if event.key in self.choices:
            event.stop()
            self.dismiss(event.key)

    def _pieces(self) -> Iterator[Piece]:
        for number, (key, words) in enumerate(self.choices.items()):
            yield Piece(f"{chr(10) if number else ''}{key}  ", "bold $accent")
            yield Piece(words)
