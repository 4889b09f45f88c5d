"""What the small screens have in common: one framed box over the reading screen, and one answer."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from briefing.ui.background_work import BackgroundWork
from briefing.ui.early_keys import KeepsKeys, TakesEarlyKeys
from briefing.ui.text import Piece, content, one_line

Result = TypeVar("Result")


class AnswersOnce(Screen[Result]):
    """A screen that answers once: a key that is pressed twice does not close what lies below."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Answer and close, unless that has happened already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    async def on_event(self, event: events.Event) -> None:
        """Give keys that come behind the answer back to the application."""
        if isinstance(event, events.Key) and not self.is_active:
            self.app.post_message(event)
        else:
            await super().on_event(event)


class Dialog(BackgroundWork, TakesEarlyKeys[Result], AnswersOnce[Result], ModalScreen[Result]):
    """A box in the middle; Esc and q close it without an answer.

    Keys that were pressed before it had answered were meant for it, or for the dialog that follows, and never reach
    what lies below; those that were pressed before it was there, too.
    """

    CSS_PATH = "dialog.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (14, "-roomy")]  # noqa: RUF012 (Textual types it so)
    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "close", "close")]

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Answer and close."""
        if result is not None and self.is_active and isinstance(self.app, KeepsKeys):
            self.app.keep_earlier_keys()
        return super().dismiss(result)

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class MessageDialog(Dialog[Result]):
    """A box with a line of its own for sentences, the widget `#message`."""

    def show_message(self, words: str, severity: SeverityLevel = "information") -> None:
        """Show a sentence in the box until the next one."""
        style = "" if severity == "information" else f"${severity}"
        self.query_one("#message", Static).update(content([Piece(one_line(words), style)]))


class ScrollDialog(Dialog[Result]):
    """A box whose middle is scrolled by keys."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("j,down", "scroll(1)", "down"),
        ("k,up", "scroll(-1)", "up"),
        ("space,pagedown", "scroll(12)", "page down"),
        ("pageup", "scroll(-12)", "page up"),
        ("g,home", "scroll(-100000)", "to the top"),
        ("G,end", "scroll(100000)", "to the end"),
    ]

    def action_scroll(self, lines: int) -> None:
        """Scroll the middle."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
