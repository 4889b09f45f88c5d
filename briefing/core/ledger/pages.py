"""The pages of an actor, of two actors, and of a resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefing.core.analysis import Act
from briefing.core.formatting import act_words, counted
from briefing.core.ledger.entries import EntryRow, Side
from briefing.core.ledger.rows import row_lines
from briefing.core.ledger.series import DAYS, Series, acts_a_day, amounts, bars, sparkline
from briefing.core.ledger.sheet import Cell, Kind, Layout, Look, Name, Sheet, SheetWriter
from briefing.core.ledger.wording import one_line, outcome, quantity_words

MOST = 8
"""So many entries stand under each heading; the search that finds all of them stands below."""

MOST_NAMES = 12
_OFFERS = (Act.OFFER, Act.PROPOSE, Act.PLEDGE)
_OFFERED = f"({' OR '.join(f'act:{act}' for act in _OFFERS)})"


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading of a page, what stands under it, and the words that search for it."""

    heading: str
    means: Callable[[EntryRow], bool]
    search: str = ""


# ----------------------------------------------------------------------------------------------------------- an actor


def actor_sheet(name: str, rows: Sequence[EntryRow], now: datetime, layout: Layout) -> Sheet:
    """What an actor puts, wants, refuses and does, and what is put and done to it. `rows` are those with it."""
    by = [row for row in rows if _is(row.proposer, name)]
    to = [row for row in rows if row not in by]
    out = SheetWriter(layout)
    _over_time(out, rows, now)
    others = Counter(other for row in rows for other in _sides(row) if other.casefold() != name.casefold())
    out.names("with  ", Kind.PAIR, [Name(o, f"{n}", (name, o)) for o, n in others.most_common(MOST_NAMES)])
    out.names("about ", Kind.RESOURCE, _resources(rows))
    mine, theirs = f"from:{quoted(name)}", f"to:{quoted(name)}"
    parts = (
        _Part("Measures on it", lambda row: row in to and row.act.is_measure, f"{theirs} is:measure"),
        _Part(
            "Offers and pledges", lambda row: row in by and row.act in _OFFERS and not row.negated, f"{mine} {_OFFERED}"
        ),
        _Part("Wants", lambda row: row in by and row.act is Act.DEMAND, f"{mine} act:demand"),
        _Part("Threatens", lambda row: row in by and row.act is Act.THREATEN, f"{mine} act:threaten"),
        _Part("Was offered", lambda row: row in to and row.act in _OFFERS, f"{theirs} {_OFFERED}"),
        _Part("Is asked", lambda row: row in to and row.act is Act.DEMAND, f"{theirs} act:demand"),
        _Part("Is threatened", lambda row: row in to and row.act is Act.THREATEN, f"{theirs} act:threaten"),
        _Part("Refused", lambda row: row in by and (row.act is Act.REJECT or row.negated), f"{mine} act:reject"),
        _Part("Accepted", lambda row: row in by and row.act is Act.ACCEPT, f"{mine} act:accept"),
        _Part("Was answered", lambda row: row in to and row.act.is_answer, f"{theirs} is:answer"),
        _Part("Measures it took", lambda row: row in by and row.act.is_measure, f"{mine} is:measure"),
    )
    _parts(out, parts, rows, now, f"Nothing is known of {name} yet: no sure line names it.")
    return out.sheet(name)


# ---------------------------------------------------------------------------------------------------------- a resource


def resource_sheet(name: str, rows: Sequence[EntryRow], now: datetime, layout: Layout) -> Sheet:
    """Who wants a resource, who has it, who put what on it, its prices and quantities. `rows` are those about it."""
    out = SheetWriter(layout)
    _over_time(out, rows, now)
    out.names("by    ", Kind.ACTOR, _counted_names(row.proposer.name for row in rows if row.proposer))
    about = f"resource:{quoted(name)}"
    _amounts(out, amounts(rows), now)
    parts = (
        _Part("Measures on it", lambda row: row.act.is_measure, f"{about} is:measure"),
        _Part("Who wants it", lambda row: row.act is Act.DEMAND, f"{about} act:demand"),
        _Part("Who has it to give", lambda row: row.act in _OFFERS and not row.negated, f"{about} {_OFFERED}"),
        _Part("Threats", lambda row: row.act is Act.THREATEN, f"{about} act:threaten"),
        _Part("Answers and refusals", lambda row: row.act.is_answer or row.negated, f"{about} is:answer"),
    )
    _parts(out, parts, rows, now, f"Nothing is known of {name} yet: no sure line is about it.")
    return out.sheet(name)


def _amounts(out: SheetWriter, found: Sequence[Series], now: datetime) -> None:
    date, day_words = _days([point.at for series in found for point in series.points], now)
    for series in found[:4]:
        word = "price" if series.is_price else "quantity"
        line = sparkline([point.amount for point in series.points[-DAYS:]], out.layout.bars)
        out.heading(f"{word.title()} over time", f"{series.unit}  {line}".strip())
        for point in series.points[-MOST:]:
            stop = out.stop(Kind.ENTRY, point.row.id)
            parties = f" {out.layout.arrow} ".join(map(one_line, _sides(point.row)))
            out.line(
                Cell(day_words(point.at), Look.FAINT, date, stop),
                Cell(point.words, Look.PLAIN, 24, stop),
                Cell(f" {act_words(point.row)}", Look.ACT, 14, stop),
                Cell(f" {parties}", Look.PARTIES, stop=stop),
            )


# ------------------------------------------------------------------------------------------------------------- a pair


def pair_sheet(one: str, other: str, rows: Sequence[EntryRow], now: datetime, layout: Layout) -> Sheet:
    """The exchange of two actors, as a game is written down: a number, what the one did, what the other did.

    What answers a move stands beside it. `rows` are those between the two.
    """
    out = SheetWriter(layout)
    _over_time(out, rows, now)
    out.names("who   ", Kind.ACTOR, [Name(one), Name(other)])
    out.names("about ", Kind.RESOURCE, _resources(rows))
    if not rows:
        out.blank()
        out.words(f"Nothing sure is known between {one} and {other} yet. A search shows what is less sure: sure:all.")
        return out.sheet(f"{one} {layout.dot} {other}")
    number, (date, day_words) = 4, _days([row.first for row in rows], now)
    half = (layout.columns - number - date - 2) // 2
    out.blank()
    out.line(Cell("", width=number + date), Cell(one, Look.HEADING, half), Cell("  "), Cell(other, Look.HEADING, half))
    for count, (left, right) in enumerate(exchange(one, rows), 1):
        first = left or right
        assert first is not None
        day = day_words(first.first)
        sides = [_move(out, move, half) for move in (left, right)]
        for at in range(max(map(len, sides))):
            begin = (Cell(f"{count}." if not at else "", Look.FAINT, number), Cell("" if at else day, Look.FAINT, date))
            cells = [side[at] if at < len(side) else Cell("", width=half) for side in sides]
            out.line(*begin, cells[0], Cell("  "), cells[1])
    return out.sheet(f"{one} {layout.dot} {other}")


def _days(days: Iterable[datetime], now: datetime) -> tuple[int, Callable[[datetime], str]]:
    """The width of a column of days, and how it names them: with the year where one is of another year than now."""
    if all(at.year == now.year for at in days):
        return 8, lambda at: f"{at.day} {at:%b}"
    return 13, lambda at: f"{at.day} {at:%b %Y}"


def exchange(one: str, rows: Sequence[EntryRow]) -> Iterator[tuple[EntryRow | None, EntryRow | None]]:
    """Moves of `one` (left) and of the other, in order of time; an answer beside what it answers."""
    ordered = sorted(rows, key=lambda row: (row.first, row.act.is_answer))
    put = {row.id: row for row in ordered}
    beside: dict[str, EntryRow] = {}
    for row in ordered:
        answered = put.get(row.answers)
        if (
            answered is not None
            and answered.id not in beside
            and _is(answered.proposer, one) is not _is(row.proposer, one)
        ):
            beside[answered.id] = row
    placed = {row.id for row in beside.values()}
    for row in ordered:
        if row.id not in placed:
            answer = beside.get(row.id)
            yield (row, answer) if _is(row.proposer, one) else (answer, row)


def _move(out: SheetWriter, row: EntryRow | None, columns: int) -> list[Cell]:
    """What one side did, in at most four lines."""
    if row is None:
        return []
    stop, look = out.stop(Kind.ENTRY, row.id), Look.NEGATED if row.negated or row.act is Act.REJECT else Look.ACT
    state = "" if row.act.is_answer else outcome(row)
    head = f"{act_words(row)} ({state})" if state else act_words(row)
    quantity = quantity_words(row, out.layout.arrow)
    terms = one_line(row.terms)
    text = f"{terms} ({quantity})" if quantity and quantity not in terms else terms
    lines = list(out.layout.wrap(text, columns))[:3]
    return [Cell(head, look, columns, stop), *(Cell(line, width=columns, stop=stop) for line in lines)]


# ------------------------------------------------------------------------------------------------------ what they share


def of_some(sheet: Sheet, rows: int, total: int) -> Sheet:
    """A page that says on top of how many entries it is made, where there are more."""
    if rows >= total:
        return sheet
    words = f"of the {rows:,} entries that moved last; there are {total:,}"
    return replace(sheet, lines=((Cell(words, Look.FAINT),), *sheet.lines))


def quoted(name: str) -> str:
    """A name as a value of the search language."""
    return f'"{name.replace(chr(34), "")}"' if any(sign in name for sign in ' ()"') else name


def _over_time(out: SheetWriter, rows: Sequence[EntryRow], now: datetime) -> None:
    days = acts_a_day(rows, now)
    total, last = len(rows), sum(count for _, count in days)
    entries = counted(total, "entry", "entries")
    out.line(
        Cell(f"{entries}, {last:,} in the last {DAYS} days  "),
        Cell(bars([count for _, count in days], out.layout.bars) if last else "", Look.BARS),
    )


def _parts(out: SheetWriter, parts: Sequence[_Part], rows: Sequence[EntryRow], now: datetime, nothing: str) -> None:
    if not rows:
        out.blank()
        out.words(nothing)
    for part in parts:
        found = [row for row in rows if part.means(row)]
        if not found:
            continue
        out.heading(part.heading, f"{len(found):,}")
        for row in found[:MOST]:
            for line in row_lines(row, now, out.layout, stop=out.stop(Kind.ENTRY, row.id)):
                out.line(*line)
        if len(found) > MOST:
            stop = out.stop(Kind.SEARCH, part.search)
            out.line(Cell(f"  {len(found) - MOST:,} more: {part.search}", Look.FAINT, stop=stop))


def _resources(rows: Sequence[EntryRow]) -> list[Name]:
    return _counted_names(name for row in rows for name in row.resources)


def _counted_names(names: Iterator[str]) -> list[Name]:
    return [Name(one_line(name), f"{count}") for name, count in Counter(names).most_common(MOST_NAMES)]


def _sides(row: EntryRow) -> list[str]:
    return [side.name for side in (row.proposer, row.recipient) if side is not None]


def known_as(name: str, rows: Sequence[EntryRow], but: str = "") -> str:
    """The name that the ledger has for an actor: the given one, or else that of most rows that its search found."""
    names = [side for row in rows for side in _sides(row) if side.casefold() != but.casefold()]
    same = next((one for one in names if one.casefold() == name.casefold()), "")
    return same or next((one for one, _ in Counter(names).most_common(1)), name)


def with_sides(rows: Sequence[EntryRow], *names: str) -> list[EntryRow]:
    """The rows of which these actors are sides."""
    wanted = {name.casefold() for name in names}
    return [row for row in rows if wanted <= {side.casefold() for side in _sides(row)}]


def _is(side: Side | None, name: str) -> bool:
    return side is not None and side.name.casefold() == name.casefold()
