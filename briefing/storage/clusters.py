"""Clusters: which stories report the same thing, found by the words that they share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from briefing.core.clean import shown_address
from briefing.core.clusters import WITHIN, Report, keys, same_event
from briefing.core.kept import OtherReport
from briefing.storage.database import Database
from briefing.storage.times import from_seconds, to_seconds

SIZE = (
    "CASE WHEN story.cluster IS NULL THEN 1 ELSE (SELECT count(*) FROM story AS other"
    " WHERE other.cluster = story.cluster AND (other.hidden = 0 OR other.num = story.num)) END"
)
"""How many stories report what a story does, itself included: an expression."""
_LIKELIEST = 8
"""How many stories that share words are looked at."""


def settle(db: Database, num: int) -> None:
    """Find the cluster of a story that is new, or whose text or feeds changed, by its row number."""
    db.run("UPDATE story SET cluster = NULL WHERE num = ? AND cluster IS NOT NULL", num)
    db.run("DELETE FROM shingle WHERE story = ?", num)
    row = db.row(
        "SELECT story.feed, body.title, body.text FROM story JOIN body ON body.story = story.num WHERE story.num = ?",
        num,
    )
    if row is not None:
        place(db, num, row["feed"], row["title"], row["text"])


def place(db: Database, num: int, feed: int, title: str, text: str, newest: bool = True) -> None:
    """Find the cluster of a story that has none, by the row numbers of the story and its feed.

    One that is not the newest is found by what newer stories of its feed do not say.
    """
    found_by = keys(title, text)
    likely = _likely(db, feed, found_by)
    report = _report(db, num) if likely else None
    for other in likely:
        if report and same_event(report, _report(db, other)) and _join(db, num, report, other):
            break
    db.run_many(
        f"INSERT OR {'REPLACE' if newest else 'IGNORE'} INTO shingle (key, feed, story) VALUES (?, ?, ?)",
        [(key, feed, num) for key in found_by],
    )


def others(db: Database, num: int) -> tuple[OtherReport, ...]:
    """The other reports of what a story reports, the first published first."""
    rows = db.rows(
        "SELECT other.id, other.title, other.link, feed.title AS source, feed.url FROM story"
        " JOIN story AS other ON other.cluster = story.cluster AND other.num <> story.num AND other.hidden = 0"
        " JOIN feed ON feed.num = other.feed WHERE story.num = ? ORDER BY other.sorted, other.num",
        num,
    )
    return tuple(
        OtherReport(row["id"], row["title"], row["source"] or shown_address(row["url"]), row["link"]) for row in rows
    )


def with_others(db: Database, ids: Sequence[str]) -> tuple[str, ...]:
    """Some stories, and behind them the other reports of the same things."""
    rows = db.rows(
        "SELECT other.id FROM story JOIN story AS other ON other.cluster = story.cluster AND other.hidden = 0"
        " WHERE story.id IN (SELECT value FROM json_each(?)) ORDER BY other.num",
        json.dumps(list(ids)),
    )
    return tuple(dict.fromkeys((*ids, *(row["id"] for row in rows))))


def _likely(db: Database, feed: int, found_by: tuple[int, ...]) -> list[int]:
    """Stories of other feeds that share the most keys."""
    rows = db.rows(
        f"SELECT story FROM shingle WHERE key IN ({', '.join('?' * len(found_by))}) AND feed <> ?"
        f" GROUP BY story ORDER BY count(*) DESC, story DESC LIMIT {_LIKELIEST}",
        *found_by,
        feed,
    )
    return [row["story"] for row in rows]


def _report(db: Database, num: int) -> Report:
    row = db.row(
        "SELECT body.title, body.text, story.sorted, (SELECT json_group_array(feed) FROM sighting"
        " WHERE sighting.story = story.num) AS feeds FROM story JOIN body ON body.story = story.num"
        " WHERE story.num = ?",
        num,
    )
    assert row is not None
    at = cast(datetime, from_seconds(row["sorted"]))
    return Report(row["title"], row["text"], at, frozenset(json.loads(row["feeds"])))


def _join(db: Database, num: int, report: Report, other: int) -> bool:
    """Put a story beside another, where all that stand there already are of other feeds and of these days."""
    row = db.row("SELECT cluster FROM story WHERE num = ? AND cluster IS NOT NULL", other)
    if row is None:
        row = db.row("SELECT coalesce(max(cluster), 0) + 1 AS cluster FROM story WHERE cluster IS NOT NULL")
    assert row is not None
    strange = db.row(
        "SELECT 1 FROM story WHERE cluster = ? AND (abs(sorted - ?) > ? OR EXISTS (SELECT 1 FROM sighting"
        " WHERE sighting.story = story.num AND sighting.feed IN (SELECT value FROM json_each(?))))",
        row["cluster"],
        to_seconds(report.at),
        WITHIN.total_seconds(),
        json.dumps(sorted(report.feeds)),
    )
    if strange is None:
        db.run("UPDATE story SET cluster = ? WHERE num IN (?, ?)", row["cluster"], num, other)
    return strange is None
