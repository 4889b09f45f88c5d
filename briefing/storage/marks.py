"""Marks: passages that the reader marked. One that is taken away only stops standing, so that it can come back."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from briefing.core.analysis import Part, Span
from briefing.core.anchor import span_of
from briefing.core.annotations import Anchor, Mark
from briefing.core.story import Story
from briefing.storage.database import Database
from briefing.storage.ids import fresh_id
from briefing.storage.notes import refresh_derived
from briefing.storage.times import from_seconds, to_seconds


def add(db: Database, num: int, anchor: Anchor, colour: str, at: datetime) -> str:
    """Keep a mark that does not stand yet; its id."""
    mark_id = fresh_id(9)
    db.run(
        "INSERT INTO mark (id, story, colour, quote, prefix, suffix, part, start, end, made, stands)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        mark_id,
        num,
        colour,
        anchor.quote,
        anchor.prefix,
        anchor.suffix,
        anchor.span.part.value,
        anchor.span.start,
        anchor.span.end,
        to_seconds(at),
    )
    return mark_id


def change(db: Database, mark_id: str, *, colour: str | None = None, note: str | None = None) -> None:
    """Give a mark another colour or another note."""
    db.run("UPDATE mark SET colour = coalesce(?, colour), note = coalesce(?, note) WHERE id = ?", colour, note, mark_id)
    row = db.row("SELECT story FROM mark WHERE id = ?", mark_id)
    if row is not None:
        refresh_derived(db, row["story"])


def note_on(db: Database, mark_id: str) -> str:
    """The note on a mark, or nothing."""
    row = db.row("SELECT note FROM mark WHERE id = ?", mark_id)
    return "" if row is None else row["note"]


def marks_of(db: Database, num: int, story: Story) -> tuple[Mark, ...]:
    """The marks that stand, each where its passage is in the story as it is now."""
    rows = db.rows("SELECT * FROM mark WHERE story = ? AND stands = 1 ORDER BY part DESC, start, made, id", num)
    return tuple(_mark(row, story) for row in rows)


def _mark(row: sqlite3.Row, story: Story) -> Mark:
    anchor = Anchor(row["quote"], row["prefix"], row["suffix"], Span(row["start"], row["end"], Part(row["part"])))
    return Mark(row["id"], anchor, row["colour"], span_of(anchor, story), row["note"], from_seconds(row["made"]))
