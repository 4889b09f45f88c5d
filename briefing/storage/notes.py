"""Notes: what the reader wrote about a story."""

from __future__ import annotations

from datetime import datetime

from briefing.storage.database import Database
from briefing.storage.times import to_seconds


def set_note(db: Database, num: int, text: str, at: datetime) -> None:
    """Keep the note on a story, or take it away if it is empty. Markdown and the search read the same words."""
    db.run("DELETE FROM note WHERE story = ? AND offer IS NULL", num)
    if text:
        db.run("INSERT INTO note (story, text, written) VALUES (?, ?, ?)", num, text, to_seconds(at))
    db.run("UPDATE body SET note = ? WHERE story = ?", text, num)
    db.run("UPDATE story SET noted = ? WHERE num = ?", int(bool(text)), num)


def note_of(db: Database, num: int) -> str:
    """The note on a story, or nothing."""
    row = db.row("SELECT text FROM note WHERE story = ? AND offer IS NULL", num)
    return "" if row is None else str(row["text"])
