"""Three versions of a text made one: what we wrote last, what the reader made of it, and what we would write now.

Line by line. What the reader wrote always stays; where both changed the same lines both versions are kept, the
reader's first.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[str]
_MOST_PAIRS = 4_000_000


@dataclass(frozen=True, slots=True)
class Hunk:
    """The lines `[start, end)` of the base replaced by others."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge(base: str, theirs: str, ours: str) -> str:
    """The text that has what the reader did to `base`, and what we did to it."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    return "\n".join(_merge_lines(base.split("\n"), theirs.split("\n"), ours.split("\n")))


def unite(theirs: str, ours: str) -> str:
    """Both texts in one where nobody knows any more what we wrote: every line of either, shared ones once."""
    a, b = theirs.split("\n"), ours.split("\n")
    lines: list[str] = []
    for tag, start, end, first, last in _differences(a, b):
        lines += a[start:end] if tag == "equal" else (*a[start:end], *b[first:last])
    return "\n".join(lines)


def _merge_lines(base: Lines, theirs: Lines, ours: Lines) -> Iterator[str]:
    at = 0
    for start, end, mine, new in _groups(_hunks(base, theirs), _hunks(base, ours)):
        yield from base[at:start]
        at = end
        if mine != new:
            yield from (line for hunk in mine for line in hunk.lines)
        if new or not mine:
            yield from _apply_hunks(base, start, end, new)
    yield from base[at:]


def _hunks(base: Lines, other: Lines) -> Iterator[Hunk]:
    """What was done to the base, each line by itself where one line stands for one."""
    for tag, start, end, first, last in _differences(base, other):
        if tag == "replace" and end - start == last - first:
            for number in range(end - start):
                yield Hunk(start + number, start + number + 1, (other[first + number],))
        elif tag != "equal":
            yield Hunk(start, end, tuple(other[first:last]))


def _differences(one: Lines, other: Lines) -> Iterator[tuple[str, int, int, int, int]]:
    """What makes one text of the other, as difflib's opcodes.

    Comparing takes time with the pairs of lines that are the same, which are many where lines repeat. What is the same
    at both ends is left out of that; where still too much is left, all of it counts as replaced.
    """
    most = min(len(one), len(other))
    start = next((n for n in range(most) if one[n] != other[n]), most)
    end = next((n for n in range(most - start) if one[-1 - n] != other[-1 - n]), most - start)
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    if start:
        yield "equal", 0, start, 0, start
    often = Counter(b)
    if sum(often[line] for line in a) <= _MOST_PAIRS:
        for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield tag, i + start, j + start, k + start, m + start
    else:
        yield "change", start, start + len(a), start, start + len(b)
    if end:
        yield "equal", len(one) - end, len(one), len(other) - end, len(other)


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


def _apply_hunks(base: Lines, start: int, end: int, hunks: Iterable[Hunk]) -> Iterator[str]:
    for hunk in hunks:
        yield from base[start : hunk.start]
        yield from hunk.lines
        start = hunk.end
    yield from base[start:end]
