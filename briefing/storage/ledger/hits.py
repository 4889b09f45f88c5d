"""What watches find, as entries come and move."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import cast

from briefing.core.errors import QueryError
from briefing.core.ledger.life import WATCHED
from briefing.core.ledger.search import parse
from briefing.core.ledger.wording import ANSWERED
from briefing.core.query.search_words import TIMES
from briefing.sql import Clause
from briefing.storage.database import Database
from briefing.storage.ledger.conditions import LAST_ANSWER
from briefing.storage.ledger.searching import Conditions
from briefing.storage.times import to_seconds

FRESH = timedelta(days=3)
"""What moved longer ago than this is no news: it is found, but not told."""
_ANSWERS = " ".join(f"WHEN '{act}' THEN '{word}'" for act, word in ANSWERED.items())
_EVENT = (
    "CASE ledger_entry.state WHEN 'repeated' THEN 'put' WHEN 'changed' THEN 'changed ' || ledger_entry.quantity"
    f" WHEN 'answered' THEN (SELECT CASE answer.act {_ANSWERS} ELSE 'answered' END"
    f" FROM ledger_entry AS answer WHERE answer.num = {LAST_ANSWER})"
    " || iif(ledger_entry.earlier_quantity = '', '', ' ' || ledger_entry.quantity)"
    " ELSE ledger_entry.state END"
)
"""What has happened to an entry. Another answer, or one to another figure, is another event."""


def look(db: Database, entries: Iterable[int], now: datetime) -> None:
    """Let every watch look at some entries that came or moved."""
    some = list(entries)
    for row in db.rows("SELECT num, query FROM watch"):
        _look_at_some(db, row, some, now)


def look_everywhere(db: Database, watch: int, query: str, now: datetime) -> None:
    """Let a new watch look at all entries; what is there already is not told."""
    _look(db, watch, query, Clause("SELECT num FROM ledger_entry"), now, told=True)


def look_again(db: Database, last: datetime, now: datetime) -> None:
    """Let the watches that name a time look at the entries that time alone brought or took since they last did so."""
    moved = "SELECT num FROM ledger_entry WHERE dismissed IN (0, 1) AND moved >= ? AND moved < ?"
    for row in db.rows("SELECT num, query FROM watch"):
        for between in _passed(row["query"], last, now):
            some = [one["num"] for one in db.rows(moved, *map(to_seconds, between))]
            _look_at_some(db, row, some, now)


def _passed(query: str, last: datetime, now: datetime) -> set[tuple[datetime, datetime]]:
    """Between which times entries have moved that a query finds now and did not find then, or the other way round."""
    try:
        meant = zip(_times(query, last), _times(query, now), strict=True)
    except QueryError:
        return set()
    return {(min(pair), max(pair)) for pair in meant if pair[0] != pair[1]}


def _times(query: str, now: datetime) -> list[datetime]:
    return [cast(datetime, term.value) for term in parse(query, now).terms if term.key in TIMES]


def _look_at_some(db: Database, watch: sqlite3.Row, entries: Sequence[int], now: datetime) -> None:
    if entries:
        some = Clause("SELECT value FROM json_each(?)", (json.dumps(entries),))
        _look(db, watch["num"], watch["query"], some, now, told=False)


def _look(db: Database, watch: int, query: str, among: Clause, now: datetime, *, told: bool) -> None:
    """Let a watch look at some entries; `told` says that nothing of what it finds is news."""
    try:
        meant = Conditions(db, db.names).of(parse(query, now))
    except QueryError:
        return  # made by another version; the list of watches says so
    found = f"SELECT num FROM ledger_entry WHERE num IN ({among.sql}) AND {meant.sql}"
    gone = db.rows(
        f"SELECT DISTINCT entry FROM watch_hit WHERE watch = ? AND entry IN ({among.sql}) AND entry NOT IN ({found})",
        watch, *among.values, *among.values, *meant.values,
    )  # fmt: skip
    db.run_many("DELETE FROM watch_hit WHERE watch = ? AND entry = ?", [(watch, row["entry"]) for row in gone])
    new = db.rows(f"{found} AND num NOT IN (SELECT entry FROM watch_hit)", *among.values, *meant.values)
    old, is_past = to_seconds(now - FRESH), "? OR ledger_entry.moved < ?"
    db.run(
        "INSERT OR IGNORE INTO watch_hit (watch, entry, event, at, told, printed)"
        f" SELECT ?, ledger_entry.num, {_EVENT}, ?, {is_past}, {is_past} FROM ledger_entry"
        f" WHERE num IN ({among.sql}) AND {meant.sql}",
        watch, to_seconds(now), int(told), old, int(told), old, *among.values, *meant.values,
    )  # fmt: skip
    weigh(db, [row["num"] for row in new], WATCHED)
    weigh(db, [row["entry"] for row in gone if not _is_watched(db, row["entry"])], -WATCHED)


def weigh(db: Database, entries: Iterable[int], by: float) -> None:
    """Give entries more weight, or less."""
    db.run_many("UPDATE ledger_entry SET weight = weight + ? WHERE num = ?", [(by, entry) for entry in entries])


def _is_watched(db: Database, entry: int) -> bool:
    return db.row("SELECT 1 FROM watch_hit WHERE entry = ?", entry) is not None
