"""What the reader's screen remembers: its state, saved searches, and how far stories were read."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from briefing.core.saved_search import SavedSearch
from briefing.storage.database import Database
from briefing.storage.ids import story_num
from briefing.storage.times import from_seconds, to_seconds


class ReaderStateRepository:
    """Values of the screen, saved searches, reading positions, and times that something was done last."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def values(self) -> dict[str, Any]:
        """Everything that was kept, by its key; what cannot be read is left out."""
        found: dict[str, Any] = {}
        for row in self._db.rows("SELECT key, value FROM kept"):
            try:
                found[row["key"]] = json.loads(row["value"])
            except ValueError:
                continue
        return found

    def keep(self, key: str, value: object) -> None:
        """Keep a value, which must be JSON, under a key."""
        with self._db.writing():
            self._db.run("INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)", key, json.dumps(value))

    def is_first(self, key: str) -> bool:
        """Whether this is asked of a key for the first time."""
        if self._db.row("SELECT 1 FROM kept WHERE key = ?", key):
            return False
        self.keep(key, True)
        return True

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, in the order in which they were made."""
        return tuple(
            SavedSearch(row["name"], row["query"]) for row in self._db.rows("SELECT * FROM saved_search ORDER BY num")
        )

    def save_search(self, search: SavedSearch) -> SavedSearch | None:
        """Keep a search under its name; the one of that name that it replaces, if there was one."""
        with self._db.writing():
            before = self._db.row("SELECT name, query FROM saved_search WHERE name = ?", search.name)
            self._db.run(
                "INSERT INTO saved_search (name, query) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET name = excluded.name, query = excluded.query",
                search.name,
                search.query,
            )
        return None if before is None else SavedSearch(before["name"], before["query"])

    def remove_search(self, name: str) -> None:
        """Forget a saved search."""
        with self._db.writing():
            self._db.run("DELETE FROM saved_search WHERE name = ?", name)

    def reading_position(self, story_id: str) -> int:
        """How far a story was read, as an offset into its text. Raises UnknownStory."""
        row = self._db.row("SELECT offset FROM place WHERE story = ?", story_num(self._db, story_id))
        return 0 if row is None else int(row["offset"])

    def keep_reading_position(self, story_id: str, offset: int) -> None:
        """Remember how far a story was read; at the top there is nothing to remember. Raises UnknownStory."""
        with self._db.writing():
            num = story_num(self._db, story_id)
            if offset > 0:
                self._db.run("INSERT OR REPLACE INTO place (story, offset) VALUES (?, ?)", num, offset)
            else:
                self._db.run("DELETE FROM place WHERE story = ?", num)

    def last_time(self, name: str) -> datetime | None:
        """When something was done last, by its name; None where it never was."""
        row = self._db.row("SELECT at FROM remembered WHERE name = ?", name)
        return None if row is None else from_seconds(row["at"])

    def keep_last_time(self, name: str, at: datetime) -> None:
        """Remember when something was done last."""
        with self._db.writing():
            self._db.run("INSERT OR REPLACE INTO remembered (name, at) VALUES (?, ?)", name, to_seconds(at))
