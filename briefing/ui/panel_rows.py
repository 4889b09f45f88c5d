"""The panel as rows: offers grouped by act, measures, what is less sure, then actors and resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from briefing.core.analysis import Act, Analysis, Line, Party, Span
from briefing.core.annotations import Note
from briefing.core.formatting import counted
from briefing.core.visibility import USUAL_BOUNDS, Bounds, Hidden, is_shown, why_hidden
from briefing.ui.glyphs import Glyphs
from briefing.ui.hanging_indent import style_stretch
from briefing.ui.layers import Layer
from briefing.ui.marks import actor_looks
from briefing.ui.text import Piece, cut, one_line, width
from briefing.ui.wrap import wrap, wrap_lines

PARTIES_LINES, TERMS_LINES, QUANTITY_LINES, CONDITION_LINES, SPEAKER_LINES, NOTE_LINES, WHY_LINES = 2, 4, 2, 2, 2, 3, 2
MOST_PROBLEMS = 3
NOT = "not: "
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Item:
    """Something that Enter jumps to: the places in the story that say it, one after the other.

    `of` is what the marks of it have as `of`; `name` is what it is called; `offer` is an offer's id.
    """

    spans: tuple[Span, ...]
    offer: str = ""
    layer: Layer = Layer.OFFERS
    of: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the panel; `item` is the number of the item that it belongs to, or None for headings."""

    pieces: tuple[Piece, ...] = ()
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """All rows, and what they lead to; how many lines are less sure, drawn or not."""

    rows: tuple[Row, ...] = ()
    items: tuple[Item, ...] = ()
    less_sure: int = 0

    def find(self, layer: Layer, of: str) -> int | None:
        """The number of the item that a mark is of."""
        return next((n for n, item in enumerate(self.items) if (item.layer, item.of) == (layer, of)), None)


@dataclass(frozen=True, slots=True)
class Fold:
    """Whether the lines that are less sure are drawn, and the key that shows or hides them."""

    is_open: bool = False
    key: str = ""


FOLDED = Fold()


@dataclass(slots=True)
class _Draft:
    rows: list[Row]
    items: list[Item]

    def add(self, item: Item, lines: Iterator[tuple[Piece, ...]]) -> None:
        number = len(self.items)
        self.items.append(item)
        self.rows.extend(Row(line, number) for line in lines)

    def heading(self, words: str, count: int, more: str = "") -> None:
        if self.rows:
            self.rows.append(Row())
        after = f"  {count}  {more}" if more else f"  {count}"
        self.rows.append(Row((Piece(words, ".heading"), Piece(after, ".faint"))))

    def words(self, sentence: str, cells: int) -> None:
        self.rows.extend(Row((Piece(line, ".faint"),)) for line in wrap_lines(sentence, cells))


def panel_rows(
    analysis: Analysis,
    cells: int,
    glyphs: Glyphs,
    bounds: Bounds = USUAL_BOUNDS,
    notes: Sequence[Note] = (),
    fold: Fold = FOLDED,
) -> Panel:
    """The panel of an analysis at a width of `cells`: offers by act, measures, what is less sure, actors, resources.

    Lines that are not shown by default (`core/visibility.py`) stand behind all others, folded or not. `notes` are the
    reader's; those on a line stand below it.
    """
    texts = {note.offer: note.text for note in notes if note.offer}
    draft = _Draft([], [])
    looks = actor_looks(analysis)
    numbered = list(enumerate(analysis.lines))
    shown = [(number, line) for number, line in numbered if is_shown(line, bounds)]
    less_sure = [(number, line) for number, line in numbered if not is_shown(line, bounds)]

    def add_lines(lines: Sequence[tuple[int, Line]]) -> None:
        for number, line in lines:
            item = Item(line.evidence, line.id, Layer.OFFERS, str(number), one_line(line.act.value))
            rows = _LineRows(line, cells, glyphs, looks, why_hidden(line, bounds))
            draft.add(
                item, chain(rows.all(analysis.answered_offer(line)), _note(texts.get(line.id, ""), cells, glyphs))
            )

    if not shown:
        draft.words(_nothing_shown(analysis, len(less_sure), fold), cells)
    for words, mine in _grouped(shown):
        draft.heading(words, len(mine))
        add_lines(mine)
    if less_sure and (shown or fold.is_open):
        sign = glyphs.unfolded if fold.is_open else glyphs.folded
        draft.heading(f"{sign} LESS SURE", len(less_sure), f"{fold.key} {'hides' if fold.is_open else 'shows'}")
    if fold.is_open:
        add_lines(less_sure)
    _add_entities(draft, analysis, looks, cells, glyphs)
    if analysis.problems:
        draft.heading("NOT READ", len(analysis.problems))
    for problem in analysis.problems[:MOST_PROBLEMS]:
        draft.words(one_line(problem), cells)
    return Panel(tuple(draft.rows), tuple(draft.items), len(less_sure))


def _grouped(shown: Sequence[tuple[int, Line]]) -> Iterator[tuple[str, list[tuple[int, Line]]]]:
    """Offers by their act, each with its heading, then measures; no group is empty."""
    groups = {act: "MEASURES" if act.is_measure else act.value.upper() for act in Act}
    for words in dict.fromkeys(groups.values()):
        mine = [(number, line) for number, line in shown if groups[line.act] == words]
        if mine:
            yield words, mine


def _add_entities(draft: _Draft, analysis: Analysis, looks: Mapping[str, str], cells: int, glyphs: Glyphs) -> None:
    """Actors and resources, those that the story names most first."""
    if analysis.actors:
        draft.heading("ACTORS", len(analysis.actors))
    for actor in sorted(analysis.actors, key=lambda a: -len(a.mentions)):
        item = Item(actor.mentions, "", Layer.ACTORS, actor.id, one_line(actor.name))
        look = f".{looks[actor.id]}"
        draft.add(item, _name_row(item.name, actor.kind.value, len(actor.mentions), look, cells, glyphs))
    if analysis.resources:
        draft.heading("RESOURCES", len(analysis.resources))
    for resource in sorted(analysis.resources, key=lambda r: -len(r.mentions)):
        item = Item(resource.mentions, "", Layer.RESOURCES, resource.id, one_line(resource.name))
        draft.add(item, _name_row(item.name, resource.kind, len(resource.mentions), ".resources", cells, glyphs))


def _nothing_shown(analysis: Analysis, less_sure: int, fold: Fold) -> str:
    """What stands where the lines would be."""
    from briefing.core import language  # late, as below: tables that the first screen lacks

    if not language.is_read(analysis.language):
        return language.unread(analysis.language)
    if not less_sure:
        return "No offers or measures were found in this story."
    return "No line is sure enough" + (f"; {less_sure:,} less sure: {fold.key}" if not fold.is_open else ".")


class _LineRows(NamedTuple):
    """The rows of one line: who and to whom, then what, then what else there is to say of it."""

    line: Line
    cells: int
    glyphs: Glyphs
    looks: Mapping[str, str]
    hidden: Hidden | None

    def all(self, put: Line | None) -> Iterator[tuple[Piece, ...]]:
        """All rows; `put` is the offer that the line answers."""
        yield from self._parties()
        yield from self._terms()
        if self.line.condition:
            yield from self._lines([Piece(one_line(self.line.condition), ".faint")], CONDITION_LINES)
        yield from self._spelt_out()
        if self.line.speaker is not None:
            yield from self._lines([Piece("said by ", ".faint"), self._name(self.line.speaker)], SPEAKER_LINES)
        if put is not None:
            whose = [] if put.proposer is None else [Piece(" of ", ".faint"), self._name(put.proposer)]
            yield from self._lines([Piece(f"answers the {put.act.noun}", ".faint"), *whose], 1)
        if self.hidden:
            is_unsure = self.hidden is Hidden.UNSURE
            reason = f"{self.line.confidence:.0%} sure" if is_unsure else f"less sure: {self.hidden.value}"
            yield from self._lines([Piece(reason, ".faint")], WHY_LINES)

    def _parties(self) -> Iterator[tuple[Piece, ...]]:
        parties = self._names(self.line.proposer)
        if self.line.recipient is not None:
            arrow = Piece(f" {self.glyphs.arrow} ", self._look(".parties"))
            parties = [*parties, arrow, *self._names(self.line.recipient)]
        yield from self._lines(parties, PARTIES_LINES, first="")

    def _terms(self) -> Iterator[tuple[Piece, ...]]:
        line = self.line
        sign = [Piece(NOT, ".negated")] if line.negated else []
        if line.act.is_measure or self.hidden:  # of other lines the heading says the act
            sign = [Piece(f"{line.act.value}: ", self._look(".act")), *sign]
        terms, quantity, look = one_line(line.terms.text), one_line(line.quantity or ""), self._look("")
        before, found, after = terms.partition(quantity) if quantity else (terms, "", "")
        inside = [Piece(before, look), self._amount(quantity), Piece(after, look)] if found else [Piece(terms, look)]
        yield from self._lines([*sign, *inside], TERMS_LINES)

    def _spelt_out(self) -> Iterator[tuple[Piece, ...]]:
        """The quantity in full, where the terms do not say it so."""
        if not self.line.quantity:
            return
        from briefing.core.line_quantities import spell_out  # late: tables of numbers, which the first screen lacks

        words = spell_out(one_line(self.line.quantity))
        if words not in one_line(self.line.terms.text):
            yield from self._lines([self._amount(words)], QUANTITY_LINES)

    def _amount(self, words: str) -> Piece:
        return Piece(words, self._look(".quantity"))

    def _names(self, party: Party | None) -> list[Piece]:
        """A party and those joint with it, with commas between them."""
        pieces = [self._name(party)]
        for other in party.joint if party else ():
            pieces += Piece(", ", self._look(".parties")), self._name(other)
        return pieces

    def _name(self, party: Party | None) -> Piece:
        look = self.looks.get(party.actor or "", "parties") if party else "parties"
        return Piece(one_line(party.name) if party else self.glyphs.nobody, self._look(f".{look}"))

    def _look(self, of_its_own: str) -> str:
        return ".faint" if self.hidden else of_its_own

    def _lines(self, pieces: list[Piece], most: int, first: str = INDENT) -> Iterator[tuple[Piece, ...]]:
        return _lines(pieces, max(1, self.cells - len(INDENT)), most, self.glyphs, first)


def _note(text: str, cells: int, glyphs: Glyphs) -> Iterator[tuple[Piece, ...]]:
    if text:
        room = max(1, cells - len(INDENT))
        yield from _lines([Piece(f"{glyphs.note} {one_line(text)}", ".my-note")], room, NOTE_LINES, glyphs)


def _lines(
    pieces: list[Piece], cells: int, most: int, glyphs: Glyphs, first: str = INDENT
) -> Iterator[tuple[Piece, ...]]:
    """Pieces as at most so many lines, indented; what does not fit into the last is cut."""
    text = "".join(piece.text for piece in pieces)
    broken = list(wrap(text, 0, len(text), cells))
    for number, (start, end) in enumerate(broken[:most]):
        last = number == most - 1 and len(broken) > most
        shown = cut(text[start:], cells, glyphs.ellipsis) if last else text[start:end]
        yield Piece(first if number == 0 else INDENT), *style_stretch(shown, start, pieces)


def _name_row(name: str, kind: str, count: int, style: str, cells: int, glyphs: Glyphs) -> Iterator[tuple[Piece, ...]]:
    """A name with its kind and how often it stands there; the word for that gives way before the name does."""
    short = f"  {one_line(kind)} {glyphs.dot} {count:,}"
    long = f"  {one_line(kind)} {glyphs.dot} {counted(count, 'mention')}"
    count_words = long if width(name) + width(long) <= cells else short
    shown = cut(name, max(1, cells - width(count_words)), glyphs.ellipsis)
    yield Piece(shown, style), Piece(cut(count_words, max(0, cells - width(shown)), glyphs.ellipsis), ".faint")
