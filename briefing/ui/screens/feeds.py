"""How the feeds are doing, those that fail first; and what can be done with each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from briefing.core.clean import shown_address
from briefing.core.feed import FeedState, FeedStatus, Reliability
from briefing.core.formatting import ago, counted, moved_line
from briefing.core.sync import AccountStatus, status_lines
from briefing.ui.glyphs import Glyphs
from briefing.ui.hanging_indent import HangingParagraph
from briefing.ui.screens.dialog import Dialog
from briefing.ui.text import Piece, one_line
from briefing.ui.widgets.feed_list import FeedList
from briefing.ui.widgets.paragraphs import keys_line

MUTED = ".faint"
INDENT = Piece("   ")
_ADVICE = {
    FeedState.FAILED: "r asks again; e shows the address to change; x mutes it; d removes it.",
    FeedState.GONE: "Its server says that it is gone for good: d removes it, and its stories stay.",
}
_KEYS = (
    "Enter its stories", "n name", "m group", "i interval", "f full text", "e address", "x mute", "r fetch",
    "R reliability", "d remove", "D its group",
)  # fmt: skip
"""What can be done with a feed, where there is one."""


class FeedVerb(StrEnum):
    """What can be done with a feed."""

    SHOW = "show"
    FETCH = "fetch"
    RENAME = "rename"
    MOVE = "move"
    MUTE = "mute"
    RELIABILITY = "reliability"
    INTERVAL = "interval"
    FULL_TEXT = "full text"
    ADDRESS = "address"
    REMOVE = "remove"
    REMOVE_GROUP = "remove its group"
    RESTORE = "restore"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """A feed, by its address, and what is to be done with it."""

    url: str
    verb: FeedVerb


class FeedsScreen(Dialog[FeedChoice]):
    """A list of feeds; answers with the one under the cursor and what is to be done with it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("F", "close", "close"),
        ("j,down", "move(1)", "down"),
        ("k,up", "move(-1)", "up"),
        ("space,pagedown", "move(6)", "page down"),
        ("pageup", "move(-6)", "page up"),
        ("g,home", "move(-100000)", "to the top"),
        ("G,end", "move(100000)", "to the end"),
        ("enter", "answer('show')", "show"),
        ("r", "answer('fetch')", "fetch"),
        ("n", "answer('rename')", "rename"),
        ("m", "answer('move')", "move"),
        ("x", "answer('mute')", "mute"),
        ("R", "answer('reliability')", "reliability"),
        ("i", "answer('interval')", "interval"),
        ("f", "answer('full text')", "full text"),
        ("e", "answer('address')", "address"),
        ("d,delete", "answer('remove')", "remove"),
        ("D", "answer('remove its group')", "remove its group"),
        ("u", "answer('restore')", "restore"),
        ("A", "answer('accounts')", "accounts"),
    ]

    def __init__(
        self,
        feeds: tuple[FeedStatus, ...],
        now: datetime,
        glyphs: Glyphs,
        adds: str,
        at: str = "",
        can_undo: bool = False,
        accounts: tuple[AccountStatus, ...] = (),
    ) -> None:
        """`adds` is the key that adds a feed, `at` the address of the feed under the cursor."""
        super().__init__()
        self.accounts = accounts
        self.adds = adds
        self.feeds = tuple(sorted(feeds, key=lambda status: not status.is_failing))
        self.now = now
        self.glyphs = glyphs
        self.can_undo = can_undo
        self.cursor = next((n for n, status in enumerate(self.feeds) if status.feed.url == at), 0)

    def compose(self) -> ComposeResult:
        """How many there are, then two lines a feed and more where something is wrong."""
        failing = sum(status.is_failing for status in self.feeds)
        title = counted(len(self.feeds), "feed") + (f", {failing} failing" if failing else "")
        undo = ("u brings the last back",) if self.can_undo else ()
        with Vertical(classes="box tall"):
            yield Static(Content(title), classes="title")
            yield FeedList(tuple(self._above()), len(self.feeds), self._paragraphs)
            yield keys_line(*(_KEYS if self.feeds else ()), "A accounts", *undo, "Esc closes")

    def on_mount(self) -> None:
        """Begin at the feed that was asked for."""
        self.call_after_refresh(self._show_cursor)

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        before, self.cursor = self.cursor, max(0, min(self.cursor + steps, len(self.feeds) - 1))
        if before != self.cursor:
            self.query_one(FeedList).move_cursor(before, self.cursor)

    def action_answer(self, verb: str) -> None:
        """Say what is to be done with the feed under the cursor."""
        if verb == FeedVerb.ACCOUNTS:
            at = self.feeds[self.cursor].feed.url if self.feeds else ""
            self.dismiss(FeedChoice(at, FeedVerb.ACCOUNTS))
        elif verb == FeedVerb.RESTORE and self.can_undo:
            self.dismiss(FeedChoice("", FeedVerb.RESTORE))
        elif verb != FeedVerb.RESTORE and self.feeds:
            self.dismiss(FeedChoice(self.feeds[self.cursor].feed.url, FeedVerb(verb)))

    def _show_cursor(self) -> None:
        if self.feeds:
            self.query_one(FeedList).show_feed(self.cursor)

    def _above(self) -> Iterator[Sequence[HangingParagraph]]:
        if not self.feeds:
            yield [HangingParagraph(words=[Piece(f"There are no feeds yet. Close this, then {self.adds} adds one.")])]
        for account in self.accounts:
            yield tuple(self._account_paragraphs(account))

    def _account_paragraphs(self, status: AccountStatus) -> Iterator[HangingParagraph]:
        account, is_wrong = status.account, status.state is not None and bool(status.state.message)
        title = Piece(f"Account {one_line(account.name)}", ".failing" if is_wrong else ".title")
        yield HangingParagraph([INDENT], [title, Piece(f"  {one_line(shown_address(account.url))}", MUTED)])
        for line in status_lines(status, self.now):
            yield HangingParagraph([INDENT], [Piece(one_line(line), MUTED)])

    def _paragraphs(self, number: int) -> Iterator[HangingParagraph]:
        status = self.feeds[number]
        wrong = status.is_failing
        feed = status.feed
        happened = "asked" if wrong else "fetched"  # nothing was fetched of one that fails
        facts = [
            status.state.value if status.state is not None else "new here",
            f"{status.unread:,} unread of {status.total:,}",
            "not fetched yet" if status.last_fetch is None else f"{happened} {ago(status.last_fetch, self.now)}",
        ]
        if feed.account and status.state is None:
            facts = [f"from {one_line(feed.account)}", facts[1]]
        facts += ["muted: not fetched"] if feed.muted else []
        facts += [] if feed.reliability is Reliability.NORMAL else [f"reliability {feed.reliability.value}"]
        facts += [f"full text {feed.full_text}"] if feed.full_text else []
        facts += ["no longer in feeds.yaml"] if status.has_left else []
        title = one_line(status.title or feed.title or feed.url)
        group = f"  {one_line(', '.join(feed.groups))}" if feed.groups else ""
        sign = f" {self.glyphs.cursor} " if number == self.cursor else "   "
        look = ".failing" if wrong else ".title"
        yield HangingParagraph([Piece(sign, ".cursor")], [Piece(title, look), Piece(group, MUTED)])
        yield HangingParagraph([INDENT], [Piece(f" {self.glyphs.dot} ".join(facts), MUTED)])
        if status.message:
            yield HangingParagraph([INDENT], [Piece(one_line(status.message), ".fault" if wrong else "")])
        if status.moved_to:
            yield HangingParagraph([INDENT], [Piece(one_line(moved_line(status)), ".warning")])
        if wrong and status.state is not None and not status.has_left:
            yield HangingParagraph([INDENT], [Piece(_ADVICE[status.state], MUTED)])
