"""Feeds: what a fetch brought is stored, how feeds are, and how a feed is removed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.core.clean import shown_address
from briefing.core.document import Fetched, Known, Validators
from briefing.core.feed import Feed, FeedState, FeedStatus
from briefing.core.headline import Headline
from briefing.core.hosts import host_port
from briefing.storage import entries, feed_rows, removal, retention
from briefing.storage.cells import number
from briefing.storage.database import Database
from briefing.storage.new_stories import index_new
from briefing.storage.stories import StoryRepository
from briefing.storage.times import from_seconds

MOVES_BEFORE_FOLLOWING = 3
"""After how many fetches in a row that were led to one address for good a feed is asked there at once."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing one fetch did: how it ended, the feed's title, the ids of new stories, and when to ask again."""

    state: FeedState
    title: str
    new_stories: tuple[str, ...]
    next_fetch: datetime | None


class FeedRepository:
    """The feeds of the library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def store(self, fetched: Fetched) -> Stored:
        """Keep what came of one fetch: the feed's state, its validators and its stories, together or not at all."""
        return self.store_all((fetched,))[0]

    def store_all(self, fetched: Sequence[Fetched]) -> list[Stored]:
        """Keep what came of several fetches, all of it or nothing."""
        with self._db.writing():
            stored = [self._store(one) for one in fetched]
            if any(one.new_stories for one in stored):
                index_new(self._db)
        return stored

    def known_of(self, urls: Sequence[str]) -> dict[str, Known]:
        """What earlier fetches of each of these feeds taught; nothing of one that was never asked."""
        rows = self._db.rows(
            "SELECT url, etag, last_modified, moved_to, moves FROM feed WHERE url IN (SELECT value FROM json_each(?))",
            json.dumps(urls),
        )
        found = {row["url"]: row for row in rows}
        pauses = {row["place"]: row["until"] for row in self._db.rows("SELECT place, until FROM pause")}
        return {url: _known(url, found.get(url), pauses) for url in urls}

    def statuses(self, configured: Sequence[Feed]) -> tuple[FeedStatus, ...]:
        """The configured feeds in their order, then those that left the configuration and still have stories."""
        rows = {row["url"]: row for row in self._db.rows("SELECT * FROM feed")}
        totals = {
            row["feed"]: (number(row["total"]), number(row["unread"]))
            for row in self._db.rows("SELECT feed, total, unread FROM tally WHERE total > 0")
        }
        known = [_status(feed, rows.get(feed.url), totals) for feed in configured]
        urls = {feed.url for feed in configured}
        left = [
            _status(_left(row), row, totals, configured=False)
            for url, row in rows.items()
            if url not in urls and row["num"] in totals
        ]
        return (*known, *left)

    def describe(self, feed: Feed) -> None:
        """Take over title, groups and reliability of a known feed; without a title of its own it keeps what it has."""
        with self._db.writing():
            self._db.run(
                "UPDATE feed SET title = coalesce(nullif(?, ''), title), grouped = ?, reliability = ? WHERE url = ?",
                feed.title,
                "\n".join(feed.groups),
                feed.reliability.value,
                feed.url,
            )

    def forget_title(self, url: str) -> None:
        """Let a feed go by the title of its own document, which the next fetch asks for as if it were not known."""
        with self._db.writing():
            self._db.run("UPDATE feed SET title = '', etag = '', last_modified = '' WHERE url = ?", url)

    def annotated_stories(self, url: str) -> tuple[Headline, ...]:
        """The stories that only this feed has and that the reader starred, marked or wrote about."""
        rows = self._db.rows(
            "SELECT story.id FROM story JOIN feed ON feed.num = story.feed WHERE feed.url = ?"
            f" AND NOT ({retention.UNTOUCHED}) AND NOT EXISTS (SELECT 1 FROM sighting"
            " WHERE sighting.story = story.num AND sighting.feed <> story.feed) ORDER BY story.sorted DESC",
            url,
        )
        return StoryRepository(self._db).headlines([row["id"] for row in rows])

    def purge(self, url: str) -> int:
        """Delete a feed with the stories that only it has; how many went."""
        with self._db.writing():
            row = self._db.row("SELECT num FROM feed WHERE url = ?", url)
            return 0 if row is None else removal.remove_feed(self._db, row["num"])

    def _store(self, fetched: Fetched) -> Stored:
        num = feed_rows.feed_num(self._db, fetched.feed)
        taken, state = entries.NOTHING, fetched.state
        if state is FeedState.NEW:
            taken = entries.take_entries(self._db, num, fetched)
            state = FeedState.NEW if taken.anything else FeedState.UNCHANGED
        next_fetch = feed_rows.keep_result(self._db, num, fetched, state)
        return Stored(state, feed_rows.shown_title(self._db, num), taken.new_stories, next_fetch)


def _known(url: str, row: sqlite3.Row | None, pauses: Mapping[str, int]) -> Known:
    moved_to = row["moved_to"] if row is not None and number(row["moves"]) >= MOVES_BEFORE_FOLLOWING else ""
    return Known(
        Validators() if row is None else Validators(row["etag"], row["last_modified"]),
        moved_to,
        from_seconds(pauses.get(host_port(moved_to or url))),
    )


def _left(row: sqlite3.Row) -> Feed:
    """A feed that stands in feeds.yaml no longer, as it is remembered."""
    group, *more = row["grouped"].split("\n")
    return Feed(row["url"], row["title"], group, more_groups=tuple(more))


def _status(
    feed: Feed, row: sqlite3.Row | None, totals: dict[int, tuple[int, int]], configured: bool = True
) -> FeedStatus:
    if row is None:
        return FeedStatus(feed, feed.title or shown_address(feed.url), configured=configured)
    total, unread = totals.get(row["num"], (0, 0))
    return FeedStatus(
        feed=feed,
        title=feed.title or row["title"] or shown_address(feed.url),
        state=FeedState(row["state"]) if row["state"] in set(FeedState) else None,
        message=row["message"],
        last_fetch=from_seconds(row["last_fetch"]),
        next_fetch=from_seconds(row["next_fetch"]),
        failures=number(row["failures"]),
        unread=unread,
        total=total,
        configured=configured,
        site=row["site"],
        moved_to=row["moved_to"] if number(row["moves"]) >= MOVES_BEFORE_FOLLOWING else "",
    )
