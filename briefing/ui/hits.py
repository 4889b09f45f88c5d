"""Where the words of a search stand on the page of a story, and which of these places the reader is at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from briefing.core.analysis import Part
from briefing.core.words import hits
from briefing.ui.page import Page

FURTHEST = 400_000
"""Characters of a story that are looked through."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hits:
    """`lines` has the first line of each hit, in reading order; `on_lines` their stretches by the number of the line.

    `at` is the hit that the reader went to, -1 for none. `is_find` says that the reader looks for these words in this
    story, and not that a list brought them along.
    """

    words: tuple[str, ...] = ()
    is_find: bool = False
    lines: tuple[int, ...] = ()
    on_lines: Mapping[int, tuple[Stretch, ...]] = field(default_factory=dict)
    here: Mapping[int, Stretch] = field(default_factory=dict)
    at: int = -1
    _each: tuple[tuple[tuple[int, Stretch], ...], ...] = ()

    @property
    def told(self) -> str:
        """The words, and which hit of how many this is."""
        words = " ".join(self.words)
        if not self.lines:
            return f"{words}: nothing found"
        return f"{words}: {self.at + 1} of {len(self.lines)}" if self.at >= 0 else f"{words}: {len(self.lines)}"

    def step(self, step: int, top: int) -> Hits:
        """The next hit, or the one before; the first one from the line `top` on, where there was none yet."""
        if not self.lines:
            return self
        first = bisect_left(self.lines, top) - (0 if step > 0 else 1)
        at = (first if self.at < 0 else self.at + step) % len(self.lines)
        return replace(self, at=at, here=dict(self._each[at]))


def find_hits(words: Sequence[str], page: Page | None, is_find: bool = False) -> Hits:
    """The hits of some words on a page; none where there is no page yet."""
    if page is None or not words:
        return Hits(tuple(words), is_find)
    each = [
        tuple(_on_lines(page, part, start, end))
        for part in (Part.TITLE, Part.TEXT)
        for start, end in hits(page.text(part), words, FURTHEST)
    ]
    each = sorted(filter(None, each))
    on_lines: dict[int, tuple[Stretch, ...]] = {}
    for hit in each:
        for number, stretch in hit:
            on_lines[number] = (*on_lines.get(number, ()), stretch)
    return Hits(tuple(words), is_find, tuple(hit[0][0] for hit in each), on_lines, _each=tuple(each))


def _on_lines(page: Page, part: Part, start: int, end: int) -> list[tuple[int, Stretch]]:
    found: list[tuple[int, Stretch]] = []
    for number in count(page.line_at(part, start)):
        line = page.lines[number] if number < len(page.lines) else None
        if line is None or (line.part is part and line.start >= end):
            return found
        first, last = (max(start, line.start), min(end, line.end)) if line.part is part else (0, 0)
        if first < last:
            found.append((number, (first, last)))
        elif number > page.line_at(part, end):
            return found
    return found
