"""The groups of the feeds that ship: which are in, and which are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from briefing.core.formatting import counted
from briefing.intake.shipped import ShippedGroup
from briefing.ui.glyphs import Glyphs
from briefing.ui.hanging_indent import HangingParagraph
from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import Piece, one_line
from briefing.ui.widgets.paragraphs import Paragraphs, keys_line

MOST = 9
TITLE = "Feeds to begin with"
ABOUT = "Those with a sign are in. You can choose again at any time."


class ShippedScreen(Dialog[frozenset[str]]):
    """A number takes a group in or leaves it out; answers with the names of those that are in."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "answer", "keep these"),
        *((str(number), f"turn({number})", f"group {number}") for number in range(1, MOST + 1)),
    ]

    def __init__(self, groups: Sequence[ShippedGroup], glyphs: Glyphs) -> None:
        super().__init__()
        self.groups = tuple(groups[:MOST])
        self.glyphs = glyphs
        self.names = frozenset(group.name for group in self.groups if group.is_in)

    def compose(self) -> ComposeResult:
        """A paragraph a group, with the names of its feeds."""
        with Vertical(classes="box fitting"):
            yield Static(Content(TITLE), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(Content(ABOUT), classes="about")
                for group in self.groups:
                    yield Paragraphs(self._paragraphs(group), classes="group")
            yield keys_line(f"1-{len(self.groups)} take in or leave out", "Enter keeps these", "Esc decides later")

    def action_turn(self, number: int) -> None:
        """Take the group of a number in, or leave it out."""
        if number > len(self.groups):
            return
        group = self.groups[number - 1]
        self.names ^= {group.name}
        list(self.query(".group").results(Paragraphs))[number - 1].show(self._paragraphs(group))

    def on_click(self, event: events.Click) -> None:
        """A click on a group is its number."""
        drawn = list(self.query(".group"))
        if event.widget in drawn:
            self.action_turn(drawn.index(event.widget) + 1)

    def action_answer(self) -> None:
        """Keep what is marked."""
        self.dismiss(self.names)

    def _paragraphs(self, group: ShippedGroup) -> Iterator[HangingParagraph]:
        is_in, number = group.name in self.names, self.groups.index(group) + 1
        sign = self.glyphs.picked if is_in else " "
        yield HangingParagraph(
            [Piece(f"{number} ", "bold $accent"), Piece(f"[{sign}] ", "bold $primary")],
            [
                Piece(one_line(group.name), "bold" if is_in else ""),
                Piece(f"  {counted(len(group.feeds), 'feed')}: ", "$muted"),
                Piece(one_line(", ".join(feed.title for feed in group.feeds)), "$muted"),
            ],
        )
