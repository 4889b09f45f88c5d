"""The day's briefing on the screen, to read, to save, or to open in the browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from briefing.core.brief import Brief, By
from briefing.core.brief_formats import BRIEF_FORMATS
from briefing.core.brief_markdown import first_of_papers, summary
from briefing.core.formatting import ARROW, act_words, in_quotes
from briefing.core.ledger.entries import Entry
from briefing.core.ledger.wording import between, long_state, terms_words
from briefing.core.waiting import NOTHING_WAITS, Waiting
from briefing.ui.glyphs import Glyphs
from briefing.ui.hanging_indent import HangingParagraph
from briefing.ui.screens.dialog import ScrollDialog
from briefing.ui.text import Piece, one_line
from briefing.ui.widgets.paragraphs import Paragraphs, keys_line

INDENT = Piece("  ")
SAVED_BY = [f"{one.key} {one.title}" for one in BRIEF_FORMATS.values() if one.key]
"""The keys that save the briefing, each with its format."""


class BriefAnswer(NamedTuple):
    """What is to be made (`markdown`, `html`, `open`) of which briefing, and how it is grouped."""

    what: str
    brief: Brief
    by: By


class BriefScreen(ScrollDialog[BriefAnswer]):
    """Shows a briefing, and longer ones, until it is told what to make of the one that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("g", "group", "by pair or by resource"),
        ("w", "look_back", "a longer time"),
        *((one.key, f"make('{name}')", f"save as {one.title}") for name, one in BRIEF_FORMATS.items() if one.key),
        ("o", "make('open')", "open in the browser"),
        ("S", "close", "close"),
    ]

    def __init__(
        self,
        brief: Brief,
        longer: Callable[[Brief], Awaitable[Brief]],
        glyphs: Glyphs,
        waiting: Waiting = NOTHING_WAITS,
    ) -> None:
        """`longer` makes the briefing that looks further back than one."""
        super().__init__()
        self._longer = longer
        self.waiting = waiting
        self.brief = brief
        self.glyphs = glyphs
        self.by = By.PAIR

    def compose(self) -> ComposeResult:
        """When it begins, what came since then, and what can be done with it."""
        with Vertical(classes="box tall"):
            yield Static(self._title(), classes="title")
            with VerticalScroll(can_focus=False):
                yield Paragraphs(self._paragraphs(), id="brief")
            yield keys_line(*SAVED_BY, "o open in the browser", "g group otherwise", "w longer", "Esc closes")

    def action_group(self) -> None:
        """By resource instead of by pair, or back."""
        self.by = By.RESOURCE if self.by is By.PAIR else By.PAIR
        self.query_one("#brief", Paragraphs).show(self._paragraphs())

    def action_look_back(self) -> None:
        """Over a day, a week, a month, a year, and again since the last briefing."""
        self.run_in_background(self._look_back(), "longer")

    async def _look_back(self) -> None:
        self.brief = await self._longer(self.brief)
        self.query_one(".title", Static).update(self._title())
        self.query_one("#brief", Paragraphs).show(self._paragraphs())
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_make(self, what: str) -> None:
        """Answer."""
        self.dismiss(BriefAnswer(what, self.brief, self.by))

    def _title(self) -> Content:
        begins, ends = self.brief.since.astimezone(), self.brief.until.astimezone()
        year = f" {begins.year}" if begins.year != ends.year else ""
        return Content(f"Since {begins:%a} {begins.day} {begins:%B}{year}{begins: %H:%M}")

    def _paragraphs(self) -> Iterator[HangingParagraph]:
        to_come = f", {self.waiting.short}" if self.waiting.short else ""
        yield HangingParagraph(words=[Piece(f"{summary(self.brief)}{to_come}", "$muted")])
        yield HangingParagraph()
        if not (self.brief.entries or self.brief.noted or self.brief.read):
            yield HangingParagraph(words=[Piece("Nothing new since then. w looks further back.", "$muted")])
        yield from self._section("MEASURES", self.brief.measures)
        for name, entries in self.brief.groups(self.by):
            yield HangingParagraph(words=[Piece(one_line(name).replace(ARROW, self.glyphs.arrow), "bold")])
            for entry in entries:
                yield from self._entry(entry, "" if self.by is By.PAIR else between(entry.row, self.glyphs.arrow))
            yield HangingParagraph()
        yield from self._section("ANSWERS", self.brief.answers)
        for heading, headlines in (
            ("NOTED", [noted.headline for noted in self.brief.noted]),
            ("READ", list(self.brief.read)),
        ):
            if headlines:
                yield HangingParagraph()
                yield HangingParagraph(words=[Piece(heading, "bold $accent")])
            for headline in headlines:
                source = Piece(f"  {one_line(headline.source)}", "$muted")
                yield HangingParagraph([Piece(f"{self.glyphs.bullet} ")], [Piece(one_line(headline.title)), source])

    def _section(self, heading: str, entries: tuple[Entry, ...]) -> Iterator[HangingParagraph]:
        if entries:
            yield HangingParagraph(words=[Piece(heading, "bold $accent")])
        for entry in entries:
            yield from self._entry(entry, between(entry.row, self.glyphs.arrow))
        if entries:
            yield HangingParagraph()

    def _entry(self, entry: Entry, whom: str) -> Iterator[HangingParagraph]:
        state = "" if entry.row.act.is_answer else f" {self.glyphs.dot} {one_line(long_state(entry.row))}"
        words = [
            Piece(f"{one_line(whom)} {self.glyphs.dot} " if whom else "", "bold"),
            Piece(f"{act_words(entry.row)}: ", "$accent"),
            Piece(one_line(terms_words(entry.row))),
            Piece(state, "$muted"),
        ]
        yield HangingParagraph([Piece(f"{self.glyphs.bullet} ")], words)
        if entry.answers is not None:
            answered = f"answers {act_words(entry.answers)}: {one_line(entry.answers.terms)}"
            yield HangingParagraph([INDENT], [Piece(answered, "$muted")])
        for one in first_of_papers(entry):
            yield HangingParagraph(
                [INDENT], [Piece(f"{in_quotes(one_line(one.quote))} {one_line(one.source)}", "$muted")]
            )
