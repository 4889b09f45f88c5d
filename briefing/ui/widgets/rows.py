"""The rows of a view as they are drawn: its lines as they were drawn before, and what stands above them.

Textual keeps dressed lines by their row, and would dress each line anew where only its row is another one, as in
scrolling: for borders and effects of style that no line of ours has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

from briefing.ui import text
from briefing.ui.widgets.drawn_lines import DrawnLines


class Rows:
    """Draws the rows of a view, whose lines have at most a margin on their left.

    `line` gives a line by its number, and the component class under the whole of it or an empty string.
    """

    def __init__(self, view: ScrollView, drawn: DrawnLines, line: Callable[[int], tuple[Content, str]]) -> None:
        self._view = view
        self._drawn = drawn
        self._line = line

    def strips(self, crop: Region, render_above: Callable[[Region], list[Strip]]) -> list[Strip]:
        """The rows of a region of the view. `render_above` draws the edge and the padding above the lines."""
        view, above, look = self._view, self._view.gutter.top, self._look()
        width, room = view.outer_size.width, (look.cells, view.scrollable_content_region.width)
        top, last = view.scroll_offset.y, view.virtual_size.height
        draw, blank = partial(self._draw, look), look.as_seen([Segment(" " * width, look.style.rich_style)], width)

        def draw_above(row: int) -> Strip:
            return render_above(Region(0, row + above, width, 1))[0]

        strips = []
        for row in range(crop.y - above, crop.bottom - above):
            if row < 0:
                strips.append(self._drawn.take(row, room, draw_above))
            elif row + top < last:
                strips.append(self._drawn.take(row + top, room, draw))
            else:
                strips.append(blank)
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def _look(self) -> _Look:
        view = self._view
        return _Look(
            view.visual_style,
            view.background_colors[1],
            view.get_line_filters(),
            view.gutter.left,
            view.size.width,
            view.text_selection,
        )

    def _draw(self, look: _Look, number: int) -> Strip:
        style = look.style
        line, under = self._line(number)
        if under:
            style += self._drawn.look(under)
            self._drawn.with_look.add(number)
        if look.selection is not None and (span := look.selection.get_span(number)) is not None:
            selected, (first, last) = self._view.screen.get_visual_style("screen--selection"), span
            line = line.stylize(selected, first, None if last < 0 else last)
        segments = text.segments(line, style, look.cells, self._drawn.look)
        if look.margin:
            segments.insert(0, Segment(" " * look.margin, look.style.rich_style))
        return look.as_seen(segments, look.margin + look.cells)


class _Look(NamedTuple):
    """What all lines of a view have in common.

    Its style, the colour behind it, what changes colours for the terminal, the cells left of a line and those that it
    takes, and what is selected.
    """

    style: Style
    background: Color
    filters: Sequence[LineFilter]
    margin: int
    cells: int
    selection: Selection | None

    def as_seen(self, line: list[Segment], cells: int) -> Strip:
        """A line of so many cells, in the colours that the terminal has."""
        for line_filter in self.filters:
            line = line_filter.apply(line, self.background)
        return Strip(line, cells)


def thumb_start(bar: ScrollBar, position: float) -> int:
    """Where the thumb of a vertical scrollbar begins, in eighths of a cell, as Textual draws it."""
    hidden, cells = bar.window_virtual_size - bar.window_size, bar.size.height
    if hidden <= 0:
        return 0
    thumb = max(1.0, bar.window_size * cells / bar.window_virtual_size)
    return int((cells - thumb) * position / hidden * 8)
