"""Where lines break: offsets only, so that a mark in the text finds its place on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.ui.text import graphemes, width

_WORD = re.compile(r"[^\s]+|[^\S\n]+")
# Characters of one cell each, so that their number is their width: nearly all paragraphs have no other.
_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]*")


def wrap(text: str, start: int, end: int, cells: int) -> Iterator[tuple[int, int]]:
    """The lines `[start, end)` into which a stretch of text falls at a width of `cells` (at least 1).

    Lines end at newlines and between words; the space at a break belongs to no line. A word that is wider than a
    line is broken.
    """
    for first, last in _paragraphs(text, start, end):
        first, last = _trim(text, first, last)
        narrow = _NARROW.fullmatch(text, first, last)
        yield from (_wrap_narrow if narrow else _wrap_words)(text, first, last, max(1, cells))


def wrap_lines(text: str, cells: int) -> list[str]:
    """A text as the lines into which it falls."""
    return [text[start:end] for start, end in wrap(text, 0, len(text), cells)]


def fold(text: str, start: int, end: int, cells: int) -> Iterator[tuple[int, int]]:
    """As `wrap`, but the spaces that a line begins with are kept, as code and tables need it."""
    for first, last in _paragraphs(text, start, end):
        yield from _wrap_words(text, first, last, max(1, cells))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start <= end:
        stop = text.find("\n", start, end)
        if stop < 0:
            yield start, end
            return
        yield start, stop
        start = stop + 1


def _wrap_narrow(text: str, start: int, end: int, cells: int) -> Iterator[tuple[int, int]]:
    """As `_wrap_words`, many times faster."""
    while end - start > cells:
        stop = text.rfind(" ", start, start + cells + 1)
        if stop < 0:
            yield start, start + cells
            start += cells
            continue
        line_end = stop
        while text[line_end - 1] == " ":
            line_end -= 1
        yield start, line_end
        start, _ = _trim(text, stop, end)
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _wrap_words(text: str, start: int, end: int, cells: int) -> Iterator[tuple[int, int]]:
    line_start, line_end, used = start, start, 0
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        size = width(word)
        if word.isspace():
            used += size
            continue
        if used + size <= cells:
            used += size
            line_end = match.end()
            continue
        if line_end > line_start:
            yield line_start, line_end
        line_start, line_end, used = match.start(), match.end(), size
        if size > cells:
            *full, (line_start, line_end) = _fold_word(text, match.start(), match.end(), cells)
            yield from full
            used = width(text[line_start:line_end])
    yield line_start, line_end


def _fold_word(text: str, start: int, end: int, cells: int) -> Iterator[tuple[int, int]]:
    line_start, used = start, 0
    for first, _, size in graphemes(text[start:end]):
        position = start + first
        if used + size > cells and position > line_start:
            yield line_start, position
            line_start, used = position, 0
        used += size
    if end > line_start:
        yield line_start, end
