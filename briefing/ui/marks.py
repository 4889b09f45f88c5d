"""Where the marks of an analysis fall on the lines of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefing.core.analysis import Analysis, Span
from briefing.ui.page import Page


class Layer(StrEnum):
    """The kinds of marks, in the order of their keys."""

    ACTORS = "actors"
    RESOURCES = "resources"
    OFFERS = "offers"


ALL_LAYERS = frozenset(Layer)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` of the shown title or text, on one line."""

    layer: Layer
    start: int
    end: int


LineMarks = dict[int, tuple[Mark, ...]]


def marks(page: Page, analysis: Analysis | None) -> LineMarks:
    """The marks of each line that has any."""
    found: dict[int, list[Mark]] = {}
    for layer, span in _spans(analysis) if analysis else ():
        for number, start, end in on_lines(page, span):
            found.setdefault(number, []).append(Mark(layer, start, end))
    return {number: tuple(on_line) for number, on_line in found.items()}


def _spans(analysis: Analysis) -> Iterator[tuple[Layer, Span]]:
    # Two offers of one sentence are one mark, or its shade would tell a number.
    for span in dict.fromkeys(span for offer in analysis.offers for span in offer.evidence):
        yield Layer.OFFERS, span
    for actor in analysis.actors:
        for span in actor.mentions:
            yield Layer.ACTORS, span
    for resource in analysis.resources:
        for span in resource.mentions:
            yield Layer.RESOURCES, span


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
