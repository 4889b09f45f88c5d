"""Stories of another reader, with what was read and starred there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.core.feed import Document, Entry, Feed, FeedState, Fetched
from briefing.core.identity import keys
from briefing.storage import feeds, retention, stories
from briefing.storage.database import Database
from briefing.storage.times import to_seconds


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many stories are new here, and how many were marked as read or starred that were not before."""

    new: int = 0
    read: int = 0
    starred: int = 0

    def __add__(self, other: TakenOver) -> TakenOver:
        return TakenOver(self.new + other.new, self.read + other.read, self.starred + other.starred)


def take_over(
    db: Database,
    feed: Feed,
    entries: tuple[Entry, ...],
    read: Collection[str],
    starred: Collection[str],
    gone: Sequence[Entry],
    at: datetime,
) -> TakenOver:
    """Keep entries of a feed; `read` and `starred` are guids. What is `gone` is not to come back as new."""
    num = feeds.feed_num(db, feed)
    _forget(db, num, gone, at)
    taken = stories.store_entries(db, num, Fetched(feed, FeedState.NEW, at, document=Document(feed.title, "", entries)))
    db.run_many(
        "UPDATE story SET fetched = min(fetched, coalesce(published, fetched)) WHERE id = ?",
        [(story,) for story in taken.new_stories],
    )
    return TakenOver(len(taken.new_stories), _set(db, num, "read", read), _set(db, num, "starred", starred))


def _set(db: Database, feed: int, column: str, guids: Collection[str]) -> int:
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
