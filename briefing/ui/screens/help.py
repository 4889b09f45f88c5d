"""All keys, made from the table of actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from briefing.ui.actions import Action, Where, shown_keys
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.text import Piece, content
from briefing.ui.widgets.typed_line import TypedLine

KEYS_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Here:
    """Where the reader stands, and the ids of the actions that matter there."""

    name: str
    actions: tuple[str, ...]


class HelpScreen(ScrollDialog[None]):
    """The keys of where one stands, then all in groups; typing after / leaves the lines that hold what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [("question_mark", "close", "close"), ("slash", "find", "find")]

    def __init__(self, actions: tuple[Action, ...], here: Here) -> None:
        super().__init__()
        self.actions = actions
        self.here = here

    def compose(self) -> ComposeResult:
        """The groups, and a line to find something in them."""
        with Vertical(classes="box tall help"):
            yield Static(Content("Keys"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(self._text(""), id="keys")
            yield TypedLine(placeholder="/ finds a key", id="find")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Leave the lines that hold what was typed."""
        self.query_one("#keys", Static).update(self._text(message.value))

    def on_input_submitted(self) -> None:
        """Back to scrolling."""
        self.set_focus(None)

    def action_find(self) -> None:
        """Type what to look for."""
        self.query_one(Input).focus()

    def _text(self, wanted: str) -> Content:
        return content(self._pieces(wanted.casefold().strip()))

    def _pieces(self, wanted: str) -> Iterator[Piece]:
        between = ""
        for heading, actions in self._groups():
            mine = [action for action in actions if wanted in f"{shown_keys(action)} {action.words}".casefold()]
            if mine:
                yield Piece(f"{between}{heading}\n", "bold $accent")
                between = "\n"
            for action in mine:
                yield Piece(f"{shown_keys(action):>{KEYS_WIDTH}}  ", "bold")
                yield Piece(f"{action.words}\n")

    def _groups(self) -> Iterator[tuple[str, list[Action]]]:
        by_name = {action.id: action for action in self.actions}
        yield self.here.name, [by_name[name] for name in self.here.actions]
        for where in Where:
            yield where.value, [a for a in self.actions if a.where is where and a.id not in self.here.actions]
