"""How the feeds are doing: each with its state and, where something is wrong, a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from briefing.core.feed import FeedState, FeedStatus
from briefing.core.formatting import ago, counted, moved_line
from briefing.ui.glyphs import Glyphs
from briefing.ui.hanging_indent import HangingParagraph
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.text import Piece, one_line
from briefing.ui.widgets.paragraphs import Paragraphs, keys_line

MUTED = "$muted"
INDENT = Piece("  ")
_WRONG = (FeedState.FAILED, FeedState.GONE)


class FeedsScreen(ScrollDialog[None]):
    """A list of feeds, those that fail first."""

    BINDINGS: ClassVar[list[BindingType]] = [("F", "close", "close")]

    def __init__(self, feeds: tuple[FeedStatus, ...], now: datetime, glyphs: Glyphs, adds: str) -> None:
        """`adds` is the key that adds a feed."""
        super().__init__()
        self.adds = adds
        self.feeds = feeds
        self.now = now
        self.glyphs = glyphs

    def compose(self) -> ComposeResult:
        """How many there are, then two lines a feed."""
        failing = sum(status.state in _WRONG for status in self.feeds)
        title = (
            f"{counted(len(self.feeds), 'feed')}, {failing} failing" if failing else counted(len(self.feeds), "feed")
        )
        with Vertical(classes="box tall"):
            yield Static(Content(title), classes="title")
            with VerticalScroll(can_focus=False):
                if not self.feeds:
                    yield Static(Content(f"There are no feeds yet. Close this, then {self.adds} adds one."))
                for status in sorted(self.feeds, key=lambda status: status.state not in _WRONG):
                    yield Paragraphs(self._paragraphs(status), classes="feed")
            yield keys_line("Esc closes")

    def _paragraphs(self, status: FeedStatus) -> Iterator[HangingParagraph]:
        wrong = status.state in _WRONG
        dot = f" {self.glyphs.dot} "
        fetched = "not fetched yet" if status.last_fetch is None else f"fetched {ago(status.last_fetch, self.now)}"
        facts = [
            status.state.value if status.state is not None else "new here",
            f"{status.unread:,} unread of {status.total:,}",
            fetched,
        ]
        if status.has_left:
            facts.append("no longer in feeds.yaml")
        title = one_line(status.title or status.feed.title or status.feed.url)
        group = f"  {one_line(status.feed.group)}" if status.feed.group else ""
        yield HangingParagraph(words=[Piece(title, "bold $error" if wrong else "bold"), Piece(group, MUTED)])
        yield HangingParagraph([INDENT], [Piece(dot.join(facts), MUTED)])
        if status.message:
            yield HangingParagraph([INDENT], [Piece(one_line(status.message), "$error" if wrong else "")])
        if status.moved_to:
            yield HangingParagraph([INDENT], [Piece(one_line(moved_line(status)), "$warning")])
