"""Notes: what the reader wrote about a story and its offers. The search reads the same words; `#words` are tags."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from briefing.core.annotations import Note, tags_in
from briefing.core.merge import merge
from briefing.storage.cells import readable, text
from briefing.storage.database import Database
from briefing.storage.times import from_seconds, to_seconds

TWICE = "(Written at the same time:)"
"""The line between two texts that readers of one library wrote in the same place."""


def merged(base: str | None, kept: str, text: str) -> str:
    """The text to keep of a note that was `base` when it was begun, with what others made of it since."""
    return text if base is None else merge(base, kept, text, TWICE).strip()


def set_note(db: Database, num: int, words: str, at: datetime, offer: str = "") -> None:
    """Keep the note on a story, or on one of its offers; an empty text takes it away."""
    db.run("DELETE FROM note WHERE story = ? AND offer IS ?", num, offer or None)
    if words:
        db.run(
            "INSERT INTO note (story, offer, text, written) VALUES (?, ?, ?, ?)",
            num,
            offer or None,
            words,
            to_seconds(at),
        )
    refresh_derived(db, num)


def notes_of(db: Database, num: int) -> tuple[Note, ...]:
    """The notes on a story and its offers: the story's first, then in the order of the offers."""
    rows = db.rows(
        "SELECT note.text, note.offer, note.written, offer.quote FROM note LEFT JOIN offer ON offer.id = note.offer"
        " WHERE note.story = ? ORDER BY note.offer IS NOT NULL, offer.place, note.num",
        num,
    )
    return tuple(readable(rows, _note))


def _note(row: sqlite3.Row) -> Note:
    quote, offer = text(row["quote"] or ""), text(row["offer"] or "")
    return Note(text(row["text"]), offer, quote, from_seconds(row["written"]))


def refresh_derived(db: Database, num: int) -> None:
    """Bring what follows from the notes up to date: the search, the sign in the list, the tags."""
    texts = [row["text"] for row in db.rows("SELECT text FROM note WHERE story = ? ORDER BY num", num)]
    marks = db.rows("SELECT note FROM mark WHERE story = ? AND stands = 1 AND note <> '' ORDER BY made, id", num)
    whole = "\n\n".join((*texts, *(row["note"] for row in marks)))
    db.run("UPDATE body SET note = ? WHERE story = ? AND note <> ?", whole, num, whole)
    db.run("UPDATE story SET noted = ? WHERE num = ?", int(bool(whole)), num)
    _settle_tags(db, num, tags_in(whole))


def _settle_tags(db: Database, num: int, wanted: frozenset[str]) -> None:
    """Tags come and go with their words; those set by hand stay, and one taken away by hand does not come back."""
    known = {row["tag"] for row in db.rows("SELECT tag FROM note_tag WHERE story = ?", num)}
    for tag in sorted(known - wanted):
        db.run("DELETE FROM note_tag WHERE story = ? AND tag = ?", num, tag)
        db.run("DELETE FROM tag WHERE story = ? AND tag = ?", num, tag)
    tagged = {row["tag"].casefold() for row in db.rows("SELECT tag FROM tag WHERE story = ?", num)}
    for tag in sorted(wanted - known):
        if tag not in tagged:
            db.run("INSERT INTO tag (story, tag) VALUES (?, ?)", num, tag)
            db.run("INSERT INTO note_tag (story, tag) VALUES (?, ?)", num, tag)
