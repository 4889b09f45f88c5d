"""The base of the three panes: a scrolled view of lines of which only those on the screen are drawn."""

from __future__ import annotations

from collections.abc import Set
from functools import partial
from typing import Self

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from briefing.ui import text
from briefing.ui.component_styles import component_style
from briefing.ui.text import Piece
from briefing.ui.widgets.drawn_lines import DrawnLines
from briefing.ui.widgets.focus_look import CHOSEN, FocusLook
from briefing.ui.widgets.rows import Rows, thumb_start
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
        self._focus_look = FocusLook(self, self.drawn)
        self._row_drawing = Rows(self, self.drawn, self.draw)

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
        """Scroll as little as is needed to see the lines from first to last; where nothing is seen, not at all."""
        if self.rows and first < self.top:
            self.go_to(first)
        elif self.rows and last >= self.top + self.rows:
            self.go_to(max(0, min(first, last - self.rows + 1)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another place. Textual would draw all of the scrollbar, though a step in a long list moves nothing of it."""
        bar = self.vertical_scrollbar
        if thumb_start(bar, bar.position) == thumb_start(bar, new_value):
            bar.set_reactive(ScrollBar.position, new_value)
        super().watch_scroll_y(old_value, new_value)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows; what stands above the lines is Textual's."""
        return self._row_drawing.strips(crop, super().render_lines)

    def render_line(self, y: int) -> Strip:
        """The line at row `y` of the content, without its margin: Textual asks for one where the mouse selects.

        Its words have their places, which nothing that is only drawn needs.
        """
        (line,) = self.render_lines(Region(self.gutter.left, y + self.gutter.top, self.size.width, 1))
        return line.apply_offsets(0, self.top + y) if self.ALLOW_SELECT else line


def empty_lines(view: LineView, *words: str) -> list[str]:
    """Sentences that stand in a view where there is nothing else, each begun on a line of its own."""
    return [f" {line}" for sentence in words for line in wrap_lines(text.one_line(sentence), view.columns - 2)]


def empty_line(view: LineView, number: int, *words: str) -> Piece:
    """One of these lines; behind the last there is nothing."""
    lines = empty_lines(view, *words)
    return Piece(lines[number] if number < len(lines) else "", ".empty")
