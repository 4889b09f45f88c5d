"""The panel as rows: offers grouped by act, then actors, then resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from briefing.core import language
from briefing.core.analysis import Act, Analysis, Offer, Party, Span
from briefing.core.kept import Note
from briefing.core.lines import counted
from briefing.core.measures import spelt_out
from briefing.ui.glyphs import Glyphs
from briefing.ui.hanging_indent import style_stretch
from briefing.ui.marks import Layer, actor_looks
from briefing.ui.text import Piece, cut, one_line, width
from briefing.ui.wrap import wrap, wrap_lines

UNSURE_BELOW = 0.5
PARTIES_LINES, TERMS_LINES, SPEAKER_LINES, NOTE_LINES = 2, 4, 2, 3
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
    """All rows, and what they lead to."""

    rows: tuple[Row, ...] = ()
    items: tuple[Item, ...] = ()

    def find(self, layer: Layer, of: str) -> int | None:
        """The number of the item that a mark is of."""
        return next((n for n, item in enumerate(self.items) if (item.layer, item.of) == (layer, of)), None)


@dataclass(slots=True)
class _Draft:
    rows: list[Row]
    items: list[Item]

    def add(self, item: Item, lines: Iterator[tuple[Piece, ...]]) -> None:
        number = len(self.items)
        self.items.append(item)
        self.rows.extend(Row(line, number) for line in lines)

    def heading(self, words: str, count: int) -> None:
        if self.rows:
            self.rows.append(Row())
        self.rows.append(Row((Piece(words, ".heading"), Piece(f"  {count}", ".faint"))))


def panel_rows(
    analysis: Analysis, cells: int, glyphs: Glyphs, unsure_below: float = UNSURE_BELOW, notes: Sequence[Note] = ()
) -> Panel:
    """The panel of an analysis at a width of `cells`; offers less sure than `unsure_below` are faint.

    `notes` are the reader's; those on an offer stand below it.
    """
    texts = {note.offer: note.text for note in notes if note.offer}
    draft = _Draft([], [])
    looks = actor_looks(analysis)
    if not analysis.lines:
        found = "No offers found in this story."
        words = found if language.is_read(analysis.language) else language.unread(analysis.language)
        draft.rows.extend(Row((Piece(line, ".faint"),)) for line in wrap_lines(words, cells))
    for act in Act:
        mine = [(number, offer) for number, offer in enumerate(analysis.lines) if offer.act is act]
        if mine:
            draft.heading(act.value.upper(), len(mine))
        for number, offer in mine:
            item = Item(offer.evidence, offer.id, Layer.OFFERS, str(number), one_line(act.value))
            lines = _offer(offer, analysis.answered(offer), cells, glyphs, looks, offer.confidence < unsure_below)
            draft.add(item, chain(lines, _note(texts.get(offer.id, ""), cells, glyphs)))
    if analysis.actors:
        draft.heading("ACTORS", len(analysis.actors))
    for actor in sorted(analysis.actors, key=lambda a: -len(a.mentions)):
        item = Item(actor.mentions, "", Layer.ACTORS, actor.id, one_line(actor.name))
        draft.add(
            item, _name_row(item.name, actor.kind.value, len(actor.mentions), f".{looks[actor.id]}", cells, glyphs)
        )
    if analysis.resources:
        draft.heading("RESOURCES", len(analysis.resources))
    for resource in sorted(analysis.resources, key=lambda r: -len(r.mentions)):
        item = Item(resource.mentions, "", Layer.RESOURCES, resource.id, one_line(resource.name))
        draft.add(item, _name_row(item.name, resource.kind, len(resource.mentions), ".resources", cells, glyphs))
    return Panel(tuple(draft.rows), tuple(draft.items))


def _offer(
    offer: Offer, put: Offer | None, cells: int, glyphs: Glyphs, looks: Mapping[str, str], unsure: bool
) -> Iterator[tuple[Piece, ...]]:
    room = max(1, cells - len(INDENT))
    under = ".faint" if unsure else ""

    def name(party: Party | None) -> Piece:
        look = looks.get(party.actor or "", "parties") if party else "parties"
        return Piece(one_line(party.name) if party else glyphs.nobody, under or f".{look}")

    parties = [name(offer.proposer)]
    if offer.recipient is not None:
        parties += Piece(f" {glyphs.arrow} ", under or ".parties"), name(offer.recipient)
    yield from _lines(parties, room, PARTIES_LINES, glyphs, first="")
    sign = [Piece(NOT, ".negated")] if offer.negated else []
    terms, quantity = one_line(offer.terms.text), one_line(offer.quantity or "")
    amount = Piece(quantity, under or ".quantity")
    before, found, after = terms.partition(quantity) if quantity else (terms, "", "")
    inside = [Piece(before, under), amount, Piece(after, under)] if found else [Piece(terms, under)]
    yield from _lines([*sign, *inside], room, TERMS_LINES, glyphs)
    if quantity and spelt_out(quantity) not in terms:
        yield from _lines([amount._replace(text=spelt_out(quantity))], room, 1, glyphs)
    if offer.speaker is not None:
        said = [Piece("said by ", ".faint"), name(offer.speaker)]
        yield from _lines(said, room, SPEAKER_LINES, glyphs)
    if put is not None:
        answer = [Piece(f"answers the {put.act.noun}", ".faint")]
        whose = [] if put.proposer is None else [Piece(" of ", ".faint"), name(put.proposer)]
        yield from _lines([*answer, *whose], room, 1, glyphs)
    if unsure:
        yield from _lines([Piece("not sure", ".faint")], room, 1, glyphs)


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
