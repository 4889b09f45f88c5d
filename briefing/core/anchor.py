"""Passages that keep to their words when a text is edited: a quote, what stood around it, and where it stood last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from briefing.core.analysis import Part, Span
from briefing.core.annotations import Anchor
from briefing.core.story import Story

AROUND = 40
"""Characters of context that are kept on each side."""

SURE_LENGTH = 24
"""A quote of so many characters is known by itself; a shorter one needs something of what stood around it."""

_LEAST_CONTEXT = 0.4
_LEAST_SHARED = 0.6
_WORD = re.compile(r"\w+")


def make_anchor(text: str, span: Span) -> Anchor:
    """The anchor of a passage of a text."""
    return Anchor(
        text[span.start : span.end],
        text[max(0, span.start - AROUND) : span.start],
        text[span.end : span.end + AROUND],
        span,
    )


def span_of(anchor: Anchor, story: Story) -> Span | None:
    """Where a passage stands in a story as it is now, or None."""
    return find(anchor, story.title if anchor.span.part is Part.TITLE else story.body.text)


def find(anchor: Anchor, text: str) -> Span | None:
    """Where a passage stands in a text: where it stood, else where its words are, else where most of them are."""
    hint = anchor.span
    if not anchor.quote.strip():
        return None
    if text[hint.start : hint.end] == anchor.quote and _context(anchor, text, hint.start, hint.end) == 1:
        return hint
    exact = list(_occurrences(anchor.quote, text))
    if exact:
        best = max(exact, key=lambda at: (_context(anchor, text, *at), -abs(at[0] - hint.start)))
        if len(anchor.quote) >= SURE_LENGTH or _context(anchor, text, *best) >= _LEAST_CONTEXT:
            return Span(*best, hint.part)
    return _alike(anchor, text)


def _occurrences(quote: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _context(anchor: Anchor, text: str, start: int, end: int) -> float:
    """How much of what stood around a passage stands around this place, from 0 to 1."""
    before, after = text[max(0, start - len(anchor.prefix)) : start], text[end : end + len(anchor.suffix)]
    if (before, after) == (anchor.prefix, anchor.suffix):
        return 1.0
    sides = [(a, b) for a, b in ((anchor.prefix, before), (anchor.suffix, after)) if a]
    return max((SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in sides), default=0.0)


def _alike(anchor: Anchor, text: str) -> Span | None:
    """The stretch that holds most of the passage's words, if it holds enough of them in their order."""
    wanted = [match[0].casefold() for match in _WORD.finditer(anchor.quote)]
    if len(wanted) < 3:
        return None
    found = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in found]
    start = _best_window(wanted, words, anchor.span.start, [match.start() for match in found])
    if start is None:
        return None
    first = max(0, start - len(wanted) // 2)
    near = words[first : start + len(wanted) + len(wanted) // 2]
    blocks = [b for b in SequenceMatcher(None, wanted, near, autojunk=False).get_matching_blocks() if b.size]
    if sum(block.size for block in blocks) < _LEAST_SHARED * len(wanted):
        return None
    last_block = blocks[-1]
    return Span(
        found[first + blocks[0].b].start(), found[first + last_block.b + last_block.size - 1].end(), anchor.span.part
    )


def _best_window(wanted: Sequence[str], words: Sequence[str], hint: int, starts: Sequence[int]) -> int | None:
    """Where a window as long as the passage shares most words with it; of several the one nearest to the hint."""
    size = len(wanted)
    if not words:
        return None
    lacking = Counter(wanted)
    shared, best, best_key = 0, None, (_LEAST_SHARED * size, float("-inf"))
    for number, word in enumerate(words):
        if lacking[word] > 0:
            shared += 1
        lacking[word] -= 1
        if number >= size:
            gone = words[number - size]
            lacking[gone] += 1
            if lacking[gone] > 0:
                shared -= 1
        start = max(0, number - size + 1)
        key = (float(shared), -abs(starts[start] - hint))
        if key >= best_key:
            best, best_key = start, key
    return best
