"""Three versions of a text made one: what we wrote last, what the reader made of it, and what we would write now.

Line by line. What the reader wrote always stays; where both changed the same lines both versions are kept, the
reader's first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[str]
Difference = tuple[str, int, int, int, int]
_MOST_STEPS = 100_000_000
"""How far texts are compared: about a second."""
_LONG = 100
"""Lines of two texts together, from which on they are cut into pieces before they are compared."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """The lines `[start, end)` of the base replaced by others."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge(base: str, theirs: str, ours: str, between: str = "") -> str:
    """The text that has what the reader did to `base`, and what we did to it.

    `between` is a line that parts the versions where both wrote something else in place of the same lines.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    return "\n".join(_merge_lines(base.split("\n"), theirs.split("\n"), ours.split("\n"), between))


def unite(theirs: str, ours: str) -> str:
    """Both texts in one where nobody knows any more what we wrote: every line of either, shared ones once."""
    a, b = theirs.split("\n"), ours.split("\n")
    lines: list[str] = []
    for tag, start, end, first, last in _differences(a, b):
        lines += a[start:end] if tag == "equal" else (*a[start:end], *b[first:last])
    return "\n".join(lines)


def _merge_lines(base: Lines, theirs: Lines, ours: Lines, between: str) -> Iterator[str]:
    at = 0
    for start, end, mine, new in _groups(_hunks(base, theirs), _hunks(base, ours)):
        yield from base[at:start]
        at = end
        if mine != new:
            yield from (line for hunk in mine for line in hunk.lines)
            if between and _has_words(mine) and _has_words(new):
                yield between
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


def _differences(one: Lines, other: Lines) -> Iterator[Difference]:
    """What makes one text of the other, as difflib's opcodes, in a time that hardly grows faster than the texts.

    What is the same at both ends is left out first. Long texts are cut at lines that either has once. In a piece in
    which very many lines are alike these are paired in turn: comparing all pairs takes too long.
    """
    start, end = _same_ends(one, other)
    a, b = one[start : len(one) - end], other[start : len(other) - end]
    if start:
        yield "equal", 0, start, 0, start
    left = _MOST_STEPS
    found: list[Difference]
    for i, j, k, m in _pieces(a, b) if len(a) + len(b) > _LONG else [(0, len(a), 0, len(b))]:
        often = Counter(b[k:m])
        steps = sum(often[line] for line in a[i:j]) * min(j - i, m - k)
        if steps <= left:
            left -= steps
            compared = SequenceMatcher(None, a[i:j], b[k:m], autojunk=False).get_opcodes()
            found = [(tag, i + p, i + q, k + r, k + t) for tag, p, q, r, t in compared]
        else:
            found = list(_in_turn(a, b, (i, j, k, m)))
        yield from ((tag, start + p, start + q, start + r, start + t) for tag, p, q, r, t in found)
    if end:
        yield "equal", len(one) - end, len(one), len(other) - end, len(other)


def _same_ends(one: Lines, other: Lines) -> tuple[int, int]:
    """How many lines are the same at the beginning, and at the end."""
    most = min(len(one), len(other))
    start = next((n for n in range(most) if one[n] != other[n]), most)
    return start, next((n for n in range(most - start) if one[-1 - n] != other[-1 - n]), most - start)


def _pieces(a: Lines, b: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Both texts cut before lines that each has once and that come in the same order in both."""
    in_a, in_b = Counter(a), Counter(b)
    place = {line: number for number, line in enumerate(b) if in_b[line] == 1}
    both = [(number, place[line]) for number, line in enumerate(a) if in_a[line] == 1 and line in place]
    i = k = 0
    for j, m in _rising(both):
        if (j, m) != (i, k):
            yield i, j, k, m
        i, k = j, m
    if (len(a), len(b)) != (i, k):
        yield i, len(a), k, len(b)


def _in_turn(a: Lines, b: Lines, piece: tuple[int, int, int, int]) -> Iterator[Difference]:
    """What makes one piece of the other, where the nth of some equal lines only ever stands for the nth.

    They are counted from the beginning or from the end, whichever leaves more as it is.
    """
    i, j, k, m = piece
    forth = _rising(_nth(range(i, j), a, range(k, m), b))
    back = _rising(_nth(range(j - 1, i - 1, -1), a, range(m - 1, k - 1, -1), b)[::-1])
    for p, r in (*max(forth, back, key=len), (j, m)):
        if (p, r) != (i, k):
            yield "change", i, p, k, r
        if p < j:
            yield "equal", p, p + 1, r, r + 1
        i, k = p + 1, r + 1


def _nth(these: Iterable[int], a: Lines, those: Iterable[int], b: Lines) -> list[tuple[int, int]]:
    """Places with the same line in both, the nth of it in one with the nth in the other."""
    waiting: dict[str, deque[int]] = {}
    for place in those:
        waiting.setdefault(b[place], deque()).append(place)
    return [(place, waiting[a[place]].popleft()) for place in these if waiting.get(a[place])]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of some pairs, which rise in the first number, that rises in the second as well."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        last[length : length + 1] = [at]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


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


def _has_words(hunks: Iterable[Hunk]) -> bool:
    return any(line.strip() for hunk in hunks for line in hunk.lines)


def _apply_hunks(base: Lines, start: int, end: int, hunks: Iterable[Hunk]) -> Iterator[str]:
    for hunk in hunks:
        yield from base[start : hunk.start]
        yield from hunk.lines
        start = hunk.end
    yield from base[start:end]
