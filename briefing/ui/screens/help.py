"""All keys, made from the table of actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from briefing.ui.actions import Action, Where, shown_keys
from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import Piece, content

KEYS_WIDTH = 12


class HelpScreen(Dialog[None]):
    """The keys in groups; typing after / leaves only the lines that hold what was typed."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("question_mark", "close", "close"),
        ("slash", "find", "find"),
        ("j,down", "scroll(1)", "down"),
        ("k,up", "scroll(-1)", "up"),
        ("space,pagedown", "scroll(12)", "page down"),
        ("pageup", "scroll(-12)", "page up"),
    ]

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self.actions = actions

    def compose(self) -> ComposeResult:
        """The groups, and a line to find something in them."""
        with Vertical(classes="box tall help"):
            yield Static(Content("Keys"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(self._text(""), id="keys")
            yield Input(placeholder="/ finds a key", id="find")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Leave the lines that hold what was typed."""
        self.query_one("#keys", Static).update(self._text(message.value))

    def on_input_submitted(self) -> None:
        """Back to scrolling."""
        self.set_focus(None)

    def action_find(self) -> None:
        """Type what to look for."""
        self.query_one(Input).focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll the keys."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _text(self, wanted: str) -> Content:
        return content(self._pieces(wanted.casefold().strip()))

    def _pieces(self, wanted: str) -> Iterator[Piece]:
        between = ""
        for where in Where:
            mine = [
                action
                for action in self.actions
                if action.where is where and wanted in f"{shown_keys(action)} {action.words}".casefold()
            ]
            if mine:
                yield Piece(f"{between}{where.value}\n", "bold $accent")
                between = "\n"
            for action in mine:
                yield Piece(f"{shown_keys(action):>{KEYS_WIDTH}}  ", "bold")
                yield Piece(f"{action.words}\n")
