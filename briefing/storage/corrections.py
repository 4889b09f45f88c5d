"""Corrections: the reader's word on what was found. One that is taken back only stops standing."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from briefing.core.corrections import Corrected, Correction
from briefing.storage.database import Database
from briefing.storage.ids import fresh_id
from briefing.storage.times import from_seconds, to_seconds

_ROWS = (
    "SELECT correction.*, story.id AS story_id FROM correction JOIN story ON story.num = correction.story"
    " WHERE stands = 1"
)
_ORDER = "ORDER BY correction.made, correction.rowid"


def add(db: Database, num: int, correction: Correction, at: datetime) -> str:
    """Keep a correction that does not stand yet; its id."""
    correction_id = fresh_id(9)
    db.run(
        "INSERT INTO correction (id, story, offer, part, subject, value, made, stands) VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        correction_id,
        num,
        correction.offer or None,
        correction.part.value,
        correction.subject,
        correction.value,
        to_seconds(at),
    )
    return correction_id


def of_story(db: Database, num: int) -> tuple[Correction, ...]:
    """What was said about the offers of a story, in the order in which it was said."""
    return _corrections(db, "AND correction.story = ? AND correction.offer IS NOT NULL", num)


def of_actors(db: Database) -> tuple[Correction, ...]:
    """What was said about actors, in whatever story."""
    return _corrections(db, "AND correction.offer IS NULL")


def standing(db: Database) -> tuple[Correction, ...]:
    """All of them."""
    return _corrections(db, "")


def stories_of(db: Database, correction_id: str) -> tuple[int, ...]:
    """The numbers of the stories that a correction changes something in."""
    row = db.row("SELECT story, subject, value FROM correction WHERE id = ?", correction_id)
    if row is None:
        return ()
    named = db.rows(
        "SELECT DISTINCT story FROM actor WHERE ? <> '' AND name COLLATE NOCASE IN (?, ?)",
        row["subject"],
        row["subject"],
        row["value"],
    )
    return tuple({row["story"], *(other["story"] for other in named)})


def _corrections(db: Database, condition: str, *values: object) -> tuple[Correction, ...]:
    return tuple(_correction(row) for row in db.rows(f"{_ROWS} {condition} {_ORDER}", *values))


def _correction(row: sqlite3.Row) -> Correction:
    return Correction(
        row["offer"] or "",
        Corrected(row["part"]),
        row["value"],
        row["subject"],
        row["id"],
        row["story_id"],
        from_seconds(row["made"]),
    )
