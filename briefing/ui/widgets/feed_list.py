"""The feeds of a dialog, some lines each, of which only those in sight are drawn: a thousand open as fast as ten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content

from briefing.ui.text import Piece, content
from briefing.ui.widgets.lines import LineView
from briefing.ui.widgets.paragraphs import Paragraph

Laid = Iterable[Paragraph]


class FeedList(LineView, can_focus=False):
    """So many feeds, as `lay_out` says of each by its number, below paragraphs that belong to none of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"cursor", "title", "failing", "fault", "faint", "warning"}

    def __init__(self, above: Sequence[Laid], feeds: int, lay_out: Callable[[int], Laid]) -> None:
        super().__init__(id="feeds")
        self._above = [tuple(paragraphs) for paragraphs in above]
        self._feeds = feeds
        self._lay_out = lay_out
        self._shown = 0
        self._lines: list[tuple[Piece, ...]] = []
        self._starts: list[int] = []
        """The first line of each feed, and behind them the end of the last one."""

    def on_resize(self, event: events.Resize) -> None:
        """Lay all out for the width that there is; the feed that was shown last stays in sight."""
        self._lines.clear()
        for paragraphs in self._above:
            self._lines += self._laid(paragraphs)
        self._starts = [len(self._lines)]
        for feed in range(self._feeds):
            self._lines += self._laid(self._lay_out(feed))
            self._starts.append(len(self._lines))
        self.set_lines(len(self._lines))
        self.refresh()
        self.show_feed(self._shown)

    def move_cursor(self, *feeds: int) -> None:
        """The cursor has gone from one feed to another, which comes into sight."""
        for feed in feeds if self._starts else ():
            start, end = self._starts[feed : feed + 2]
            self._lines[start:end] = self._laid(self._lay_out(feed))
            self.redraw(start, end - start)
        self.show_feed(feeds[-1])

    def show_feed(self, feed: int) -> None:
        """Scroll to a feed; with the first one comes what stands above it."""
        self._shown = feed
        if feed + 1 < len(self._starts):
            start, end = self._starts[feed : feed + 2]
            self.keep_in_sight(start if feed else 0, end - 1)

    def draw(self, number: int) -> tuple[Content, str]:
        """One line."""
        return content(self._lines[number]), ""

    def _laid(self, paragraphs: Laid) -> Iterator[tuple[Piece, ...]]:
        for paragraph in paragraphs:
            yield from paragraph.lines(self.columns)
        if not self.screen.has_class("-short"):
            yield ()
