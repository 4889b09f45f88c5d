"""Marking a passage: the story stays on the screen, its keys choose words, and a line below tells them."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType

from briefing.core.analysis import Span
from briefing.core.annotations import Mark
from briefing.core.pen import Pen
from briefing.ui.hanging_indent import KeyHints
from briefing.ui.passage_selection import PassageSelection
from briefing.ui.screens.dialog import Dialog
from briefing.ui.widgets.paragraphs import Paragraphs
from briefing.ui.widgets.story_view import StoryView

KEYS = ("j k sentence", "J K more, less", "h l words", "H L beginning", "a note")


class PenChoice(NamedTuple):
    """What is to be done: mark `span` with `pen`, write a note on it, or take `mark` away."""

    span: Span
    pen: Pen
    mark: Mark | None = None
    note: bool = False
    remove: bool = False


class PensScreen(Dialog[PenChoice]):
    """Answers with what is to be marked and how."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,v", "close", "close"),
        ("j,down", "step(1)", "next sentence"),
        ("k,up", "step(-1)", "previous sentence"),
        ("J,shift+down,space", "sentences(1)", "a sentence more"),
        ("K,shift+up", "sentences(-1)", "a sentence less"),
        ("l,right", "end(1)", "a word more"),
        ("h,left", "end(-1)", "a word less"),
        ("L,shift+right", "start(1)", "begin a word later"),
        ("H,shift+left", "start(-1)", "begin a word earlier"),
        ("enter", "pen(1)", "mark"),
        ("a", "note", "mark and note"),
        ("x,delete", "remove", "remove the mark"),
        *((str(number), f"pen({number})", "mark") for number in range(1, 10)),
    ]

    def __init__(
        self, story: StoryView, selection: PassageSelection, pens: tuple[Pen, ...], marks: tuple[Mark, ...]
    ) -> None:
        super().__init__()
        self.story = story
        self.selection = selection
        self.pens = pens
        self.marks = marks

    def compose(self) -> ComposeResult:
        """The keys and the pens, below the story."""
        yield Paragraphs(id="pens")

    def on_mount(self) -> None:
        """Show what is chosen first."""
        self._choose(self.selection)

    def on_unmount(self) -> None:
        """The story is as before."""
        self.story.show_selection(None)

    def action_step(self, steps: int) -> None:
        """Another sentence."""
        self._choose(self.selection.step(steps))

    def action_sentences(self, steps: int) -> None:
        """Longer or shorter by sentences."""
        self._choose(self.selection.by_sentences(steps))

    def action_end(self, steps: int) -> None:
        """Longer or shorter by words."""
        self._choose(self.selection.end_by_words(steps))

    def action_start(self, steps: int) -> None:
        """Begin later or earlier."""
        self._choose(self.selection.start_by_words(steps))

    def action_pen(self, number: int) -> None:
        """Mark with a pen."""
        if number <= len(self.pens):
            self.dismiss(PenChoice(self.selection.span, self.pens[number - 1], self._same()))

    def action_note(self) -> None:
        """Mark, and write a note on it; on a mark write its note."""
        self.dismiss(PenChoice(self.selection.span, self.pens[0], self._under(), note=True))

    def action_remove(self) -> None:
        """Take the mark away that is here."""
        under = self._under()
        if under is not None:
            self.dismiss(PenChoice(self.selection.span, self.pens[0], under, remove=True))

    def _choose(self, selection: PassageSelection) -> None:
        self.selection = selection
        self.story.show_selection(selection.span)
        pens = KeyHints([f"{number} {pen.sign} {pen.name}" for number, pen in enumerate(self.pens, 1)], "bold")
        removal = ["x removes the mark"] if self._under() else []
        self.query_one(Paragraphs).show([pens, KeyHints([*KEYS, *removal, "Esc closes"], "$muted")])

    def _under(self) -> Mark | None:
        """The mark that shares words with what is chosen; the shortest of several."""
        here = [mark for mark in self.marks if mark.span is not None and mark.span.overlaps(self.selection.span)]
        return min(here, key=lambda mark: len(mark.anchor.quote), default=None)

    def _same(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.span == self.selection.span), None)
