"""Numbers over time: acts a day, and the amounts that are named for a resource, as a line of bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from briefing.core.ledger.entries import EntryRow
from briefing.core.quantities import quantity

DAYS = 28


@dataclass(frozen=True, slots=True)
class Point:
    """An amount at a time, in the words that said it, and the entry that has it."""

    at: datetime
    amount: float
    words: str
    row: EntryRow


@dataclass(frozen=True, slots=True)
class Series:
    """Amounts of one sort over time, the first one first. `unit` names the sort: `tonnes`, `USD per barrel`."""

    unit: str
    points: tuple[Point, ...]
    is_price: bool = False


def acts_a_day(rows: Iterable[EntryRow], until: datetime, days: int = DAYS) -> tuple[tuple[date, int], ...]:
    """How many entries were put on each of the last days, the newest last, by the days of `until`'s time zone."""
    counts = Counter(row.first.astimezone(until.tzinfo).date() for row in rows)
    last = until.date()
    all_days = (last - timedelta(days=days - 1 - number) for number in range(days))
    return tuple((day, counts[day]) for day in all_days)


def amounts(rows: Iterable[EntryRow]) -> tuple[Series, ...]:
    """The amounts that entries name, by their sort: prices first, then what has most points. Lengths of time aside."""
    found: dict[tuple[bool, str], list[Point]] = {}
    for row in rows:
        for at, words in _said(row):
            read = quantity(words) if words else None
            if read is None or read.amount is None or read.is_time:
                continue
            unit = read.currency or read.unit
            unit = f"{unit} per {read.per}" if read.per else unit
            is_price = bool(read.currency and read.per)
            found.setdefault((is_price, unit), []).append(Point(at, read.amount, " ".join(words.split()), row))
    series = [
        Series(unit, tuple(sorted(points, key=lambda point: point.at)), is_price)
        for (is_price, unit), points in found.items()
    ]
    return tuple(sorted(series, key=lambda one: (not one.is_price, -len(one.points), one.unit)))


def _said(row: EntryRow) -> tuple[tuple[datetime, str], ...]:
    """The quantities of an entry, each with when it was said first."""
    if not row.earlier_quantity:
        return ((row.first, row.quantity),)
    return (row.first, row.earlier_quantity), (row.changed or row.moved, row.quantity)


def bars(numbers: Sequence[float], signs: str) -> str:
    """Numbers as a line of bars, from nothing to the largest; nothing at all is a space. Without signs, no bars."""
    if not signs:
        return ""
    top = max(numbers, default=0)
    if top <= 0:
        return " " * len(numbers)
    return "".join(
        signs[min(len(signs) - 1, int(number / top * len(signs)))] if number > 0 else " " for number in numbers
    )


def sparkline(numbers: Sequence[float], signs: str) -> str:
    """Numbers as a line of bars, from the smallest to the largest. Without signs, no bars."""
    if not signs:
        return ""
    low, high = min(numbers, default=0), max(numbers, default=0)
    if low == high:
        return signs[len(signs) // 2] * len(numbers)
    return "".join(signs[round((number - low) / (high - low) * (len(signs) - 1))] for number in numbers)
