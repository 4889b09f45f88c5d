"""The line between two panes, which the mouse can drag."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from briefing.ui.panes import Pane


class Divider(Widget):
    """Stands at the edge of the pane whose width it changes: at its right, or at the left of the panel."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Divider { width: 1; }"

    class Dragged(Message):
        """A pane is to be wider by so many columns, or narrower where that is less than nothing."""

        def __init__(self, pane: Pane, columns: int) -> None:
            super().__init__()
            self.pane = pane
            self.columns = columns

    def __init__(self, pane: Pane, sign: str) -> None:
        super().__init__(id=f"{pane.value}-edge")
        self.pane = pane
        self.sign = sign
        self._held_at: int | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold."""
        self._held_at = int(event.screen_x)
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the edge along."""
        if self._held_at is None:
            return
        moved = int(event.screen_x) - self._held_at
        if moved:
            self._held_at += moved
            self.post_message(self.Dragged(self.pane, -moved if self.pane is Pane.PANEL else moved))

    def on_mouse_up(self) -> None:
        """Let go."""
        self._held_at = None
        self.release_mouse()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the line."""
        return Strip([Segment(self.sign, self.visual_style.rich_style)])
