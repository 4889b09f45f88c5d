"""What tells where the keys go: the edge of a pane, and the line of its cursor. Nothing else of a pane changes with it.

Textual would find the styles of up to thirty component classes of the pane anew, each among all rules, and draw all of
its lines, both where the keys come from and where they go: half of what it takes to go from one pane to another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.geometry import Region
from textual.widget import Widget

from briefing.ui.widgets.drawn_lines import DrawnLines

CHOSEN = "chosen"
"""The component class that looks different in the pane that the keys go to; for whole lines."""

Happened = TypeVar("Happened", events.Focus, events.Blur)


class FocusLook:
    """Finds the styles anew of what changes in a view as the keys come and go, and says what of it to draw."""

    def __init__(self, view: Widget, drawn: DrawnLines) -> None:
        self._view = view
        self._drawn = drawn
        self.is_changing = False

    def change(self, event: Happened, take_up: Callable[[Happened], None]) -> None:
        """The keys have come, or gone: Textual takes that up, and only what changes with it is styled and drawn."""
        view, kept = self._view, self._view._component_styles.copy()
        self.is_changing = True
        try:
            take_up(event)
        finally:
            self.is_changing = False
            view._component_styles = kept | view._component_styles
            self._drawn.forget_looks()
        event.prevent_default()  # it was taken up here

    def regions(self) -> tuple[Region, ...]:
        """What to draw, in the content of the view; those lines are forgotten as they were drawn."""
        view = self._view
        width, (left, above) = view.outer_size.width, view.content_offset
        lines = sorted(self._drawn.with_look)
        self._drawn.forget(-above, above)
        for number in lines:
            self._drawn.forget(number, 1)
        return (
            Region(-left, -above, width, max(1, above)),
            *(Region(0, number - view.scroll_offset.y, view.size.width, 1) for number in lines),
        )
