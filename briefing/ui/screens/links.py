"""The links of a story, each with its number."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from briefing.core import clean
from briefing.ui.screens.dialog import Dialog

CHOICES = 200


class LinksScreen(Dialog[str]):
    """Asks for the number of a link; Enter opens it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [("down", "scroll(1)", ""), ("up", "scroll(-1)", "")]

    def __init__(self, addresses: tuple[str, ...]) -> None:
        super().__init__()
        self.addresses = addresses[:CHOICES]

    def compose(self) -> ComposeResult:
        """A line a link, and a line to type a number in."""
        with Vertical(classes="box tall"):
            yield Static(Content("Links of this story"), classes="title")
            with VerticalScroll(can_focus=False):
                for number, address in enumerate(self.addresses, 1):
                    shown = f"{number:>3}  {clean.host(address)}  {clean.shown_address(address)}"
                    yield Static(Content(shown), classes="line")
            yield Input(placeholder="the number of a link, then Enter", type="integer")

    def on_mount(self) -> None:
        """Numbers go to the line at the bottom."""
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Open the link with this number; Enter alone opens the first."""
        number = int(message.value) if message.value.strip().lstrip("-+").isdigit() else 1
        if 1 <= number <= len(self.addresses):
            self.dismiss(self.addresses[number - 1])
        else:
            self.notify(f"There is no link {number} here.", severity="warning", markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll the links."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
