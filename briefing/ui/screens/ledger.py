"""The ledger: the offers of all stories over time, narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from briefing.core.formatting import act_words, counted
from briefing.core.ledger.reports import Entry, OfferReport
from briefing.core.visibility import UNSURE_BELOW
from briefing.ui.glyphs import Glyphs
from briefing.ui.text import one_line
from briefing.ui.widgets.ledger_list import LedgerList
from briefing.ui.widgets.paragraphs import keys_line
from briefing.ui.widgets.typed_line import TypedLine

NOTHING = "No offers yet. Stories are analysed after they are fetched."
NONE_SUCH = "No offer has all of these words. Esc clears them."


class LedgerScreen(Screen[OfferReport]):
    """Answers with the story that is to be opened, and the offer in it."""

    CSS_PATH = "ledger.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", priority=True),
        Binding("down,ctrl+n", "move(1)", "down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "up", priority=True),
        Binding("pagedown", "page(1)", "page down", priority=True),
        Binding("pageup", "page(-1)", "page up", priority=True),
        Binding("tab", "next_story", "its next story", priority=True),
        Binding("ctrl+t", "fold", "less sure", priority=True),
    ]

    def __init__(self, glyphs: Glyphs, now: Callable[[], datetime], unsure_below: float = UNSURE_BELOW) -> None:
        super().__init__()
        self.unsure_below = unsure_below
        self._with_less_sure = False
        self.entries: tuple[Entry, ...] = ()
        self.glyphs = glyphs
        self.now = now
        self._words: Sequence[str] = ()
        self._is_complete = False
        self._story = 0

    def add_entries(self, entries: tuple[Entry, ...], words: Sequence[str]) -> None:
        """Show more: all entries that are known by now, with the words of each; the cursor stays with its entry."""
        self.entries, self._words = entries, words
        self._narrow(self.query_one(Input).value, keep=True)

    def finish(self) -> None:
        """There are no more to come."""
        self._is_complete = True
        if self.is_attached:
            self._narrow(self.query_one(Input).value, keep=True)

    def compose(self) -> ComposeResult:
        """What is typed, the entries, and a line that tells of the chosen one."""
        yield TypedLine(placeholder="words of actors, terms, resources, acts or sources", id="typed")
        yield LedgerList(self.glyphs, self.now)
        yield Static(id="quote")
        yield Static(id="source")
        yield keys_line(
            "type to narrow", "Enter opens the story there", "Tab its next story", "Ctrl+T less sure", "Esc closes"
        )

    @property
    def list(self) -> LedgerList:
        """The entries."""
        return self.query_one(LedgerList)

    def on_mount(self) -> None:
        """All of them."""
        self._narrow("")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Leave those that have every word."""
        self._narrow(message.value)

    def on_input_submitted(self) -> None:
        """Open the chosen one."""
        self._open()

    def on_ledger_list_opened(self) -> None:
        """The chosen one was clicked."""
        self._open()

    def action_move(self, steps: int) -> None:
        """Another entry."""
        self.list.move(steps)
        self._show_quote()

    def action_page(self, pages: int) -> None:
        """A screen further."""
        self.list.page(pages)
        self._show_quote()

    def action_next_story(self) -> None:
        """The next story that tells the chosen entry."""
        self._show_quote(self._story + 1)

    def action_fold(self) -> None:
        """Show the entries that are less sure, or leave them out."""
        self._with_less_sure = not self._with_less_sure
        self._narrow(self.query_one(Input).value, keep=True)

    def action_close(self) -> None:
        """Clear what was typed, and close where nothing was."""
        typed = self.query_one(Input)
        if typed.value:
            typed.value = ""
        else:
            self.dismiss(None)

    def _narrow(self, typed: str, keep: bool = False) -> None:
        words = typed.casefold().split()
        matches = [
            entry for entry, mine in zip(self.entries, self._words, strict=True) if all(word in mine for word in words)
        ]
        sure = [entry for entry in matches if entry.is_shown(self.unsure_below)]
        found = tuple(matches if self._with_less_sure else sure)
        less_sure = len(matches) - len(sure)
        ellipsis = self.glyphs.ellipsis
        if less_sure and not self._with_less_sure:
            empty = f"No offer is sure enough; {less_sure:,} less sure: Ctrl+T."
        else:
            empty = NONE_SUCH if self.entries else NOTHING if self._is_complete else f"Gathering the offers{ellipsis}"
        self.list.show(found, empty, keep)
        more = "" if self._is_complete else f"{ellipsis} gathering more"
        folded = f" {self.glyphs.dot} {less_sure:,} less sure" if less_sure else ""
        count = f"{len(found):,} of {counted(len(self.entries), 'offer')}{folded}{more}"
        self.query_one(Input).border_title = "Ledger"
        self.query_one(Input).border_subtitle = Content(count)
        self._show_quote(self._story if keep else 0)

    def _show_quote(self, story: int = 0) -> None:
        """Show the quote of the chosen entry, as its story says it."""
        entry = self.list.chosen
        self._story = story % len(entry.reports) if entry else 0
        report = entry.reports[self._story] if entry else None
        place = f"  ({self._story + 1} of {len(entry.reports)})" if entry and len(entry.reports) > 1 else ""
        self.query_one("#quote", Static).update(Content(f"“{one_line(report.quote)}”" if report else ""))
        source = one_line(f"{report.source}{place} {self.glyphs.dot} {report.title}") if report else ""
        self.query_one("#source", Static).update(Content(source))

    def _open(self) -> None:
        entry = self.list.chosen
        if entry is not None:
            self.dismiss(entry.reports[self._story])


def searchable(entries: Sequence[Entry]) -> list[str]:
    """The words of each entry that typing looks at."""
    return [_words(entry) for entry in entries]


def _words(entry: Entry) -> str:
    """All that typing looks at."""
    sources = (part for one in entry.reports for part in (one.source, one.title))
    parts = (act_words(entry.offer), entry.proposer, entry.recipient, entry.offer.terms.text, entry.quantity)
    return "\n".join((*parts, *entry.resources, *sources)).casefold()
