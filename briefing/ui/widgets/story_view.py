"""One story: its text in lines, with the marks of the analysis on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.selection import Selection
from textual.timer import Timer

from briefing.core.analysis import Analysis, Part, Span
from briefing.core.annotations import NO_ANNOTATIONS, Annotations
from briefing.core.pen import COLOURS, USUAL_PENS, Pen, pen_of
from briefing.core.story import Story
from briefing.core.visibility import USUAL_BOUNDS
from briefing.ui.glyphs import Glyphs
from briefing.ui.highlights import Highlights, looks_of_line, smallest_mark
from briefing.ui.layers import ALL_LAYERS, Layer, MarkMode, offer_sign
from briefing.ui.marks import LineMarks, Mark, marks
from briefing.ui.page import MEASURE, LineKind, Page, PageLine, lay_out, line_of_same_words, stretches_on_line
from briefing.ui.panel_rows import Item
from briefing.ui.seeker import Seeker
from briefing.ui.selected_text import selected_lines, selected_span, selected_text
from briefing.ui.text import Piece, at_cell, content, one_line, stretch, width
from briefing.ui.widgets.lines import LineView, empty_line, empty_lines

FLASH_SECONDS = 0.45
GUTTER = 2


class StoryView(LineView):
    """Shows a story; laid out anew when the width changes, with the same words at the top."""

    ALLOW_SELECT = True
    # Here and not with the screen's: no first screen waits until it is parsed. It is for the panel and the bars, too.
    DEFAULT_CSS = Path(__file__).with_name("story.tcss").read_text(encoding="utf-8")
    SCOPED_CSS = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "title", "about", "heading", "quote", "code", "my-note", "link", "link-number", "struck",
        "prefix", "empty", "bar",
        "actors", "actor-1", "actor-2", "actor-3", "actor-4", "actor-5", "actor-6", "resources", "offers",
        "pointed", "dimmed", "flash", "hit", "hit-here", "chosen-words", *(f"pen-{colour}" for colour in COLOURS),
    }  # fmt: skip

    @dataclass
    class MarkClicked(Message):
        """The reader clicked on a mark: the smallest one there, and what it is of."""

        layer: Layer
        of: str

    @dataclass
    class LinkClicked(Message):
        """The reader clicked on the number of a link."""

        address: str

    def __init__(
        self, glyphs: Glyphs, now: Callable[[], datetime], id: str, pens: tuple[Pen, ...] = USUAL_PENS
    ) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.now = now
        self.story: Story | None = None
        self.page_shown: Page | None = None
        self.marks_shown: frozenset[Layer] = ALL_LAYERS
        self.mode = MarkMode.COLOUR
        self.pens = pens
        self.bounds = USUAL_BOUNDS
        self._with_less_sure = False
        self._kept = NO_ANNOTATIONS
        self._analysis: Analysis | None = None
        self.highlights = Highlights()
        self.seeker = Seeker(self)
        self._jumped_to: tuple[Span, ...] = ()
        self._timer: Timer | None = None
        self._laid_out_for = -1
        self._place = 0
        self.empty_words: tuple[str, ...] = ()

    # ------------------------------------------------------------------------------------------------ what is shown

    def show(
        self, story: Story | None, analysis: Analysis | None, kept: Annotations = NO_ANNOTATIONS, place: int = 0
    ) -> None:
        """Show a story from `place`, an offset into its text, or, if it is the one that is shown, where it is now."""
        same = story is not None and self.story is not None and story.id == self.story.id
        self.story, self._analysis, self._kept = story, analysis, kept
        self._laid_out_for = -1
        self.page_shown = self.page_shown if same else None
        self._lay_out(keep=same)
        if not same:
            self._end_flash()
            self._place = place
            self._go_to_place()

    def _go_to_place(self) -> None:
        """Go to where the story was left; before there is a page, this waits for it."""
        page = self.page_shown
        self.go_to(page.line_at(Part.TEXT, self._place) if page is not None and self._place else 0)
        if page is not None:
            self._place = 0

    @property
    def place(self) -> int:
        """How far the story was read: the offset of the words at the top, 0 where all of it is still to come."""
        page = self.page_shown
        if page is None or self.top == 0:
            return self._place
        return next((line.start for line in page.lines[self.top :] if line.part is Part.TEXT), 0)

    def say(self, *words: str) -> None:
        """What stands here, a line each, where no story does."""
        self.empty_words = words
        self._lay_out(keep=True)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Draw the marks of an analysis; nothing moves."""
        self._analysis = analysis
        self._find_marks()
        self.refresh()

    def show_less_sure(self, is_shown: bool) -> None:
        """Mark the sentences of less sure lines too, or no longer."""
        self._with_less_sure = is_shown
        self._find_marks()
        self.refresh()

    def show_layers(self, layers: frozenset[Layer]) -> None:
        """Draw only these kinds of marks."""
        self.marks_shown = layers
        self.refresh()

    def jump(self, spans: Iterable[Span]) -> None:
        """Bring the first of some spans into sight and flash them all."""
        self._jumped_to = tuple(spans)
        self.highlights = self.highlights.flash(self._jumped_to, self.page_shown)
        if not self.highlights.flashing:
            return
        first, last = min(self.highlights.flashing), max(self.highlights.flashing)
        if first < self.top or last >= self.top + self.rows:
            self.go_to(max(0, first - self.rows // 3))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_interval(FLASH_SECONDS, self._next_flash)
        self.refresh()

    def _next_flash(self) -> None:
        self.highlights = self.highlights.next_flash()
        if not self.highlights.flashing:
            self._end_flash()
        self.refresh()

    def _end_flash(self) -> None:
        self.highlights, self._jumped_to = self.highlights.without_flash(), ()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @property
    def flashing(self) -> bool:
        """Whether a sentence is being flashed."""
        return bool(self.highlights.flashing)

    def emphasize(self, item: Item | None) -> None:
        """Show an item of the panel more clearly than the rest; None ends that."""
        before, self.highlights = self.highlights, self.highlights.emphasize(item, self.page_shown)
        if self.highlights != before:
            self.refresh()

    def show_selection(self, span: Span | None) -> None:
        """Show a passage as selected, and keep it in sight; None ends that."""
        self.highlights = self.highlights.select(span, self.page_shown)
        if self.highlights.selected:
            self.keep_in_sight(min(self.highlights.selected), max(self.highlights.selected))
        self.refresh()

    @property
    def offset_at_top(self) -> int:
        """The offset of the story's text at the first line that is seen."""
        page = self.page_shown
        lines = page.lines[self.top :] if page is not None else ()
        first = next((line.start for line in lines if line.part is Part.TEXT), 0)
        return 0 if page is None else page.shown.back(first)

    @property
    def selected_span(self) -> Span | None:
        """What is selected of the text with the mouse."""
        page, selection = self.page_shown, self.text_selection
        if page is None or selection is None:
            return None
        return selected_span(selected_lines(page, selection.get_span, self._margin + GUTTER), page)

    # ----------------------------------------------------------------------------------------------------- moving

    def move(self, steps: int) -> None:
        """Scroll by steps."""
        self.go_to(self.top + steps)

    def page(self, pages: int) -> None:
        """Scroll by screens, two lines of the old one staying in sight."""
        self.go_to(self.top + pages * max(1, self.rows - 2))

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.top >= self.max_scroll_y

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width; what was just jumped to comes into sight, or stays there."""
        again = self._jumped_to if self.flashing or self.page_shown is None else ()
        self._lay_out(keep=True)
        if again:
            self.jump(again)

    # ------------------------------------------------------------------------------------------------------ the mouse

    def on_click(self, event: events.Click) -> None:
        """A click on a mark or on the number of a link tells of it."""
        place = event.get_content_offset(self)
        page = self.page_shown
        number = self.top + place.y if place is not None else -1
        if place is None or page is None or not 0 <= number < len(page.lines):
            return
        line = page.lines[number]
        if line.part is None:
            return
        cell = place.x - self._margin - GUTTER - width(line.prefix)
        offset = at_cell(page.text(line.part)[line.start : line.end], cell)
        if offset is not None:
            self._on_text_click(page, number, line, line.start + offset)

    def _on_text_click(self, page: Page, number: int, line: PageLine, offset: int) -> None:
        if line.part is Part.TEXT:
            for first, last in stretches_on_line(line, page.shown.numbers):
                if first <= offset < last:
                    self.post_message(self.LinkClicked(page.shown.address(page.shown.text[first:last])))
                    return
        mark = smallest_mark(self._shown_marks(number), offset)
        if mark is not None:
            self.post_message(self.MarkClicked(mark.layer, mark.of))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words as the text has them: no line ends where only the screen has one."""
        page = self.page_shown
        if page is None:
            return None
        return selected_text(selected_lines(page, selection.get_span, self._margin + GUTTER), page), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is selected."""
        self.refresh()

    # ---------------------------------------------------------------------------------------------------- drawing

    @property
    def _margin(self) -> int:
        """The empty cells left of the text, where the pane is wider than the text should be."""
        return max(0, (self._laid_out_for - MEASURE) // 2)

    def _shown_marks(self, number: int) -> list[Mark]:
        return self.highlights.marks_on(number, self.marks_shown)

    def _lay_out(self, keep: bool) -> None:
        cells = self.columns - GUTTER
        if self.story is None:
            self.page_shown = None
            self.set_lines(len(empty_lines(self, *self.empty_words)) or 1)
            self.refresh()
            return
        if cells <= 0 or cells == self._laid_out_for:  # without room the page stays as it was for the room before
            return
        before, top = self.page_shown, self.top
        page = lay_out(self.story, self._kept, self.now(), cells, self.glyphs, self._analysis)
        self.page_shown, self._laid_out_for = page, cells
        self.highlights = Highlights()
        self._find_marks()
        self.seeker.page_changed(page)
        self.set_lines(len(page.lines))
        if self._place and keep:
            self._go_to_place()
        elif keep and before is not None and top > 0:
            self.go_to(line_of_same_words(before, page, top))
        self.refresh()

    def _marks_on(self, page: Page) -> LineMarks:
        bound = None if self._with_less_sure else self.bounds
        return marks(page, self._analysis, self._kept.marks, self.pens, bound)

    def _find_marks(self) -> None:
        page = self.page_shown
        found = {} if page is None else self._marks_on(page)
        self.highlights = replace(self.highlights, marks=found)

    def draw(self, number: int) -> tuple[Content, str]:
        """One line of the story."""
        page = self.page_shown
        if page is None:
            return content([empty_line(self, number, *self.empty_words)]), ""
        line = page.lines[number]
        found = self._shown_marks(number)
        margin = content([Piece(" " * self._margin), self._bar(found), Piece(line.prefix, ".prefix")])
        under = _LOOKS.get(line.kind, "")
        if line.part is None:
            return margin + content([Piece(one_line(line.words), under)]), ""
        looks = looks_of_line(self.highlights, page, number, line, found, self.seeker.hits)
        return margin + stretch(page.text(line.part), line.start, line.end, looks, under), ""

    def _bar(self, found: Sequence[Mark]) -> Piece:
        """What stands beside a line that says an offer, and the sign of a pen beside a line that was marked with it."""
        sign = offer_sign(self.mode, self.glyphs)
        ids = {mark.of for mark in found if mark.layer is Layer.MINE}
        pen = next((pen_of(mark.colour, self.pens).sign for mark in self._kept.marks if mark.id in ids), " ")
        return Piece(f"{sign if any(mark.layer is Layer.OFFERS for mark in found) else ' '}{pen}", ".bar")


_LOOKS = {
    LineKind.TITLE: ".title",
    LineKind.ABOUT: ".about",
    LineKind.HEADING: ".heading",
    LineKind.QUOTE: ".quote",
    LineKind.CODE: ".code",
    LineKind.NOTE: ".my-note",
    LineKind.LINK: ".about",
}
