"""Draws of a screen the rows that changed.

Textual draws all rows of all widgets between the first change and the last, cuts each at the edges of the others, and
throws away those that did not change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, Compositor  # what Textual draws with; it has no public name
else:
    Compositor = object

NEEDED = frozenset({"_dirty_regions", "_get_renders", "render_partial_update", "visible_widgets"})
"""What a compositor must have inside for its screen to be drawn in parts."""


def draw_in_parts(screen: Screen[Any]) -> None:
    """Have a screen drawn so from now on; where Textual has other names inside, it goes on to draw all."""
    stock = getattr(screen, "_compositor", None)
    if NEEDED.issubset(dir(stock)):
        screen._compositor = type("PartialCompositor", (PartialDrawing, type(stock)), {})()


class PartialDrawing(Compositor):
    """What a compositor does otherwise: where little changed, it draws the rows of the widgets that changed there."""

    _changed: Collection[Region] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        """What changed, to be written to the terminal; None where nothing did."""
        self._changed = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = ()

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """The widgets or their parts from the top down: the place of each on the screen, twice, and its rows."""
        return self._changed_parts() if self._changed else super()._get_renders(crop)

    def _changed_parts(self) -> Iterator[tuple[Region, Region, list[Strip]]]:
        for widget, (place, clip) in self.visible_widgets.items():
            seen = place.intersection(clip)
            for part in changed_parts(seen, self._changed):
                yield part, part, widget.render_lines(part.translate(-place.offset))


def changed_parts(seen: Region, changed: Iterable[Region]) -> Iterator[Region]:
    """The parts of what is seen of a widget in whose rows something changed, each as wide as that."""
    rows = {
        row
        for region in changed
        if region.x < seen.right and seen.x < region.right
        for row in range(max(region.y, seen.y), min(region.bottom, seen.bottom))
    }
    for _, run in groupby(enumerate(sorted(rows)), lambda numbered: numbered[1] - numbered[0]):
        first, *others = (row for _, row in run)
        yield Region(seen.x, first, seen.width, 1 + len(others))
