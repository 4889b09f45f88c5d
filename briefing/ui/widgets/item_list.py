"""The base of the lists of stories and of entries: where the items are, and the cursor that is on one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from textual import events
from textual.content import Content

from briefing.ui.glyphs import Glyphs
from briefing.ui.text import Piece, content, cut_pieces
from briefing.ui.widgets.lines import LineView, empty_line, empty_lines


class ItemList(LineView):
    """Items that take as many lines each. Places count items, and numbers count lines."""

    def __init__(self, glyphs: Glyphs, now: Callable[[], datetime], id: str) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.now = now
        self.count = 0
        self.cursor = 0
        self.empty_words = ""

    @property
    def lines_each(self) -> int:
        """How many lines an item takes."""
        raise NotImplementedError

    def choose(self, place: int) -> None:
        """Put the cursor on an item, or on the nearest that there is."""
        raise NotImplementedError

    def open_chosen(self) -> None:
        """The reader clicked the item under the cursor."""
        raise NotImplementedError

    def draw_item(self, place: int, part: int) -> Iterable[Piece]:
        """A line of an item, behind the sign of the cursor."""
        raise NotImplementedError

    @property
    def row(self) -> int:
        """The row of the screen that the item under the cursor begins on."""
        return self.cursor * self.lines_each - self.top

    @property
    def first_seen(self) -> int:
        """The place of the item at the top of the screen."""
        return self.top // self.lines_each

    @property
    def items_seen(self) -> int:
        """How many items stand on the screen whole."""
        return self.rows // self.lines_each

    def nearest(self, place: int) -> int:
        """This place, or the nearest one that has an item."""
        return max(0, min(place, self.count - 1))

    def move(self, steps: int) -> None:
        """Move the cursor by so many items."""
        self.choose(self.cursor + steps)

    def page(self, pages: int) -> None:
        """Move by screens."""
        self.move(pages * max(1, self.items_seen - 1))

    def on_click(self, event: events.Click) -> None:
        """One click chooses, a click on the chosen one opens."""
        at = event.get_content_offset(self)
        place = (self.top + at.y) // self.lines_each if at is not None else -1
        if place == self.cursor and self.count:
            self.open_chosen()
        if 0 <= place < self.count:
            self.choose(place)

    def on_resize(self) -> None:
        """The cursor stays in sight at any size."""
        self.count_lines()
        self.keep_cursor_in_sight()

    def hold(self, count: int, empty_words: str) -> None:
        """Have so many items; the words stand where there are none."""
        self.count, self.empty_words = count, empty_words
        self.count_lines()

    def count_lines(self) -> None:
        """Say how many lines there are now."""
        self.set_lines(self.count * self.lines_each or len(empty_lines(self, self.empty_words)))

    def keep_cursor_in_sight(self) -> None:
        """Scroll as little as is needed to see the item under the cursor."""
        first = self.cursor * self.lines_each
        self.keep_in_sight(first, first + self.lines_each - 1)

    def redraw_item(self, place: int) -> None:
        """Draw an item anew."""
        self.redraw(place * self.lines_each, self.lines_each)

    def draw(self, number: int) -> tuple[Content, str]:
        """A line of an item, or of the words that stand where there is none."""
        if not self.count:
            return content([empty_line(self, number, self.empty_words)]), ""
        place, part = divmod(number, self.lines_each)
        chosen = place == self.cursor
        sign = Piece(self.glyphs.cursor if chosen else " ", ".cursor")
        pieces = cut_pieces([sign, *self.draw_item(place, part)], self.columns, self.glyphs.ellipsis)
        return content(pieces), "chosen" if chosen else ""
