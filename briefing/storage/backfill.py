"""Backfill: what is found out about stories behind the storing, so that a fetch does not wait for it.

A table holds the stories that are still to do, so that it goes on where it was left off.
"""

from __future__ import annotations

from briefing.core.fulltext import is_cut
from briefing.core.story import Body
from briefing.storage.analysis_rows import notice_boilerplate
from briefing.storage.cluster_finder import ClusterFinder
from briefing.storage.database import Database
from briefing.storage.ledger.repository import LedgerRepository
from briefing.storage.times import now


class BackfillRepository:
    """Finds the clusters of stories, whether those of older versions are cut, and their entries of the ledger."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._finder = ClusterFinder(db)
        self._ledger = LedgerRepository(db)

    def process_batch(self, most: int) -> int:
        """Look at so many stories, the newest first; how many there were. Zero: there are no more."""
        with self._db.writing():
            rows = self._db.rows(
                "SELECT story.num, body.text,"
                " EXISTS (SELECT 1 FROM page WHERE page.story = story.num) AS has_page"
                " FROM unsettled JOIN story ON story.num = unsettled.story JOIN body ON body.story = story.num"
                " ORDER BY unsettled.story DESC LIMIT ?",
                most,
            )
            for row in rows:
                self._finder.find(row["num"])
                if not row["has_page"] and is_cut(Body(row["text"])):
                    self._db.run("UPDATE story SET cut = 1 WHERE num = ?", row["num"])
            self._db.run_many("DELETE FROM unsettled WHERE story = ?", [(row["num"],) for row in rows])
            for row in rows:
                notice_boilerplate(self._db, row["num"])
            return len(rows) or self._ledger.process_batch(most, now())
