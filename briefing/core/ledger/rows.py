"""An entry as a row: one line where there is room, else two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from briefing.core.analysis import Act
from briefing.core.formatting import act_words, age
from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.sheet import Cell, Layout, Look, SheetLine
from briefing.core.ledger.wording import between, one_line, outcome, quantity_words

AGE, ACT, PAPERS, STATE = 4, 13, 3, 12
GAP = " "


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns of a row are that give way to one another."""

    parties: int
    terms: int
    quantity: int


def columns_of(layout: Layout) -> Columns:
    """The columns where an entry is one line."""
    left = layout.columns - (2 + AGE + ACT + PAPERS + STATE) - 6 * len(GAP)
    # Of real entries, nine of ten pairs take at most 36 columns, and one of six has a quantity; terms are the longest.
    parties = max(22, min(36, left * 3 // 8))
    quantity = max(12, min(20, left // 6))
    return Columns(parties, max(1, left - parties - quantity), quantity)


def header(layout: Layout) -> SheetLine:
    """The names of the columns."""
    wide = columns_of(layout)
    named = (
        ("", 2), ("age", AGE), ("act", ACT), (f"proposer {layout.arrow} recipient", wide.parties),
        ("terms", wide.terms), ("quantity", wide.quantity), ("in", PAPERS), ("state", STATE),
    )  # fmt: skip
    return tuple(_spaced(Cell(name, Look.FAINT, width) for name, width in named))


def row_lines(
    row: EntryRow,
    now: datetime,
    layout: Layout,
    is_new: bool = False,
    stop: int | None = None,
    is_picked: bool = False,
) -> list[SheetLine]:
    """The line of an entry, or its two lines. One that is picked has the sign of that in place of a watch's."""
    look = Look.NEGATED if row.negated or row.act is Act.REJECT else Look.ACT
    first = layout.picked if is_picked else layout.watched if row.watches else " "
    signs = first + (layout.new if is_new else " ")
    papers = f"{row.papers}" if row.papers > 1 else ""
    parties, terms = between(row, layout.arrow, layout.nobody), one_line(row.terms)
    head = (Cell(signs, Look.ACT, 2, stop), Cell(age(row.moved, now), Look.FAINT, AGE, stop, right=True))
    if layout.is_wide:
        wide = columns_of(layout)
        cells = (
            *head,
            Cell(act_words(row), look, ACT, stop),
            Cell(parties, Look.PARTIES, wide.parties, stop),
            Cell(terms, Look.PLAIN, wide.terms, stop),
            Cell(quantity_words(row, layout.arrow, wide.quantity), Look.FAINT, wide.quantity, stop),
            Cell(papers, Look.FAINT, PAPERS, stop),
            Cell(outcome(row), Look.FAINT, STATE, stop),
        )
        return [tuple(_spaced(cells))]
    more = "".join(f" {layout.dot} {one}" for one in (papers and f"in {papers} papers", outcome(row)) if one)
    quantity = quantity_words(row, layout.arrow)
    quantity = f"  {quantity}" if quantity and quantity not in terms else ""
    begin = (*head, Cell(act_words(row), look, ACT, stop), Cell(f"{parties}", Look.PARTIES, stop=stop))
    return [
        (*_spaced(begin), Cell(more, Look.FAINT, stop=stop)),
        (
            Cell(" " * (2 + AGE + ACT + 3 * len(GAP))),
            Cell(terms, Look.PLAIN, stop=stop),
            Cell(quantity, Look.FAINT, stop=stop),
        ),
    ]


def _spaced(cells: Iterator[Cell] | tuple[Cell, ...]) -> Iterator[Cell]:
    """Cells with a gap behind each but the first and the last."""
    all_of_them = tuple(cells)
    for number, cell in enumerate(all_of_them):
        yield cell
        if 0 < number < len(all_of_them) - 1:
            yield Cell(GAP, stop=cell.stop)
