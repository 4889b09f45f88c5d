"""What lies over the text of a story: marks, what is emphasized, selected, flashing. One value, and pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.core.analysis import Part, Span
from briefing.ui.hits import Hits
from briefing.ui.layers import Layer
from briefing.ui.marks import LineMarks, Mark, on_lines
from briefing.ui.page import Page, PageLine, stretches_on_line
from briefing.ui.panel_rows import Item

FLASHES = 5
"""How often a sentence that was jumped to changes its look."""

NO_HITS = Hits()

Stretch = tuple[int, int]
"""The start and the end of some characters on one line."""

Look = tuple[int, int, str]
"""A stretch, and the component class that it is drawn in."""


@dataclass(frozen=True, slots=True)
class Highlights:
    """Stretches by the number of their line. `only` is the item that is drawn while all else is dimmed, if any.

    `flashing` is drawn while `flashes_left` is odd.
    """

    marks: LineMarks = field(default_factory=dict)
    only: Item | None = None
    emphasized: Mapping[int, tuple[Stretch, ...]] = field(default_factory=dict)
    selected: Mapping[int, Stretch] = field(default_factory=dict)
    flashing: Mapping[int, Stretch] = field(default_factory=dict)
    flashes_left: int = 0

    def emphasize(self, item: Item | None, page: Page | None) -> Highlights:
        """Show an item more clearly than the rest; an actor or a resource dims all else. None ends that."""
        only = item if item is not None and item.layer is not Layer.OFFERS else None
        return replace(self, only=only, emphasized=_all_stretches(item.spans if item else (), page))

    def select(self, span: Span | None, page: Page | None) -> Highlights:
        """Show a passage as selected; None ends that."""
        return replace(self, selected=_last_stretches((span,) if span else (), page))

    def flash(self, spans: Iterable[Span], page: Page | None) -> Highlights:
        """Begin to flash some spans."""
        stretches = _last_stretches(spans, page)
        return replace(self, flashing=stretches, flashes_left=FLASHES if stretches else 0)

    def next_flash(self) -> Highlights:
        """The next change of look; after the last one nothing flashes."""
        left = self.flashes_left - 1
        return replace(self, flashes_left=left) if left > 0 else self.without_flash()

    def without_flash(self) -> Highlights:
        """The same, with nothing flashing."""
        return replace(self, flashing={}, flashes_left=0)

    def marks_on(self, number: int, layers: frozenset[Layer]) -> list[Mark]:
        """The marks of these layers on a line."""
        return [mark for mark in self.marks.get(number, ()) if mark.layer in layers]


def words_of(stretches: Mapping[int, Iterable[Stretch]], page: Page | None) -> Iterator[str]:
    """The words of stretches by the number of their line, line by line."""
    for number, ones in sorted(stretches.items()):
        part = None if page is None else page.lines[number].part
        if page is not None and part is not None:
            yield from (page.text(part)[start:end] for start, end in ones)


def _all_stretches(spans: Iterable[Span], page: Page | None) -> dict[int, tuple[Stretch, ...]]:
    found: dict[int, tuple[Stretch, ...]] = {}
    for number, start, end in _on_page(spans, page):
        found[number] = (*found.get(number, ()), (start, end))
    return found


def _last_stretches(spans: Iterable[Span], page: Page | None) -> dict[int, Stretch]:
    return {number: (start, end) for number, start, end in _on_page(spans, page)}


def _on_page(spans: Iterable[Span], page: Page | None) -> Iterator[tuple[int, int, int]]:
    if page is not None:
        for span in spans:
            yield from on_lines(page, span)


def looks_of_line(
    highlights: Highlights, page: Page, number: int, line: PageLine, shown_marks: Sequence[Mark], hits: Hits = NO_HITS
) -> list[Look]:
    """How the characters of a line look, the lowest layer first."""
    looks: list[Look] = [(mark.start, mark.end, f".{mark.look}") for mark in shown_marks]
    if highlights.only is not None:
        mine = (highlights.only.layer, highlights.only.of)
        looks = [
            (line.start, line.end, ".dimmed"),
            *(look for mark, look in zip(shown_marks, looks, strict=True) if (mark.layer, mark.of) == mine),
        ]
    looks += ((*at, ".pointed") for at in highlights.emphasized.get(number, ()))
    if line.part is Part.TEXT:
        looks = [
            *((*at, ".link") for at in stretches_on_line(line, page.shown.words)),
            *((*at, ".struck") for at in stretches_on_line(line, page.shown.struck)),
            *looks,
            *((*at, ".link-number") for at in stretches_on_line(line, page.shown.numbers)),
        ]
    looks += ((*at, ".hit") for at in hits.on_lines.get(number, ()))
    if number in hits.here:
        looks.append((*hits.here[number], ".hit-here"))
    if number in highlights.selected:
        looks.append((*highlights.selected[number], ".chosen-words"))
    if number in highlights.flashing and highlights.flashes_left % 2:
        looks.append((*highlights.flashing[number], ".flash"))
    return looks


def smallest_mark(found: Sequence[Mark], offset: int) -> Mark | None:
    """The smallest of some marks at an offset; that of an offer only where there is no other."""
    here = [mark for mark in found if mark.start <= offset < mark.end]
    return min(here, key=lambda mark: (mark.layer is Layer.OFFERS, mark.end - mark.start), default=None)
