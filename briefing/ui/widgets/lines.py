"""The base of the three panes: a scrolled view of lines of which only those on the screen are drawn."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial
from typing import NamedTuple, Self

from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.style import Style

from briefing.ui import text
from briefing.ui.component_styles import component_style
from briefing.ui.text import Piece
from briefing.ui.widgets.drawn_lines import DrawnLines
from briefing.ui.widgets.focus_look import CHOSEN, FocusLook
from briefing.ui.wrap import wrap_lines


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of text, drawn one by one. The screen holds the keys; this holds the place.

    A view that sets ALLOW_SELECT lets the mouse select of its text what `get_selection` says.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    LineView {
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.drawn = DrawnLines(partial(component_style, self))
        self._focus_look = FocusLook(self)

    def refresh(self, *regions: Region, **more: bool) -> Self:
        """Draw anew: these regions, or all, where nothing that was drawn holds any more."""
        if self._focus_look.is_changing:
            regions = regions or self._focus_look.regions()
        elif not regions:
            self.drawn.clear()
        return super().refresh(*regions, **more)

    def notify_style_update(self) -> None:
        """Other colours."""
        if not self._focus_look.is_changing:
            self.drawn.clear()
        super().notify_style_update()

    def _on_focus(self, event: events.Focus) -> None:
        self._focus_look.change(event, super()._on_focus)

    def _on_blur(self, event: events.Blur) -> None:
        self._focus_look.change(event, super()._on_blur)

    def _get_component_classes(self) -> Set[str]:  # type: ignore[override]
        """What Textual finds the styles of."""
        return {CHOSEN} if self._focus_look.is_changing else super()._get_component_classes()

    def redraw(self, first: int, count: int) -> None:
        """Draw some lines anew."""
        self.drawn.forget(first, count)
        self.refresh_lines(first, count)

    def set_lines(self, count: int) -> None:
        """Say how many lines there are. That changes the scrollbar; Textual would lay out and draw all panes."""
        size = Size(self.columns, count)
        if size != self.virtual_size:
            self.set_reactive(LineView.virtual_size, size)
            self._scroll_update(size)

    def draw(self, number: int) -> tuple[Content, str]:
        """One line, and the component class under the whole of it or an empty string. For each view to say."""
        raise NotImplementedError

    def move(self, steps: int) -> None:
        """Move by what the view moves by: lines, stories, offers."""
        raise NotImplementedError

    def page(self, pages: int) -> None:
        """Move by screens."""
        raise NotImplementedError

    @property
    def columns(self) -> int:
        """The cells that a line may take."""
        return self.scrollable_content_region.width

    @property
    def rows(self) -> int:
        """The lines that are seen at a time."""
        return self.scrollable_content_region.height

    @property
    def top(self) -> int:
        """The number of the first line that is seen."""
        return self.scroll_offset.y

    def go_to(self, line: int) -> None:
        """Make a line the first one that is seen, at once."""
        self.scroll_to(y=max(0, line), animate=False, force=True, immediate=True)

    def keep_in_sight(self, first: int, last: int) -> None:
        """Scroll as little as is needed to see the lines from first to last."""
        if first < self.top:
            self.go_to(first)
        elif last >= self.top + self.rows:
            self.go_to(max(0, min(first, last - self.rows + 1)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another place. Textual would draw all of the scrollbar, though a step in a long list moves nothing of it."""
        bar = self.vertical_scrollbar
        if thumb_start(bar, bar.position) == thumb_start(bar, new_value):
            bar.set_reactive(ScrollBar.position, new_value)
        super().watch_scroll_y(old_value, new_value)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows. Textual would dress each line anew where only its row is another one, as in scrolling.

        Lines have no effects of style and no border, and at most a margin on their left. What stands above them is
        Textual's.
        """
        above, width, room = self.gutter.top, self.outer_size.width, (self.size.width, self.columns)
        top, last = self.top, self.virtual_size.height
        look = Look(self.visual_style, self.background_colors[1], self.get_line_filters())
        draw, blank = partial(self._render_anew, look), look.as_seen(Strip.blank(width, look.style.rich_style))
        strips = []
        for row in range(crop.y - above, crop.bottom - above):
            if row < 0:
                strips.append(self.drawn.take(row, room, self._render_above))
            elif row + top < last:
                strips.append(self.drawn.take(row + top, room, draw))
            else:
                strips.append(blank)
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """The line at row `y` of the content, without its margin: Textual asks for one where the mouse selects."""
        (line,) = self.render_lines(Region(self.gutter.left, y + self.gutter.top, self.size.width, 1))
        return line

    def _render_above(self, row: int) -> Strip:
        """The edge and the padding above the lines; the row next to those is -1."""
        return super().render_lines(Region(0, row + self.gutter.top, self.outer_size.width, 1))[0]

    def _render_anew(self, look: Look, number: int) -> Strip:
        line, under = self.draw(number)
        style = look.style
        if under:
            style += self.drawn.look(under)
            self.drawn.with_look.add(number)
        if self.text_selection is not None and (span := self.text_selection.get_span(number)) is not None:
            first, last = span
            line = line.stylize(self.screen.get_visual_style("screen--selection"), first, None if last < 0 else last)
        drawn = text.strip(line, style, self.size.width, self.drawn.look)
        if self.ALLOW_SELECT:
            drawn = drawn.apply_offsets(0, number)
        if margin := self.gutter.left:
            drawn = Strip([Segment(" " * margin, look.style.rich_style), *drawn])
        return look.as_seen(drawn)


def thumb_start(bar: ScrollBar, position: float) -> int:
    """Where the thumb of a vertical scrollbar begins, in eighths of a cell, as Textual draws it."""
    hidden, cells = bar.window_virtual_size - bar.window_size, bar.size.height
    if hidden <= 0:
        return 0
    thumb = max(1.0, bar.window_size * cells / bar.window_virtual_size)
    return int((cells - thumb) * position / hidden * 8)


class Look(NamedTuple):
    """The style of a view, the colour behind it, and what changes colours for the terminal."""

    style: Style
    background: Color
    filters: Sequence[LineFilter]

    def as_seen(self, strip: Strip) -> Strip:
        """A line in the colours that the terminal has."""
        for line_filter in self.filters:
            strip = strip.apply_filter(line_filter, self.background)
        return strip


def empty_lines(view: LineView, *words: str) -> list[str]:
    """Sentences that stand in a view where there is nothing else, each begun on a line of its own."""
    return [f" {line}" for sentence in words for line in wrap_lines(text.one_line(sentence), view.columns - 2)]


def empty_line(view: LineView, number: int, *words: str) -> Piece:
    """One of these lines; behind the last there is nothing."""
    lines = empty_lines(view, *words)
    return Piece(lines[number] if number < len(lines) else "", ".empty")
