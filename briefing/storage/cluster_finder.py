"""How clusters are found: behind the storing, in batches."""

from __future__ import annotations

import json
from datetime import datetime
from typing import cast
from urllib.parse import urlsplit

from briefing.clustering.events import WITHIN, keys, same_event
from briefing.clustering.fingerprint import Fingerprint
from briefing.storage.database import Database
from briefing.storage.times import from_seconds

_LIKELIEST = 24
"""How many stories that share words are looked at."""
_REMEMBERED = 2_000
"""How many stories are remembered while others are compared with them: some megabytes."""


class ClusterFinder:
    """Finds the clusters of stories that wait for theirs; remembers what it read of the stories around them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._read: dict[int, Fingerprint] = {}

    def find(self, num: int) -> None:
        """Find the cluster of a story anew, by its row number."""
        self._db.run("UPDATE story SET cluster = NULL WHERE num = ? AND cluster IS NOT NULL", num)
        self._read.pop(num, None)
        story = self._fingerprint(num)
        found_by = set(keys(story))
        at = story.at.timestamp()
        for other in self._likely(num, at, found_by):
            if same_event(story, self._fingerprint(other)) and self._join(num, story, other):
                break
        self._db.run_many(
            "INSERT OR IGNORE INTO cluster_key (key, at, story) VALUES (?, ?, ?)", [(key, at, num) for key in found_by]
        )

    def _likely(self, num: int, at: float, found_by: set[int]) -> list[int]:
        """Stories of these days that share the most keys."""
        within = WITHIN.total_seconds()
        rows = self._db.rows(
            "SELECT story FROM json_each(?) AS wanted JOIN cluster_key ON cluster_key.key = wanted.value"
            " AND cluster_key.at BETWEEN ? AND ? WHERE story <> ?"
            f" GROUP BY story ORDER BY count(*) DESC, story DESC LIMIT {_LIKELIEST}",
            json.dumps(sorted(found_by)),
            at - within,
            at + within,
            num,
        )
        return [row["story"] for row in rows]

    def _fingerprint(self, num: int) -> Fingerprint:
        if num not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            row = self._db.row(
                "SELECT body.title, body.text, story.sorted, story.link, (SELECT json_group_array(feed) FROM sighting"
                " WHERE sighting.story = story.num) AS feeds FROM story JOIN body ON body.story = story.num"
                " WHERE story.num = ?",
                num,
            )
            assert row is not None
            at = cast(datetime, from_seconds(row["sorted"]))
            site = (urlsplit(row["link"]).hostname or "").removeprefix("www.")
            feeds = frozenset(json.loads(row["feeds"]))
            self._read[num] = Fingerprint(row["title"], row["text"], at, site, feeds)
        return self._read[num]

    def _join(self, num: int, story: Fingerprint, other: int) -> bool:
        """Put a story beside another, where most that stand there already report its event and none is days apart."""
        row = self._db.row("SELECT cluster FROM story WHERE num = ? AND cluster IS NOT NULL", other)
        if row is None:
            row = self._db.row("SELECT coalesce(max(cluster), 0) + 1 AS cluster FROM story WHERE cluster IS NOT NULL")
        assert row is not None
        members = [found["num"] for found in self._db.rows("SELECT num FROM story WHERE cluster = ?", row["cluster"])]
        reports = [self._fingerprint(member) for member in members]
        if any(abs(report.at - story.at) > WITHIN for report in reports):
            return False
        if 2 * sum(same_event(story, report) for report in reports) < len(reports):
            return False
        self._db.run("UPDATE story SET cluster = ? WHERE num IN (?, ?)", row["cluster"], num, other)
        return True
