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
from briefing.ui.hanging import Hung
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.signs import Signs
from briefing.ui.text import Piece, one_line
from briefing.ui.widgets.paragraphs import Paragraphs, keys_line

INDENT = Piece("  ")


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
                yield Paragraphs(self._paragraphs(), id="brief")
            yield keys_line("s Markdown", "h HTML", "o open in the browser", "g group otherwise", "Esc closes")

    def action_group(self) -> None:
        """By resource instead of by pair, or back."""
        self.by = By.RESOURCE if self.by is By.PAIR else By.PAIR
        self.query_one("#brief", Paragraphs).show(self._paragraphs())

    def action_make(self, what: str) -> None:
        """Answer."""
        self.dismiss((what, self.by))

    def _paragraphs(self) -> Iterator[Hung]:
        if not (self.made.entries or self.made.answers or self.made.noted or self.made.read):
            yield Hung(words=[Piece("Nothing new since then.", "$muted")])
        for name, entries in self.made.groups(self.by):
            yield Hung(words=[Piece(one_line(name).replace(ARROW, self.signs.arrow), "bold")])
            for entry in entries:
                yield from self._entry(entry, "" if self.by is By.PAIR else between(entry, self.signs.arrow))
            yield Hung()
        if self.made.answers:
            yield Hung(words=[Piece("ANSWERS", "bold $accent")])
        for answer in self.made.answers:
            yield from self._entry(answer.entry, between(answer.entry, self.signs.arrow))
            if answer.to is not None:
                terms = f"{act_words(answer.to.offer)}: {answer.to.offer.terms.text}"
                yield Hung([INDENT], [Piece(f"answers {one_line(terms)}", "$muted")])
        for heading, headlines in (
            ("NOTED", [noted.headline for noted in self.made.noted]),
            ("READ", list(self.made.read)),
        ):
            if headlines:
                yield Hung()
                yield Hung(words=[Piece(heading, "bold $accent")])
            for headline in headlines:
                source = Piece(f"  {one_line(headline.source)}", "$muted")
                yield Hung([Piece(f"{self.signs.bullet} ")], [Piece(one_line(headline.title)), source])

    def _entry(self, entry: Entry, whom: str) -> Iterator[Hung]:
        words = [
            Piece(f"{one_line(whom)} {self.signs.dot} " if whom else "", "bold"),
            Piece(f"{act_words(entry.offer)}: ", "$accent"),
            Piece(one_line(entry.offer.terms.text)),
        ]
        yield Hung([Piece(f"{self.signs.bullet} ")], words)
        for told in entry.told:
            yield Hung([INDENT], [Piece(f"“{one_line(told.quote)}” {one_line(told.source)}", "$muted")])
