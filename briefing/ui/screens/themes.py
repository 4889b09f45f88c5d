"""Choosing a theme: the reader is drawn in each while the cursor goes through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from briefing.ui.screens.dialog import Dialog
from briefing.ui.widgets.paragraphs import keys_line


class ThemesScreen(Dialog[str]):
    """Answers with a theme's name; Esc leaves the one that there was."""

    BINDINGS: ClassVar[list[BindingType]] = [("j", "move(1)", "down"), ("k", "move(-1)", "up")]

    def __init__(self, themes: Sequence[str], now: str) -> None:
        super().__init__()
        self.themes = tuple(themes)
        self.before = now

    def compose(self) -> ComposeResult:
        """The names, the present one under the cursor."""
        with Vertical(classes="box small fitting"):
            yield Static(Content("Theme"), classes="title")
            yield OptionList(*(Option(Content(name)) for name in self.themes), markup=False)
            yield keys_line("Enter chooses", "Esc leaves it as it was")

    def on_mount(self) -> None:
        """Begin with the present theme."""
        themes = self.query_one(OptionList)
        themes.highlighted = self.themes.index(self.before) if self.before in self.themes else 0
        self.set_focus(themes)

    def action_move(self, steps: int) -> None:
        """Go to another theme with the keys of all lists."""
        themes = self.query_one(OptionList)
        themes.highlighted = max(0, min((themes.highlighted or 0) + steps, len(self.themes) - 1))

    @on(OptionList.OptionHighlighted)
    def preview(self, message: OptionList.OptionHighlighted) -> None:
        """Draw everything in the theme under the cursor."""
        self.app.theme = self.themes[message.option_index]

    @on(OptionList.OptionSelected)
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Answer with the theme."""
        message.stop()
        self.dismiss(self.themes[message.option_index])

    def action_close(self) -> None:
        """Back to the theme that there was."""
        self.app.theme = self.before
        self.dismiss(None)
