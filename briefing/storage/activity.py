"""What the reader did between two times."""

from __future__ import annotations

from datetime import datetime

from briefing.storage.database import Database
from briefing.storage.times import to_seconds


def read_between(db: Database, since: datetime, until: datetime) -> tuple[str, ...]:
    """The ids of the stories that were marked as read, the last first."""
    rows = db.rows(
        "SELECT story.id, max(step.at) AS at, max(step.num) AS num FROM change JOIN step ON step.num = change.step"
        " JOIN story ON story.num = change.story WHERE change.field = 'read' AND change.value = 1 AND step.undone = 0"
        " AND story.read = 1 AND step.at >= ? AND step.at < ? GROUP BY story.num ORDER BY at DESC, num DESC",
        to_seconds(since),
        to_seconds(until),
    )
    return tuple(row["id"] for row in rows)


def noted_between(db: Database, since: datetime, until: datetime) -> tuple[str, ...]:
    """The ids of the stories that were written on or marked, the last first."""
    rows = db.rows(
        "SELECT story.id, max(kept.at) AS at FROM (SELECT story, written AS at FROM note UNION ALL"
        " SELECT story, made FROM mark WHERE stands = 1) AS kept JOIN story ON story.num = kept.story"
        " WHERE kept.at >= ? AND kept.at < ? GROUP BY story.num ORDER BY at DESC, story.num DESC",
        to_seconds(since),
        to_seconds(until),
    )
    return tuple(row["id"] for row in rows)
