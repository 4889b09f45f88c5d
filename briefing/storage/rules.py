"""Rules, carried out on stories that have just come in or have just been analysed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefing.core.notices import Notice
from briefing.core.rules import CarriedOut, Errand, Rule
from briefing.storage import journal, search
from briefing.storage.database import Database

_AT_ONCE = 500


class RuleRepository:
    """Carries out the reader's rules."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def carry_out(self, rules: Sequence[Rule], ids: Sequence[str], now: datetime) -> CarriedOut:
        """Do what rules say with those of some stories that they mean, also hidden ones. Gives what is left to do."""
        if not rules or not ids:
            return CarriedOut()
        with self._db.writing():
            return _carried_out(self._db, rules, ids, now)


def _carried_out(db: Database, rules: Sequence[Rule], ids: Sequence[str], now: datetime) -> CarriedOut:
    notices, errands = list[Notice](), list[Errand]()
    for rule in rules:
        meant = search.clause_of(rule.query_at(now))
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            where = f"story.id IN ({marks}) AND ({meant.sql})"
            for row in db.rows(f"SELECT story.id, story.title FROM story WHERE {where}", *some, *meant.values):
                journal.make(db, rule.changes(row["id"]))
                if rule.notify:
                    notices.append(Notice(rule.title, row["title"], f"story {row['id']}", row["id"]))
                if rule.run:
                    errands.append(Errand(rule.run, row["id"]))
    return CarriedOut(tuple(notices), tuple(errands))
