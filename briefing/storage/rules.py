"""Rules, carried out on stories that have just come in or have just been analysed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from briefing.core.rules import Notice, Rule
from briefing.storage import journal, search
from briefing.storage.database import Database

_AT_ONCE = 500


class RuleRepository:
    """Carries out the reader's rules."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def carry_out(self, rules: Sequence[Rule], ids: Sequence[str], now: datetime) -> tuple[Notice, ...]:
        """Do what rules say with those of some stories that they mean, also hidden ones. Returns the notices."""
        if not rules or not ids:
            return ()
        with self._db.writing():
            return tuple(_carried_out(self._db, rules, ids, now))


def _carried_out(db: Database, rules: Sequence[Rule], ids: Sequence[str], now: datetime) -> Iterator[Notice]:
    """Do what rules say with those of some stories that they mean, also hidden ones. Yields the notices."""
    for rule in rules:
        meant = search.clause_of(rule.query_at(now))
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            where = f"story.id IN ({marks}) AND ({meant.sql})"
            for row in db.rows(f"SELECT story.id, story.title FROM story WHERE {where}", *some, *meant.values):
                journal.make(db, rule.changes(row["id"]))
                if rule.notify:
                    yield Notice(rule.title, row["id"], row["title"])
