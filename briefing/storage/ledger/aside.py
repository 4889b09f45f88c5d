"""Which lines of a story the ledger has set aside, so that its panel agrees."""

from __future__ import annotations

from typing import NamedTuple

from briefing.core.ledger.rulings import RulingKind
from briefing.storage.database import Database


class Aside(NamedTuple):
    """Lines whose sentences are boilerplate of the feed, and lines that the reader has dismissed."""

    repeated: frozenset[str]
    dismissed: frozenset[str]


def of_story(db: Database, num: int) -> Aside:
    """The lines of a story that are set aside. What is not the reader's subject is an act all the same."""
    found = db.rows(
        "SELECT line, repeated, hidden OR (ledger_entry.dismissed AND EXISTS (SELECT 1 FROM ruling"
        " WHERE ruling.kind = ? AND ruling.stands = 1 AND (ruling.line = ledger_entry.id OR ruling.line IN"
        " (SELECT told.line FROM ledger_line AS told WHERE told.entry = ledger_line.entry)))) AS dismissed"
        " FROM ledger_line JOIN ledger_entry ON ledger_entry.num = ledger_line.entry WHERE ledger_line.story = ?",
        RulingKind.NOT_AN_ACT.value,
        num,
    )
    return Aside(
        frozenset(row["line"] for row in found if row["repeated"]),
        frozenset(row["line"] for row in found if row["dismissed"]),
    )
