"""Which marks are shown: one key a kind."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from briefing.ui.layers import Layer
from briefing.ui.screens.dialog import Dialog
from briefing.ui.widgets.paragraphs import keys_line


class LayersScreen(Dialog[Layer]):
    """Asks which kind of mark to show or to hide."""

    BINDINGS: ClassVar[list[BindingType]] = [
        (str(number), f"choose('{layer.value}')", layer.value) for number, layer in enumerate(Layer, 1)
    ]

    def __init__(self, shown: frozenset[Layer]) -> None:
        super().__init__()
        self.shown = shown

    def compose(self) -> ComposeResult:
        """A line a kind."""
        with Vertical(classes="box small fitting"):
            yield Static(Content("Marks in the story"), classes="title")
            for number, layer in enumerate(Layer, 1):
                yield Static(Content(f"{number}  {'hide' if layer in self.shown else 'show'} {layer.value}"))
            yield keys_line("Esc closes")

    def action_choose(self, layer: str) -> None:
        """Answer with a kind."""
        self.dismiss(Layer(layer))
