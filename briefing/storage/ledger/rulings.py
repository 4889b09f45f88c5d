"""What the reader ruled on: kept, and carried out when it begins or ends to stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from briefing.core.analysis import Act
from briefing.core.errors import UnknownEntry
from briefing.core.ledger.rulings import Ruling, RulingKind
from briefing.storage.database import Database
from briefing.storage.ids import fresh_id
from briefing.storage.ledger import boilerplate
from briefing.storage.ledger.placing import Placer
from briefing.storage.times import to_seconds


def entry_num(db: Database, entry_id: str) -> int:
    """The row number of an entry, by its id or that of any of its lines. Raises UnknownEntry."""
    row = db.row("SELECT num FROM ledger_entry WHERE id = ?", entry_id)
    row = row or db.row("SELECT entry AS num FROM ledger_line WHERE line = ?", entry_id)
    if row is None:
        raise UnknownEntry(entry_id)
    return int(row["num"])


def add(db: Database, ruling: Ruling, at: datetime) -> str:
    """Keep a ruling that does not stand yet; its id."""
    made = fresh_id(9)
    db.run(
        "INSERT INTO ruling (id, kind, story, line, other, feed, value, made, stands)"
        " SELECT ?, ?, num, ?, ?, ?, ?, ?, 0 FROM story WHERE id = ?",
        made, ruling.kind.value, ruling.line, ruling.other, ruling.feed or None, ruling.value, to_seconds(at),
        ruling.story,
    )  # fmt: skip
    return made


def of_entry(db: Database, kind: RulingKind, entry_id: str, line_id: str = "") -> Ruling:
    """The ruling that dismisses an entry in one of the four ways, or keeps its sentence; by the words and the feed of
    one of its lines, else of the surest. Raises UnknownEntry.
    """
    num = entry_num(db, entry_id)
    line = db.row(
        "SELECT ledger_line.*, story.id AS story_id FROM ledger_line JOIN story ON story.num = ledger_line.story"
        " WHERE entry = ? ORDER BY line = ? DESC, sureness DESC, at LIMIT 1",
        num,
        line_id,
    )
    entry = db.row("SELECT * FROM ledger_entry WHERE num = ?", num)
    if line is None or entry is None:
        raise UnknownEntry(entry_id)
    value, feed = "", 0
    if kind is RulingKind.NEVER_SENTENCE:
        value, feed = str(line["sentence"]), line["feed"]
    elif kind is RulingKind.KEEP_SENTENCE:
        value, feed = str(line["shape"]), line["feed"]
    elif kind is RulingKind.NEVER_KIND:
        value, feed = Act(line["act"]).value, line["feed"]
    elif kind is RulingKind.NOT_MY_SUBJECT:
        value = f"resource:{entry['resource']}" if entry["resource"] != "~" else f"pair:{entry['pair']}"
    return Ruling(kind, line["story_id"], entry["first_line"], "", feed, value)


def carry_out(db: Database, ruling_ids: Sequence[str], now: datetime) -> set[int]:
    """Do what follows from rulings that have just begun or ended to stand, in the order in which they were made.

    Returns the row numbers of the stories of which other lines are shown now.
    """
    placer = Placer(db, db.names)
    found = [row for one in ruling_ids if (row := db.row("SELECT * FROM ruling WHERE id = ?", one)) is not None]
    placer.replace([row["line"] for row in found if RulingKind(row["kind"]).joins], now)
    changed: set[int] = set()
    for row in found:
        changed |= _carry_out(db, placer, row, now)
    later = sorted(changed)[:-_AT_ONCE]
    db.run_many("INSERT OR IGNORE INTO ledger_waiting (story) VALUES (?)", [(story,) for story in later])
    return changed.difference(later)


_AT_ONCE = 200
"""Of how many stories, the newest, the lists are brought up to date at once; the others wait for the backfill."""


def _carry_out(db: Database, placer: Placer, row: sqlite3.Row, now: datetime) -> set[int]:
    match RulingKind(row["kind"]):
        case RulingKind.KEEP_SENTENCE:
            return boilerplate.look_again(db, row["feed"], int(row["value"]), now)
        case RulingKind.NO_ANSWER:
            _relink(db, placer, row["line"], now)
        case RulingKind.NEVER_SENTENCE:
            return _hide(db, placer, "sentence = ? AND feed = ?", (int(row["value"]), row["feed"]), now)
        case RulingKind.NEVER_KIND:
            return _hide(db, placer, "act = ? AND feed = ?", (row["value"], row["feed"]), now)
        case RulingKind.NOT_AN_ACT:
            lines = db.rows(
                "SELECT entry, story FROM ledger_line WHERE entry = (SELECT entry FROM ledger_line WHERE line = ?)",
                row["line"],
            )
            placer.summarise({line["entry"] for line in lines}, now)
            return {line["story"] for line in lines}
        case RulingKind.NOT_MY_SUBJECT:
            column, _, value = row["value"].partition(":")
            of = "pair" if column == "pair" else "resource"
            entries = db.rows(f"SELECT num FROM ledger_entry WHERE {of} = ?", value)
            placer.summarise({one["num"] for one in entries}, now)
    return set()


def _hide(db: Database, placer: Placer, which: str, values: tuple[object, ...], now: datetime) -> set[int]:
    """See anew which lines are not wanted; the stories that have them."""
    lines = db.rows(f"SELECT line, entry, story, feed, act, sentence FROM ledger_line WHERE {which}", *values)
    db.run_many(
        "UPDATE ledger_line SET hidden = EXISTS (SELECT 1 FROM ruling WHERE stands = 1 AND feed = ?"
        " AND ((kind = 'never_sentence' AND value = ?) OR (kind = 'never_kind' AND value = ?))) WHERE line = ?",
        [(line["feed"], str(line["sentence"]), line["act"], line["line"]) for line in lines],
    )
    placer.summarise({line["entry"] for line in lines}, now)
    return {line["story"] for line in lines}


def _relink(db: Database, placer: Placer, line: str, now: datetime) -> None:
    row = db.row(
        "SELECT num, answers FROM ledger_entry WHERE num = (SELECT entry FROM ledger_line WHERE line = ?)", line
    )
    if row is None:
        return
    db.run("UPDATE ledger_entry SET answers = NULL, answers_chance = NULL WHERE num = ?", row["num"])
    placer.link_again(row["num"])
    placer.summarise({num for num in (row["num"], row["answers"]) if num is not None}, now)
