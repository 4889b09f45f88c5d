"""The only maker of Textual content out of text from outside: never markup, and clean once more before it is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size, split_graphemes
from rich.segment import Segment
from textual.content import Content, Span
from textual.strip import Strip
from textual.style import Style

from briefing.core import clean

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNUSUAL = re.compile(r"[^\x20-\x7e\n]")


class Piece(NamedTuple):
    """Some text in one style. An empty style is that of the line."""

    text: str
    style: Style | str = ""


def same_length(raw: str) -> str:
    """Text safe to draw in which every offset still holds: what must not be drawn becomes a replacement sign."""
    if clean.text(raw, max(len(raw), 1)) == raw:
        return raw.replace("\t", " ")
    return _UNUSUAL.sub(lambda match: _drawable(match[0]), raw)


def _drawable(character: str) -> str:
    if character == "\t":
        return " "
    return character if clean.text(character) == character else REPLACEMENT


def one_line(raw: str) -> str:
    """Text as one clean line."""
    return clean.line(raw)


def content(pieces: Iterable[Piece]) -> Content:
    """Content out of pieces; no piece is read as markup."""
    texts: list[str] = []
    spans: list[Span] = []
    position = 0
    for text, style in pieces:
        texts.append(text)
        if style and text:
            spans.append(Span(position, position + len(text), style))
        position += len(text)
    return Content("".join(texts), spans)


def stretch(raw: str, start: int, end: int, looks: Iterable[tuple[int, int, str]], under: str = "") -> Content:
    """The characters `[start, end)` of a text, with looks (start, end, style) laid over one another, first lowest."""
    spans = [Span(0, end - start, under)] if under else []
    for first, last, style in looks:
        first, last = max(first, start), min(last, end)
        if first < last:
            spans.append(Span(first - start, last - start, style))
    return Content(raw[start:end], spans)


def width(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def graphemes(text: str) -> Iterable[tuple[int, int, int]]:
    """The characters as a person sees them: start, end and cells of each."""
    if text.isascii():
        return ((place, place + 1, 1) for place in range(len(text)))
    return split_graphemes(text)[0]


def at_cell(text: str, cell: int) -> int | None:
    """Where in a text the character is that covers a cell, from 0; None behind the end."""
    used = 0
    for start, _, size in graphemes(text):
        if used <= cell < used + size:
            return start
        used += size
    return None


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """The text in at most so many cells; the ellipsis stands for what was cut."""
    if cells <= 0:
        return ""
    if width(text) <= cells:
        return text
    if cells <= len(ellipsis):
        return ellipsis[:cells]
    return set_cell_size(text, cells - len(ellipsis)).rstrip() + ellipsis


def cut_pieces(pieces: Sequence[Piece], cells: int, ellipsis: str = "…") -> list[Piece]:
    """Pieces that together take at most so many cells."""
    kept: list[Piece] = []
    left = cells
    for number, (text, style) in enumerate(pieces):
        if left <= 0:
            break
        more = any(piece.text for piece in pieces[number + 1 :])
        if width(text) == left and more:
            text += " "
        shown = cut(text, left, ellipsis)
        kept.append(Piece(shown, style))
        left -= width(shown)
        if shown != text:
            break
    return kept


def strip(line: Content, style: Style, cells: int, named: Callable[[str], Style]) -> Strip:
    """A drawn line, exactly so many cells wide. `named` gives the style of a component class, as of `.title`."""
    return Strip(segments(line, style, cells, named), cells)


def segments(line: Content, style: Style, cells: int, named: Callable[[str], Style]) -> list[Segment]:
    """The segments of a drawn line, as in `strip`."""

    def parse_style(wanted: Style | str) -> Style:
        return named(wanted.removeprefix(".")) if isinstance(wanted, str) else wanted

    drawn = [Segment(text, look.rich_style) for text, look in line.render(style, "", parse_style)]
    return Segment.adjust_line_length(drawn, cells, style.rich_style)
