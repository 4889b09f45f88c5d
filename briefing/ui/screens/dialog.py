"""What the small screens have in common: one framed box over the reading screen."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A box in the middle; Esc and q close it without an answer."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "close", "close")]

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
