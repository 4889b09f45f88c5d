"""The day's briefing on the screen: read here, saved, or opened in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from briefing.core.brief import Brief, By
from briefing.core.brief_markdown import summary
from briefing.core.ledger import Entry
from briefing.core.ledger_shapes import between
from briefing.core.lines import ARROW, act_words
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.signs import Signs
from briefing.ui.text import Piece, content, one_line


class BriefScreen(ScrollDialog[tuple[str, By]]):
    """Answers with what is to be made of it (`markdown`, `html`, `open`) and how it is grouped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("g", "group", "by pair or by resource"),
        ("s", "make('markdown')", "save as Markdown"),
        ("h", "make('html')", "save as HTML"),
        ("o", "make('open')", "open in the browser"),
        ("S", "close", "close"),
    ]

    def __init__(self, made: Brief, signs: Signs) -> None:
        super().__init__()
        self.made = made
        self.signs = signs
        self.by = By.PAIR

    def compose(self) -> ComposeResult:
        """When it begins, what is in it, and what can be done with it."""
        since = f"{self.made.since.astimezone():%a %d %B %H:%M}"
        with Vertical(classes="box tall"):
            yield Static(Content(f"Since {since}: {summary(self.made)}"), classes="title")
            with VerticalScroll(can_focus=False):
                yield Static(id="brief")
            yield Static(
                Content("s Markdown   h HTML   o open in the browser   g group otherwise   Esc"), classes="keys"
            )

    def on_mount(self) -> None:
        """Show it."""
        self.query_one("#brief", Static).update(content(self._pieces()))

    def action_group(self) -> None:
        """By resource instead of by pair, or back."""
        self.by = By.RESOURCE if self.by is By.PAIR else By.PAIR
        self.query_one("#brief", Static).update(content(self._pieces()))

    def action_make(self, what: str) -> None:
        """Answer."""
        self.dismiss((what, self.by))

    def _pieces(self) -> Iterator[Piece]:
        if not (self.made.entries or self.made.answers or self.made.noted or self.made.read):
            yield Piece("Nothing new since then.", "$muted")
        for name, entries in self.made.groups(self.by):
            yield Piece(f"{one_line(name).replace(ARROW, self.signs.arrow)}\n", "bold")
            for entry in entries:
                yield from self._entry(entry, "" if self.by is By.PAIR else between(entry, self.signs.arrow))
            yield Piece("\n")
        if self.made.answers:
            yield Piece("ANSWERS\n", "bold $accent")
        for answer in self.made.answers:
            yield from self._entry(answer.entry, between(answer.entry, self.signs.arrow))
            if answer.to is not None:
                terms = f"{act_words(answer.to.offer)}: {answer.to.offer.terms.text}"
                yield Piece(f"  answers {one_line(terms)}\n", "$muted")
        for heading, headlines in (
            ("NOTED", [noted.headline for noted in self.made.noted]),
            ("READ", list(self.made.read)),
        ):
            if headlines:
                yield Piece(f"\n{heading}\n", "bold $accent")
            for headline in headlines:
                yield Piece(f"{self.signs.bullet} {one_line(headline.title)}")
                yield Piece(f"  {one_line(headline.source)}\n", "$muted")

    def _entry(self, entry: Entry, whom: str) -> Iterator[Piece]:
        yield Piece(f"{self.signs.bullet} ")
        yield Piece(f"{one_line(whom)} {self.signs.dot} " if whom else "", "bold")
        yield Piece(f"{act_words(entry.offer)}: ", "$accent")
        yield Piece(f"{one_line(entry.offer.terms.text)}\n")
        for told in entry.told:
            yield Piece(f"  “{one_line(told.quote)}” {one_line(told.source)}\n", "$muted")
