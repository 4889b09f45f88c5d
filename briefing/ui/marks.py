"""Where the marks of an analysis fall on the lines of a page, and what each looks like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.core.analysis import Analysis, Span
from briefing.core.annotations import Mark as Kept
from briefing.core.pen import Pen, pen_of
from briefing.core.visibility import USUAL_BOUNDS, Bounds, is_shown
from briefing.ui.layers import Layer
from briefing.ui.mark_palette import ACTORS
from briefing.ui.page import Page


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` of the shown title or text, on one line.

    `look` is its component class; `of` is the id of the actor, resource or mark, or the offer's number in the analysis.
    """

    layer: Layer
    start: int
    end: int
    look: str = ""
    of: str = ""


LineMarks = dict[int, tuple[Mark, ...]]


def actor_looks(analysis: Analysis) -> dict[str, str]:
    """The look of each actor, by id: those most spoken of have a look of their own, the rest one in common."""
    ranked = sorted(analysis.actors, key=lambda actor: -len(actor.mentions))
    return {actor.id: f"actor-{rank}" if rank <= ACTORS else "actors" for rank, actor in enumerate(ranked, 1)}


def marks(
    page: Page,
    analysis: Analysis | None,
    mine: Iterable[Kept] = (),
    pens: tuple[Pen, ...] = (),
    bounds: Bounds | None = USUAL_BOUNDS,
) -> LineMarks:
    """The marks of each line that has any: those of the analysis, and those that the reader made with pens.

    Sentences of lines that are not shown at this bound (`core/visibility.py`) are not marked; None marks all.
    """
    found: dict[int, list[Mark]] = {}
    for layer, look, of, span in (*(_spans(analysis, bounds) if analysis else ()), *_reader_spans(mine, pens)):
        for number, start, end in on_lines(page, span):
            found.setdefault(number, []).append(Mark(layer, start, end, look, of))
    return {number: tuple(on_line) for number, on_line in found.items()}


def _spans(analysis: Analysis, bounds: Bounds | None) -> Iterator[tuple[Layer, str, str, Span]]:
    # Two offers of one sentence are one mark, or its shade would tell a number.
    sentences: dict[Span, str] = {}
    for number, line in enumerate(analysis.lines):
        is_marked = bounds is None or is_shown(line, bounds)
        for span in line.evidence if is_marked else ():
            sentences.setdefault(span, str(number))
    for span, of in sentences.items():
        yield Layer.OFFERS, "offers", of, span
    looks = actor_looks(analysis)
    for actor in analysis.actors:
        for span in actor.mentions:
            yield Layer.ACTORS, looks[actor.id], actor.id, span
    for resource in analysis.resources:
        for span in resource.mentions:
            yield Layer.RESOURCES, "resources", resource.id, span


def _reader_spans(mine: Iterable[Kept], pens: tuple[Pen, ...]) -> Iterator[tuple[Layer, str, str, Span]]:
    for mark in mine:
        if mark.span is not None:
            yield Layer.MINE, f"pen-{pen_of(mark.colour, pens).colour}", mark.id, mark.span


def on_lines(page: Page, span: Span) -> Iterator[tuple[int, int, int]]:
    """The lines that a span of the story touches: number, start and end of the part on each."""
    start, end = page.stretch(span)
    number = page.line_at(span.part, start)
    while number < len(page.lines):
        line = page.lines[number]
        number += 1
        if line.part is not span.part:
            continue
        if line.start >= end:
            return
        first, last = max(start, line.start), min(end, line.end)
        if first < last:
            yield number - 1, first, last
