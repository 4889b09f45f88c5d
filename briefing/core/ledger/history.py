"""The history of an entry: who told it when, in which words, what became of it, and why its lines are one entry."""

from __future__ import annotations

from datetime import datetime

from briefing.core.formatting import act_words, ago, counted, in_quotes
from briefing.core.ledger.entries import Entry, EntryRow, Join, Move, Side, Telling
from briefing.core.ledger.rows import row_lines
from briefing.core.ledger.sheet import Cell, Kind, Layout, Look, Name, Sheet, SheetWriter
from briefing.core.ledger.wording import between, came_as, one_line, quantity_words, short_state

_MOVES = {Move.TOLD: "also told", Move.REPEATED: "repeated", Move.CHANGED: "changed"}
_INDENT = 11
"""Of what is told, behind the word for what the telling did."""


def history(entry: Entry, now: datetime, layout: Layout) -> Sheet:
    """The sheet of an entry."""
    row, out = entry.row, SheetWriter(layout)
    out.words(f"{between(row, layout.arrow, layout.nobody)}  {act_words(row)}", Look.PARTIES)
    out.words(one_line(row.terms))
    if quantity := quantity_words(row, layout.arrow):
        out.words(quantity, Look.FAINT)
    told = f"{counted(row.papers, 'paper')}, {counted(row.stories, 'story', 'stories')}"
    out.words(f"{_state(row)} {layout.dot} {told} {layout.dot} {row.confidence:.0%} sure", Look.FAINT)
    if row.watches:
        out.words(f"watched: {', '.join(map(one_line, row.watches))}", Look.FAINT)
    out.blank()
    sides = [one for one in (row.proposer, row.recipient) if one is not None]
    out.names("who   ", Kind.ACTOR, [Name(one_line(side.name), _people(side)) for side in sides])
    names = tuple(one_line(side.name) for side in sides)
    if len(sides) == 2 and sides[0].name != sides[1].name:
        out.names("both  ", Kind.PAIR, [Name(f" {layout.dot} ".join(names), "", names)])
    out.names("what  ", Kind.RESOURCE, [Name(one_line(name)) for name in row.resources])
    out.heading("Told by")
    for telling in entry.tellings:
        _telling(out, telling, _MOVES.get(telling.move) or came_as(row.act), now)
    if entry.answers is not None:
        out.heading("Answers")
        _entry(out, entry.answers, now)
        if why := _why(entry.answers_join):
            out.words(f"linked: {why}", Look.FAINT, _INDENT)
    if entry.answered_by:
        out.heading("Answered by")
        for answer in entry.answered_by:
            _entry(out, answer, now)
    return out.sheet(f"{between(row, layout.arrow, layout.nobody)} {layout.dot} {act_words(row)}")


def _state(row: EntryRow) -> str:
    words = short_state(row)
    first, moved = (f"{at.day} {at:%b %Y}" for at in (row.first, row.moved))
    return f"{words}, {first}" if first == moved else f"{words}, {first} to {moved}"


def _people(side: Side) -> str:
    return f"({', '.join(map(one_line, side.people[:3]))})" if side.people else ""


def _telling(out: SheetWriter, telling: Telling, did: str, now: datetime) -> None:
    dot, stop = out.layout.dot, out.stop(Kind.STORY, telling.story, telling.line)
    who = " " + out.layout.arrow + " "
    parties = who.join(one_line(name) for name in (telling.proposer, telling.recipient) if name)
    out.line(
        Cell(did, Look.ACT, _INDENT, stop),
        Cell(f"{one_line(telling.source)} {dot} {ago(telling.published, now)}", Look.PARTIES, stop=stop),
        Cell(f" {dot} {one_line(telling.quantity)}" if telling.quantity else "", Look.PLAIN, stop=stop),
        Cell("" if telling.shown else f" {dot} less sure ({telling.less_sure})", Look.FAINT, stop=stop),
    )
    out.words(in_quotes(one_line(telling.quote)), indent=_INDENT, stop=stop)
    said = f" {dot} said by {one_line(telling.speaker)}" if telling.speaker else ""
    out.words(f"{parties}{said} {dot} {one_line(telling.title)}", Look.FAINT, _INDENT, stop)
    if why := _why(telling.join):
        out.words(f"joined: {why}", Look.FAINT, _INDENT, stop)


def _why(join: Join | None) -> str:
    if join is None:
        return ""
    reasons = "; ".join(map(one_line, join.reasons)) or "the two say the same"
    return f"{reasons} (by you)" if join.by_hand else f"{reasons} ({join.chance:.0%})"


def _entry(out: SheetWriter, row: EntryRow, now: datetime) -> None:
    for line in row_lines(row, now, out.layout, stop=out.stop(Kind.ENTRY, row.id)):
        out.line(*line)
