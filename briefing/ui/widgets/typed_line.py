"""A line to type in: what is pasted into it is as hostile as any text from outside."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from briefing.ui.text import same_length


class TypedLine(Input):
    """An input that holds nothing that a terminal would obey."""

    def validate_value(self, value: str) -> str:
        """The same, each control character replaced; the cursor stays where it is."""
        return same_length(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines that were pasted, as one; Textual takes the first alone, even an empty one."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(line for line in event.text.splitlines() if line.strip()), *self.selection)
