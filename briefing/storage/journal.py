"""The journal: read, star and tag changes, as steps that can be undone and done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from briefing.core.formatting import counted
from briefing.core.journal import Change, Field, Step
from briefing.storage import activity, analysis_rows, corrections, notes, outbox
from briefing.storage.database import Database
from briefing.storage.ledger import corrected, rulings
from briefing.storage.times import from_seconds, now, to_seconds

MOST_STEPS = 200


class JournalRepository:
    """The steps, and the stories that they were about."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def record(self, changes: Sequence[Change], at: datetime, automatic: bool = False) -> Step | None:
        """Make changes as one step; None where nothing changed. Undo passes over automatic steps."""
        with self._db.writing():
            return record(self._db, changes, at, automatic)

    def undo(self) -> Step | None:
        """Take back the newest step that still stands, and return it."""
        with self._db.writing():
            row = self._db.row("SELECT * FROM step WHERE undone = 0 AND automatic = 0 ORDER BY num DESC LIMIT 1")
            return None if row is None else _turn(self._db, row, undone=True)

    def newest(self) -> int:
        """The id of the step that undo would take; 0 where there is none."""
        row = self._db.row("SELECT max(num) AS num FROM step WHERE undone = 0 AND automatic = 0")
        return 0 if row is None else int(row["num"] or 0)

    def redo(self) -> Step | None:
        """Do the step again that was undone last, and return it."""
        with self._db.writing():
            row = self._db.row("SELECT * FROM step WHERE undone = 1 ORDER BY num LIMIT 1")
            return None if row is None else _turn(self._db, row, undone=False)

    def activity(self, since: datetime, until: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the stories that were read, and of those noted or marked, between two times."""
        return activity.read_between(self._db, since, until), activity.noted_between(self._db, since, until)


def record(
    db: Database, changes: Sequence[Change], at: datetime, automatic: bool = False, label: str = ""
) -> Step | None:
    """Make the changes that change something, as one step of the journal; None where none does.

    `label` says what is done where the changes alone do not tell it.

    An automatic step is one that nobody asked for: it is no step that undo or redo would take.
    """
    effective = _do(db, changes)
    if not effective:
        return None
    label = label or _label(effective)
    if not automatic:
        _forget(db, "undone = 1")  # what was undone cannot be done again after something else
        _forget(db, f"num <= (SELECT num FROM step WHERE automatic = 0 ORDER BY num DESC LIMIT 1 OFFSET {MOST_STEPS})")
    num = db.run("INSERT INTO step (at, label, automatic) VALUES (?, ?, ?)", to_seconds(at), label, int(automatic))
    db.run_many(
        "INSERT INTO change (step, story, field, tag, value) SELECT ?, num, ?, ?, ? FROM story WHERE id = ?",
        [(num, change.field.value, change.tag, int(change.value), change.story) for change in effective],
    )
    return Step(num, at, label, tuple(effective))


def make(db: Database, changes: Sequence[Change]) -> None:
    """Make changes that are no step of anybody's, as those of a rule; a server hears of them."""
    _do(db, changes)


def adopt(db: Database, changes: Sequence[Change]) -> int:
    """Make changes that a server told of: no step of anybody's, and nothing to tell it. How many changed something."""
    return sum(_apply(db, change, change.value) for change in changes)


def _do(db: Database, changes: Sequence[Change]) -> list[Change]:
    """Make changes of this side; those that changed something."""
    effective = [change for change in _with_known_tags(db, changes) if _apply(db, change, change.value)]
    _carry_out_rulings(db, effective)
    outbox.listen(db, [(change, change.value) for change in effective])
    return effective


def _with_known_tags(db: Database, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes, with new tags as stories have them already: those that differ only in capitals are one."""
    given = {change.tag for change in changes if change.field is Field.TAG and change.value}
    known = {tag: _known_tag(db, tag) for tag in given}
    return [
        replace(change, tag=known[change.tag]) if change.value and change.tag in known else change for change in changes
    ]


def _known_tag(db: Database, tag: str) -> str:
    """A tag as a story has it. The index of tags knows the capitals from A to Z; for others all tags are looked at."""
    if tag.isascii():
        rows = db.rows("SELECT tag FROM tag WHERE tag = ? COLLATE NOCASE LIMIT 1", tag)
    else:
        rows = db.rows("SELECT DISTINCT tag FROM tag")
    return next((row["tag"] for row in rows if row["tag"].casefold() == tag.casefold()), tag)


def _turn(db: Database, row: sqlite3.Row, undone: bool) -> Step:
    changes = tuple(
        Change(change["id"], Field(change["field"]), bool(change["value"]), change["tag"])
        for change in db.rows(
            "SELECT change.field, change.tag, change.value, story.id FROM change"
            " JOIN story ON story.num = change.story WHERE change.step = ? ORDER BY change.num",
            row["num"],
        )
    )
    turned = [
        change
        for change in (reversed(changes) if undone else changes)
        if _apply(db, change, change.value is not undone)
    ]
    _carry_out_rulings(db, [change for change in changes if change in turned])
    outbox.listen(db, [(change, change.value is not undone) for change in turned])
    db.run("UPDATE step SET undone = ? WHERE num = ?", int(undone), row["num"])
    return Step(row["num"], cast(datetime, from_seconds(row["at"])), row["label"], changes)


def _forget(db: Database, which: str) -> None:
    steps = f"SELECT num FROM step WHERE automatic = 0 AND {which}"
    db.run(f"DELETE FROM change WHERE step IN ({steps})")
    db.run(f"DELETE FROM step WHERE num IN ({steps})")


def _apply(db: Database, change: Change, value: bool) -> bool:
    """Set one field of one story; whether that changed anything."""
    row = db.row("SELECT num, read, starred, hidden FROM story WHERE id = ?", change.story)
    if row is None:
        return False
    if change.field in (Field.MARK, Field.CORRECTION, Field.RULING):
        return _stand(db, row["num"], change, value)
    if change.field is Field.TAG:
        had = db.row("SELECT 1 FROM tag WHERE story = ? AND tag = ?", row["num"], change.tag) is not None
        if value and not had:
            db.run("INSERT INTO tag (story, tag) VALUES (?, ?)", row["num"], change.tag)
            db.run("DELETE FROM note_tag WHERE story = ? AND tag = ?", row["num"], change.tag)
        elif had and not value:
            db.run("DELETE FROM tag WHERE story = ? AND tag = ?", row["num"], change.tag)
        return had is not value
    if bool(row[change.field.value]) is value:
        return False
    db.run(f"UPDATE story SET {change.field.value} = ? WHERE num = ?", int(value), row["num"])
    return True


def _stand(db: Database, num: int, change: Change, value: bool) -> bool:
    """Let a mark, a correction or a ruling stand, or stop; whether it did not before."""
    table = change.field.value
    had = db.row(f"SELECT 1 FROM {table} WHERE id = ? AND stands = ?", change.tag, int(not value)) is not None
    if had:
        db.run(f"UPDATE {table} SET stands = ? WHERE id = ?", int(value), change.tag)
        if change.field is Field.MARK:
            notes.refresh_derived(db, num)
        for story in corrections.stories_of(db, change.tag) if change.field is Field.CORRECTION else ():
            analysis_rows.summarise(db, story)
        if change.field is Field.CORRECTION:
            corrected.carry_out(db, change.tag, now())
    return had


def _carry_out_rulings(db: Database, changes: Sequence[Change]) -> None:
    """Do what follows from the rulings among some changes, all at once: those of one step belong together."""
    if made := [change.tag for change in changes if change.field is Field.RULING]:
        for story in rulings.carry_out(db, made, now()):
            analysis_rows.summarise(db, story)


def _label(changes: Sequence[Change]) -> str:
    first = changes[0]
    stories = counted(len({change.story for change in changes}), "story", "stories")
    is_ruling = all(change.field is Field.RULING for change in changes)
    if not is_ruling and len({(change.field, change.value, change.tag) for change in changes}) > 1:
        only_tags = all(change.field is Field.TAG for change in changes)
        return f"changed the tags of {stories}" if only_tags else f"changed {stories}"
    words = {
        (Field.MARK, True): "marked a passage",
        (Field.MARK, False): "removed a mark",
        (Field.CORRECTION, True): "corrected what was found",
        (Field.CORRECTION, False): "removed a correction",
        (Field.RULING, True): "changed the ledger",
        (Field.RULING, False): "took back a change of the ledger",
        (Field.READ, True): f"marked {stories} as read",
        (Field.READ, False): f"marked {stories} as unread",
        (Field.STARRED, True): f"starred {stories}",
        (Field.STARRED, False): f"removed the star from {stories}",
        (Field.HIDDEN, True): f"hid {stories}",
        (Field.HIDDEN, False): f"showed {stories} again",
        (Field.TAG, True): f"tagged {stories} “{first.tag}”",
        (Field.TAG, False): f"removed the tag “{first.tag}” from {stories}",
    }
    return words[first.field, first.value]
