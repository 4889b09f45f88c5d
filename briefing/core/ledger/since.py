"""What happened since the reader was here last: at most a page of it, what weighs most first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefing.core.formatting import ago, counted
from briefing.core.ledger.entries import Page
from briefing.core.ledger.pages import quoted
from briefing.core.ledger.rows import row_lines
from briefing.core.ledger.sheet import Cell, Kind, Layout, Look, Sheet, SheetWriter
from briefing.core.ledger.watches import WatchCount
from briefing.core.ledger.wording import one_line

SEARCH = "is:new order:weight"
TITLE = "Since you were here"


def since_words(found: Page, watches: Sequence[WatchCount]) -> str:
    """What happened, in a line; empty where nothing did."""
    if not found.total:
        return ""
    mine = ", ".join(f"{one_line(one.watch.name)} {one.new:,}" for one in watches if one.new)
    return f"{TITLE}: {counted(found.total, 'entry', 'entries')} moved" + (f"; watches: {mine}" if mine else "")


def since_sheet(
    found: Page, watches: Sequence[WatchCount], since: datetime | None, now: datetime, layout: Layout
) -> Sheet:
    """What moved since the last session, and the watches."""
    out = SheetWriter(layout)
    when = "This is the first session: what moves from now on is shown here next time."
    out.words(when if since is None else f"You were here {ago(since, now)}.", Look.FAINT)
    if watches:
        out.heading("Watches")
    for one in watches:
        stop = out.stop(Kind.SEARCH, f"watch:{quoted(one.watch.name)}")
        out.line(
            Cell(one_line(one.watch.name), Look.PARTIES, 24, stop),
            Cell(f"{one.new:,} new", Look.ACT if one.new else Look.FAINT, 9, stop),
            Cell(f"of {one.total:,}  ", Look.FAINT, 9, stop),
            Cell(one_line(one.watch.query), Look.FAINT, stop=stop),
        )
    if since is None:
        return out.sheet(TITLE)
    out.heading("Moved", f"{found.total:,}")
    if not found.rows:
        out.words("Nothing that is sure enough.", Look.FAINT)
    for row in found.rows:
        for line in row_lines(row, now, layout, stop=out.stop(Kind.ENTRY, row.id)):
            out.line(*line)
    if found.total > len(found.rows):
        stop = out.stop(Kind.SEARCH, SEARCH)
        out.line(Cell(f"  {found.total - len(found.rows):,} more: {SEARCH}", Look.FAINT, stop=stop))
    return out.sheet(TITLE)
