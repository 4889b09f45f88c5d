"""A story in the list, as one line of columns or as two lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from briefing.core.formatting import ARROW, age, counted, more_reports
from briefing.core.headline import Headline
from briefing.core.words import context, hits
from briefing.ui.glyphs import Glyphs
from briefing.ui.list_columns import RIGHT_ALIGNED, column_widths, column_words
from briefing.ui.text import Piece, cut, cut_pieces, one_line, width

MARGIN = 4
AGE_WIDTH = 4


class HeadlineRows(NamedTuple):
    """What all headlines of a list are drawn with: `cells` for each line, and the words that are `sought`.

    `columns` are the names of those of a list with one line a story; without any, each takes two lines.
    """

    glyphs: Glyphs
    cells: int
    sought: Sequence[str]
    now: datetime
    columns: Sequence[str]
    picked: Collection[str]

    def line(self, headline: Headline | None, part: int) -> list[Piece]:
        """The first line of a story, or the second."""
        if headline is None:
            return [Piece("    "), Piece("" if part else "this story was removed", ".waiting")]
        if part:
            return self._second(headline)
        return [*self._marks(headline), *(self._cells(headline) if self.columns else self._title(headline, self._room))]

    @property
    def _room(self) -> int:
        return self.cells - MARGIN

    def _cells(self, headline: Headline) -> list[Piece]:
        """The columns that there is room for, the title in what they leave."""
        widths = column_widths(self.columns, self._room)
        pieces: list[Piece] = []
        for number, (name, room) in enumerate(widths.items()):
            gap = "  " if number + 1 < len(widths) else ""
            if name == "title":
                title = self._title(headline, room)
                pieces += *title, Piece(" " * max(0, room - _width(title)) + gap)
            else:
                words = column_words(name, headline, self.now, self.glyphs)
                words = cut(one_line(words), room, self.glyphs.ellipsis)
                space = " " * (room - width(words))
                words = f"{space}{words}" if name in RIGHT_ALIGNED else f"{words}{space}"
                pieces.append(Piece(words + gap, _look(name, headline)))
        return pieces

    def _second(self, headline: Headline) -> list[Piece]:
        """Who says it; then where the words stand that are searched for, or else the foremost offer; then how old."""
        glyphs = self.glyphs
        when = f" {age(headline.moment, self.now):>{AGE_WIDTH}} "
        room = self._room - len(when)
        more = f" +{counted(len(headline.also_in), 'feed')}" if headline.also_in else ""
        more += f" {glyphs.dot} {more_reports(headline.cluster)}" if headline.cluster > 1 else ""
        # A long name of a feed leaves room for what comes after it.
        for_source = max(12, (self.cells + 1) // 3) if headline.hit or headline.main_line else room - width(more)
        who = cut(one_line(headline.source), for_source, glyphs.ellipsis) + more
        line = [Piece(who, ".source")]
        if headline.hit:
            around = context(one_line(headline.hit), self.sought, room - width(who) - 2) or headline.hit
            line += (Piece("  "), *self._with_hits(one_line(around), ".source"))
        elif headline.main_line:
            offer = one_line(headline.line_words).replace(ARROW, glyphs.arrow).replace(" · ", f" {glyphs.dot} ")
            line.append(Piece(f"  {offer}", ".offer"))
        line = cut_pieces(line, room, glyphs.ellipsis)
        gap = " " * (room - _width(line))
        sign = _mark(f"{glyphs.watched:^{MARGIN}}", ".watched", headline.watched)
        return [sign, *line, Piece(gap + when, ".source")]

    def _title(self, headline: Headline, room: int) -> list[Piece]:
        title = cut(one_line(headline.title) or "(no title)", room, self.glyphs.ellipsis)
        return self._with_hits(title, ".read" if headline.read else ".unread")

    def _marks(self, headline: Headline) -> list[Piece]:
        glyphs, is_picked = self.glyphs, headline.id in self.picked
        return [
            _mark(glyphs.unread, ".unread-sign", not headline.read),
            _mark(glyphs.star, ".star", headline.starred),
            # One place for both, for what comes next keeps a blank before it; a choice lasts for a moment.
            _mark(glyphs.picked, ".cursor", True) if is_picked else _mark(glyphs.note, ".note", headline.noted),
            Piece(" "),
        ]

    def _with_hits(self, words: str, look: str) -> list[Piece]:
        """Words in a look, with those that are searched for in another."""
        pieces: list[Piece] = []
        at = 0
        for start, end in hits(words, self.sought) if self.sought else ():
            if start >= at:
                pieces += (Piece(words[at:start], look), Piece(words[start:end], ".hit"))
                at = end
        return [*pieces, Piece(words[at:], look)]


def _look(column: str, headline: Headline) -> str:
    if column == "lines" and headline.watched:
        return ".watched"
    return ".offer" if column in ("offer", "lines") else ".source"


def _mark(sign: str, look: str, is_there: bool) -> Piece:
    """A sign, or the room for it: without a look, which would be a block of colour where a row is reversed."""
    return Piece(sign, look) if is_there else Piece(" " * width(sign))


def _width(pieces: Sequence[Piece]) -> int:
    return sum(width(piece.text) for piece in pieces)
