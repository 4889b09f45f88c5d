"""Paragraphs whose further lines begin below their first word, not below the sign or key that stands before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.ui.text import Piece, width
from briefing.ui.wrap import wrap

BETWEEN = "   "
LEAST_WORDS = 12
"""Cells below which words are not squeezed: what stands before them then stands in line with them."""


class HangingParagraph(NamedTuple):
    """A paragraph: what stands before its first line, and its words. Both empty: an empty line."""

    label: Sequence[Piece] = ()
    words: Sequence[Piece] = ()

    def lines(self, cells: int) -> Iterator[tuple[Piece, ...]]:
        """The lines of the paragraph at a width of `cells`."""
        indent = sum(width(piece.text) for piece in self.label)
        if cells - indent < LEAST_WORDS:
            yield from _lines((*self.label, *self.words), cells)
            return
        for number, line in enumerate(_lines(self.words, cells - indent)):
            yield (*(self.label if number == 0 else (Piece(" " * indent),)), *line)


class KeyHints(NamedTuple):
    """Keys and what each does, as `Esc closes`: a line breaks between two of them, never inside one."""

    hints: Sequence[str]
    look: str = ""

    def lines(self, cells: int) -> Iterator[tuple[Piece, ...]]:
        """The lines at a width of `cells`."""
        line = ""
        for one in self.hints:
            longer = f"{line}{BETWEEN}{one}" if line else one
            if line and width(longer) > cells:
                yield (Piece(line, self.look),)
                longer = one
            line = longer
        yield (Piece(line, self.look),)

    def within(self, cells: int, lines: int) -> KeyHints:
        """As many of them as there is room for in so many lines; the last one, the way out, is always among them."""
        *others, last = self.hints
        shown = self
        while others and sum(1 for _ in shown.lines(cells)) > lines:
            others.pop()
            shown = KeyHints((*others, last), self.look)
        return shown


def _lines(pieces: Sequence[Piece], cells: int) -> Iterator[tuple[Piece, ...]]:
    text = "".join(piece.text for piece in pieces)
    for start, end in wrap(text, 0, len(text), cells):
        yield tuple(style_stretch(text[start:end], start, pieces))


def style_stretch(shown: str, start: int, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The characters shown, which begin at `start` of the pieces' text, in the styles of the pieces."""
    end, before = start + len(shown), 0
    for text, style in pieces:
        first, last = max(start, before), min(end, before + len(text))
        if first < last:
            yield Piece(shown[first - start : last - start], style)
        before += len(text)
