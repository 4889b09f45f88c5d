"""A line to type in: what is pasted into it is as hostile as any text from outside."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import Protocol, runtime_checkable

from textual import events
from textual.widgets import Input

from briefing.ui.early_keys import carry_out
from briefing.ui.text import same_length


@runtime_checkable
class TakesLines(Protocol):
    """A screen that does something with what was typed."""

    def take_line(self, line: TypedLine) -> object:
        """Take a line that Enter was pressed in. What is returned is what the keys that follow wait for."""
        ...


class TypedLine(Input):
    """An input that holds nothing that a terminal would obey.

    Keys that are typed quickly behind Enter have come to the line before anything is done about that: they go on to
    the application, behind Enter, and from there to whatever has the keys by then.
    """

    _passes_on = 0.0
    """Keys that were pressed before this moment belong to what comes, which may be this line again."""

    def begin(self) -> None:
        """Take all keys from now on; also those that were pressed before, and are on their way to something else."""
        self.screen.set_focus(self)  # at once, which `focus` does later
        self._passes_on = monotonic()

    def validate_value(self, value: str) -> str:
        """The same, each control character replaced; the cursor stays where it is."""
        return same_length(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines that were pasted, as one; Textual takes the first alone, even an empty one."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(line for line in event.text.splitlines() if line.strip()), *self.selection)

    async def on_key(self, event: events.Key) -> None:
        """Pass on what is not for this line by itself; edit at once, before the letters that follow."""
        if event.time <= self._passes_on:
            event.prevent_default()
        elif event.key == "enter":
            self._passes_on = inf
        else:
            for binding in self._bindings.key_to_bindings.get(event.key, ()):
                if not binding.priority and await self.app.run_action(binding.action, self):
                    event.stop()
                    event.prevent_default()
                    return

    def type_ahead(self, event: events.Key) -> bool:
        """Take a key that has come back to the application, where this line has the keys still; False for others."""
        is_taken = event.time <= self._passes_on and event.is_printable and event.character is not None
        if is_taken:
            self.replace(event.character or "", *self.selection)
        return is_taken

    async def action_submit(self) -> None:
        """Have the screen take the line before any key behind Enter is looked at; a message would come too late."""
        if isinstance(self.screen, TakesLines):
            await carry_out(self.screen, self.screen.take_line(self))
        self._passes_on = monotonic()
