"""Figures in time: acts a day, and the prices and quantities that are named for a resource."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from briefing.core.ledger.pictures.marks import svg, xml
from briefing.core.ledger.series import Series, bars, sparkline
from briefing.core.ledger.sheet import Layout
from briefing.core.spreadsheet import csv_text

WIDTH, HEIGHT = 760, 120


def acts_to_text(days: Sequence[tuple[date, int]], layout: Layout) -> Iterator[str]:
    """A line of bars, and what it says in words."""
    counts = [count for _, count in days]
    if not days:
        return
    yield bars(counts, layout.bars)
    most = max(days, key=lambda one: one[1])
    yield f"{days[0][0]:%d %b} to {days[-1][0]:%d %b %Y}: {sum(counts):,} acts, at most {most[1]:,} ({most[0]:%d %b})"


def acts_to_csv(days: Sequence[tuple[date, int]]) -> str:
    """A row for each day."""
    return csv_text((("day", "acts"), *((day.isoformat(), count) for day, count in days)))


def acts_to_svg(days: Sequence[tuple[date, int]]) -> str:
    """A bar for each day."""
    top, wide = max((count for _, count in days), default=1) or 1, (WIDTH - 20) / max(1, len(days))
    parts = [
        f'<rect x="{10 + n * wide:.1f}" y="{100 - 80 * count / top:.1f}" width="{max(1, wide - 2):.1f}"'
        f' height="{80 * count / top:.1f}"><title>{day.isoformat()}: {count}</title></rect>'
        for n, (day, count) in enumerate(days)
    ]
    ends = f"{days[0][0].isoformat()} to {days[-1][0].isoformat()}, at most {top} a day" if days else "nothing"
    return svg(WIDTH, HEIGHT, (*parts, f'<text x="10" y="114" class="faint">{ends}</text>'), "Acts a day")


def amounts_to_text(found: Sequence[Series], layout: Layout) -> Iterator[str]:
    """Each series as a line of bars, and its figures below."""
    for series in found:
        kind = "price" if series.is_price else "quantity"
        numbers = [point.amount for point in series.points]
        yield f"{kind}, {series.unit or 'a number'}  {sparkline(numbers, layout.bars)}"
        yield from (f"  {point.at:%d %b %Y}  {point.words}" for point in series.points)


def amounts_to_csv(found: Sequence[Series]) -> str:
    """A row for each figure."""
    rows = (
        (p.at.date().isoformat(), "price" if one.is_price else "quantity", p.amount, one.unit, p.words, p.row.id)
        for one in found
        for p in one.points
    )
    return csv_text((("day", "kind", "amount", "unit", "words", "entry"), *rows))


def amounts_to_svg(found: Sequence[Series], title: str) -> str:
    """A line for each series, one below the other."""
    parts: list[str] = []
    for number, series in enumerate(found):
        y = 10 + HEIGHT * number
        numbers = [point.amount for point in series.points]
        low, span = min(numbers), (max(numbers) - min(numbers)) or 1
        first = series.points[0].at
        time = (series.points[-1].at - first).total_seconds() or 1
        places = [
            (20 + (WIDTH - 40) * (p.at - first).total_seconds() / time, y + 85 - 60 * (p.amount - low) / span)
            for p in series.points
        ]
        parts.append(f'<text x="10" y="{y + 12}">{xml(series.unit or "numbers")}</text>')
        parts.append(f'<polyline points="{" ".join(f"{x:.0f},{at:.0f}" for x, at in places)}"/>')
        for (x, at), point in zip(places, series.points, strict=True):
            tip = f"{point.at.date().isoformat()}: {point.words}"
            parts.append(f'<circle cx="{x:.0f}" cy="{at:.0f}" r="3"><title>{xml(tip, 120)}</title></circle>')
    return svg(WIDTH, max(1, len(found)) * HEIGHT + 10, parts, title)
