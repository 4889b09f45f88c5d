"""An exchange in time: who did what to whom, the first first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.core.analysis import Act
from briefing.core.formatting import act_words
from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.pictures.marks import label, svg, xml
from briefing.core.ledger.sheet import Layout
from briefing.core.ledger.wording import between, one_line, quantity_words, short_state
from briefing.core.spreadsheet import csv_text

WIDTH, STEP, TOP = 900, 34, 60


def in_time(rows: Iterable[EntryRow]) -> tuple[EntryRow, ...]:
    """Entries in the order in which they were put."""
    return tuple(sorted(rows, key=lambda row: (row.first, row.id)))


def to_csv(rows: Sequence[EntryRow]) -> str:
    """A row for each entry."""
    header = ("first", "moved", "proposer", "recipient", "act", "terms", "quantity", "state", "papers", "id")
    return csv_text((header, *map(_cells, rows)))


def _cells(row: EntryRow) -> tuple[object, ...]:
    names = (_proposer(row), _recipient(row))
    times = (row.first.date().isoformat(), row.moved.date().isoformat())
    return (*times, *names, act_words(row), row.terms, row.quantity, row.state.value, row.papers, row.id)


def to_mermaid(rows: Sequence[EntryRow]) -> str:
    """A sequence diagram."""
    names = list(dict.fromkeys(name for row in rows for name in (_proposer(row), _recipient(row)) if name))
    lines = ["sequenceDiagram", *(f"  participant a{n} as {label(name)}" for n, name in enumerate(names))]
    for row in rows:
        one = names.index(_proposer(row)) if row.proposer else None
        other = names.index(_recipient(row)) if row.recipient else one
        if one is not None:
            sign = "--x" if row.act is Act.REJECT or row.negated else "->>"
            words = f"{row.first:%d %b} {act_words(row)} - {label(row.terms)}".replace(":", " ")
            lines.append(f"  a{one}{sign}a{other}: {words}")
    return "\n".join(lines)


def to_svg(rows: Sequence[EntryRow], one: str, other: str) -> str:
    """Two lines down the page, and an arrow for each act from the one to the other."""
    return svg(WIDTH, TOP + STEP * (len(rows) + 1), _parts(rows, one, other), f"{one} and {other}")


def _parts(rows: Sequence[EntryRow], one: str, other: str) -> Iterator[str]:
    left, right, bottom = 190, WIDTH - 190, TOP + STEP * len(rows)
    for name, x in ((one, left), (other, right)):
        yield f'<text x="{x}" y="24" text-anchor="middle" font-weight="bold">{xml(name, 30)}</text>'
        yield f'<line x1="{x}" y1="34" x2="{x}" y2="{bottom}"/>'
    for number, row in enumerate(rows):
        y = TOP + STEP * number
        is_left = _proposer(row).casefold() == one.casefold()
        begin, end = (left, right - 6) if is_left else (right, left + 6)
        look = ' class="no"' if row.act is Act.REJECT or row.negated else ""
        tip = 6 if is_left else -6
        words = f"{act_words(row)}: {one_line(row.terms)}"
        yield f'<text x="10" y="{y + 4}" class="faint">{row.first:%d %b %Y}</text>'
        yield f'<line{look} x1="{begin}" y1="{y}" x2="{end}" y2="{y}"/>'
        yield f'<path{look} d="M{end - tip} {y - 4}L{end} {y}L{end - tip} {y + 4}"/>'
        yield f'<text x="{WIDTH // 2}" y="{y - 5}" text-anchor="middle">{xml(words, 70)}</text>'


def to_text(rows: Sequence[EntryRow], layout: Layout) -> Iterator[str]:
    """A line for each entry."""
    for row in rows:
        quantity = quantity_words(row, layout.arrow)
        more = f" ({quantity})" if quantity and quantity not in row.terms else ""
        parties = between(row, layout.arrow, layout.nobody)
        yield f"{row.first:%d %b %Y}  {parties}  {act_words(row)}: {one_line(row.terms)}{more}  {short_state(row)}"


def _proposer(row: EntryRow) -> str:
    return row.proposer.name if row.proposer else ""


def _recipient(row: EntryRow) -> str:
    return row.recipient.name if row.recipient else ""
