"""Stories of another reader, with what was read and starred there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.core.document import Document, Entry, Fetched
from briefing.core.feed import Feed, FeedState
from briefing.core.identity import keys
from briefing.core.remote import READ, STARRED, Flag
from briefing.storage import entries, feed_rows, outbox, retention
from briefing.storage.database import Database
from briefing.storage.times import to_seconds


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The ids of stories that are new here, and how many were marked as read or starred that were not before."""

    new_stories: tuple[str, ...] = ()
    read: int = 0
    starred: int = 0

    def __add__(self, other: ImportResult) -> ImportResult:
        return ImportResult(self.new_stories + other.new_stories, self.read + other.read, self.starred + other.starred)


@dataclass(frozen=True, slots=True)
class ImportedState:
    """What another reader has of a feed; `read` and `starred` are guids. What is `gone` is not to come back as new."""

    feed: Feed
    entries: tuple[Entry, ...]
    read: frozenset[str] = frozenset()
    starred: frozenset[str] = frozenset()
    gone: tuple[Entry, ...] = ()


class ImportRepository:
    """Takes over what another reader has."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def take_over(self, theirs: ImportedState, at: datetime) -> ImportResult:
        """Keep the stories of another reader, and mark them as they were there."""
        with self._db.writing():
            num = feed_rows.feed_num(self._db, theirs.feed)
            _forget(self._db, num, theirs.gone, at)
            document = Document(theirs.feed.title, entries=theirs.entries)
            taken = entries.store_entries(self._db, num, Fetched(theirs.feed, FeedState.NEW, at, document=document))
            self._db.run_many(
                "UPDATE story SET fetched = min(fetched, coalesce(published, fetched)) WHERE id = ?",
                [(story,) for story in taken.new_stories],
            )
            read, starred = _set(self._db, num, READ, theirs.read), _set(self._db, num, STARRED, theirs.starred)
            return ImportResult(taken.new_stories, read, starred)


def _set(db: Database, feed: int, flag: Flag, guids: Collection[str]) -> int:
    column = flag[0].value
    found = [
        row["num"]
        for guid in guids
        for row in db.rows(
            "SELECT story.num FROM sighting JOIN story ON story.num = sighting.story"
            f" WHERE sighting.feed = ? AND sighting.guid = ? AND story.{column} = 0",
            feed,
            guid,
        )
    ]
    db.run_many(f"UPDATE story SET {column} = 1 WHERE num = ?", [(num,) for num in found])
    outbox.listen_to(db, found, flag, True)
    return len(found)


def _forget(db: Database, feed: int, gone: Sequence[Entry], at: datetime) -> None:
    for entry, entry_keys in zip(gone, keys(gone), strict=True):
        if not retention.was_forgotten(db, feed, entry_keys):
            db.run(
                "INSERT INTO forgotten (feed, guid, plain_link, content_key, at) VALUES (?, ?, ?, ?, ?)",
                feed,
                entry.guid,
                entry_keys.link,
                entry_keys.content,
                to_seconds(at),
            )
