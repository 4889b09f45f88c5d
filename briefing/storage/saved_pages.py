"""Pages that the reader saved by their address, as stories of a source of their own."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import cast

from briefing.core.document import Document, Entry, Fetched
from briefing.core.feed import SAVED_PAGES, FeedState
from briefing.core.identity import plain_link
from briefing.storage import entries, feed_rows
from briefing.storage.database import Database


class SavedPageRepository:
    """Pages that were saved by their address."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, entry: Entry, at: datetime) -> tuple[str, bool]:
        """Keep a page as a story, or find the story that it is already; the story's id, and whether it is new."""
        with self._db.writing():
            feed = feed_rows.feed_num(self._db, SAVED_PAGES)
            # What was let go for its age comes back if it is asked for by name.
            self._db.run("DELETE FROM forgotten WHERE plain_link = ?", plain_link(entry.link))
            document = Document(SAVED_PAGES.title, entries=(entry,))
            taken = entries.store_entries(self._db, feed, Fetched(SAVED_PAGES, FeedState.NEW, at, document=document))
            row = self._db.row(
                "SELECT story.id FROM sighting JOIN story ON story.num = sighting.story"
                " WHERE sighting.feed = ? AND sighting.link = ? ORDER BY sighting.num DESC",
                feed,
                entry.link,
            )
            return cast(sqlite3.Row, row)["id"], bool(taken.new_stories)
