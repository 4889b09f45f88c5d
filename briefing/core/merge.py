"""Three versions of a text made one: what we wrote last, what the reader made of it, and what we would write now.

Line by line. What the reader wrote always stays; where both changed the same lines both versions are kept, the
reader's first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class Hunk:
    """The lines `[start, end)` of the base replaced by others."""

    start: int
    end: int
    lines: tuple[str, ...]


def merged(base: str, theirs: str, ours: str) -> str:
    """The text that has what the reader did to `base`, and what we did to it."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    return "\n".join(_merged(base.split("\n"), theirs.split("\n"), ours.split("\n")))


def united(theirs: str, ours: str) -> str:
    """Both texts in one where nobody knows any more what we wrote: every line of either, shared ones once."""
    a, b = theirs.split("\n"), ours.split("\n")
    lines: list[str] = []
    in_a = in_b = 0
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        lines += (*a[in_a : block.a], *b[in_b : block.b], *a[block.a : block.a + block.size])
        in_a, in_b = block.a + block.size, block.b + block.size
    return "\n".join(lines)


def _merged(base: Lines, theirs: Lines, ours: Lines) -> Iterator[str]:
    at = 0
    for start, end, mine, new in _groups(_hunks(base, theirs), _hunks(base, ours)):
        yield from base[at:start]
        at = end
        if mine != new:
            yield from (line for hunk in mine for line in hunk.lines)
        if new or not mine:
            yield from _applied(base, start, end, new)
    yield from base[at:]


def _hunks(base: Lines, other: Lines) -> Iterator[Hunk]:
    """What was done to the base, each line by itself where one line stands for one."""
    for tag, start, end, first, last in SequenceMatcher(None, base, other, autojunk=False).get_opcodes():
        if tag == "replace" and end - start == last - first:
            for number in range(end - start):
                yield Hunk(start + number, start + number + 1, (other[first + number],))
        elif tag != "equal":
            yield Hunk(start, end, tuple(other[first:last]))


def _groups(theirs: Iterable[Hunk], ours: Iterable[Hunk]) -> Iterator[tuple[int, int, list[Hunk], list[Hunk]]]:
    """The hunks of both in the order of the base, those together that are about the same lines or the same gap."""
    waiting = deque(sorted([*((hunk, 0) for hunk in theirs), *((hunk, 1) for hunk in ours)], key=_place))
    while waiting:
        start, end = waiting[0][0].start, waiting[0][0].end
        sides: tuple[list[Hunk], list[Hunk]] = ([], [])
        while waiting and (waiting[0][0].start < end or _place(waiting[0])[:2] == (start, end)):
            hunk, side = waiting.popleft()
            sides[side].append(hunk)
            end = max(end, hunk.end)
        yield start, end, *sides


def _place(hunk_of: tuple[Hunk, int]) -> tuple[int, int, int]:
    return hunk_of[0].start, hunk_of[0].end, hunk_of[1]


def _applied(base: Lines, start: int, end: int, hunks: Iterable[Hunk]) -> Iterator[str]:
    for hunk in hunks:
        yield from base[start : hunk.start]
        yield from hunk.lines
        start = hunk.end
    yield from base[start:end]
