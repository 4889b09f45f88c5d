"""The panel as rows: offers grouped by act, then actors, then resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.core.analysis import Act, Analysis, Offer, Span
from briefing.core.lines import counted, parties_line
from briefing.ui.signs import Signs
from briefing.ui.text import Piece, cut, one_line
from briefing.ui.wrap import wrap

UNSURE = 0.5
PARTIES_LINES, TERMS_LINES = 2, 4
NOT = "not: "


@dataclass(frozen=True, slots=True)
class Item:
    """Something that Enter jumps to: the places in the story that say it, one after the other."""

    spans: tuple[Span, ...]
    offer: str = ""


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


def panel_rows(analysis: Analysis, cells: int, signs: Signs) -> Panel:
    """The panel of an analysis at a width of `cells`."""
    draft = _Draft([], [])
    if not analysis.offers:
        draft.rows.append(Row((Piece(cut("No offers found in this story.", cells, signs.ellipsis), ".faint"),)))
    for act in Act:
        mine = [offer for offer in analysis.offers if offer.act is act]
        if mine:
            draft.heading(act.value.upper(), len(mine))
        for offer in mine:
            draft.add(Item(offer.evidence, offer.id), _offer(offer, cells, signs))
    if analysis.actors:
        draft.heading("ACTORS", len(analysis.actors))
    for actor in sorted(analysis.actors, key=lambda a: -len(a.mentions)):
        draft.add(
            Item(actor.mentions), _named(actor.name, actor.kind.value, len(actor.mentions), ".actor", cells, signs)
        )
    if analysis.resources:
        draft.heading("RESOURCES", len(analysis.resources))
    for resource in sorted(analysis.resources, key=lambda r: -len(r.mentions)):
        draft.add(
            Item(resource.mentions),
            _named(resource.name, resource.kind, len(resource.mentions), ".resource", cells, signs),
        )
    return Panel(tuple(draft.rows), tuple(draft.items))


def _offer(offer: Offer, cells: int, signs: Signs) -> Iterator[tuple[Piece, ...]]:
    unsure = offer.confidence < UNSURE
    for number, words in enumerate(_lines(parties_line(offer, signs.arrow), cells - 2, PARTIES_LINES, signs)):
        yield Piece("  " if number else ""), Piece(words, ".faint" if unsure else ".parties")
    sign = NOT if offer.negated else ""
    for number, words in enumerate(_lines(sign + one_line(offer.terms.text), cells - 2, TERMS_LINES, signs)):
        shown = sign if number == 0 and words.startswith(sign) else ""
        yield Piece("  "), Piece(shown, ".negated"), Piece(words.removeprefix(shown), ".faint" if unsure else "")
    for words in _further(offer):
        yield Piece("  "), Piece(cut(words, cells - 2, signs.ellipsis), ".faint")


def _further(offer: Offer) -> Iterator[str]:
    if offer.quantity:
        yield one_line(offer.quantity)
    if offer.speaker is not None:
        yield f"said by {one_line(offer.speaker.name)}"
    if offer.confidence < UNSURE:
        yield "not sure"


def _lines(raw: str, cells: int, most: int, signs: Signs) -> list[str]:
    """A text in at most so many lines."""
    text, cells = one_line(raw), max(1, cells)
    lines = [text[start:end] for start, end in wrap(text, 0, len(text), cells)]
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), cells, signs.ellipsis)]
    return lines


def _named(name: str, kind: str, count: int, style: str, cells: int, signs: Signs) -> Iterator[tuple[Piece, ...]]:
    told = f"  {one_line(kind)} {signs.dot} {counted(count, 'mention')}"
    shown = cut(one_line(name), max(1, cells - len(told)), signs.ellipsis)
    yield Piece(shown, style), Piece(cut(told, max(0, cells - len(shown)), signs.ellipsis), ".faint")
