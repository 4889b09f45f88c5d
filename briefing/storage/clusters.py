"""Clusters: which stories report the same event. `cluster_finder.py` finds them, behind the storing."""

from __future__ import annotations

import json
from collections.abc import Sequence

from briefing.storage.database import Database

SIZE = (
    "CASE WHEN story.cluster IS NULL THEN 1 ELSE (SELECT count(*) FROM story AS other"
    " WHERE other.cluster = story.cluster AND (other.hidden = 0 OR other.num = story.num)) END"
)
"""How many stories report what a story does, itself included: an expression."""


def enqueue(db: Database, num: int) -> None:
    """Have the cluster of a story that is new or changed found later, by its row number."""
    db.run("UPDATE story SET cluster = NULL WHERE num = ? AND cluster IS NOT NULL", num)
    db.run("DELETE FROM cluster_key WHERE story = ?", num)
    db.run("INSERT OR IGNORE INTO unsettled (story) VALUES (?)", num)


def with_others(db: Database, ids: Sequence[str]) -> tuple[str, ...]:
    """Some stories, and behind them the other reports of the same things."""
    rows = db.rows(
        "SELECT other.id FROM story JOIN story AS other ON other.cluster = story.cluster AND other.hidden = 0"
        " WHERE story.id IN (SELECT value FROM json_each(?)) ORDER BY other.num",
        json.dumps(list(ids)),
    )
    return tuple(dict.fromkeys((*ids, *(row["id"] for row in rows))))
