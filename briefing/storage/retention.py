"""Stories that are beyond the reader's limits are let go; what the reader put something on stays for good."""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.core.document import Keys
from briefing.core.feed import OWN_SOURCE
from briefing.core.retention import RetentionPolicy
from briefing.storage.database import Database
from briefing.storage.reader_state import ReaderStateRepository
from briefing.storage.removal import remove_stories
from briefing.storage.times import to_seconds

_SEEN, _ASKED = "retention.seen", "retention.asked"
_DAY = 86_400.0
_ANOTHER_DAY, _LONG_AWAY = 0.8 * _DAY, 60 * _DAY
_FEW = 20
AT_ONCE = 500
"""Stories let go in one transaction, so that no other writer waits long."""

UNTOUCHED = (
    "starred = 0 AND noted = 0 AND NOT EXISTS (SELECT 1 FROM note WHERE note.story = story.num)"
    " AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.story = story.num)"
    " AND NOT EXISTS (SELECT 1 FROM mark WHERE mark.story = story.num)"
    " AND NOT EXISTS (SELECT 1 FROM correction WHERE correction.story = story.num)"
    " AND NOT EXISTS (SELECT 1 FROM sighting JOIN feed ON feed.num = sighting.feed"
    f" WHERE sighting.story = story.num AND feed.url LIKE '{OWN_SOURCE}%')"
)
"""What is so of a story that the reader put nothing on: a condition."""
_LET_GO = f"{UNTOUCHED} AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.story = story.num)"
"""What is so of a story that may go: a condition. A server has yet to hear of what waits in the outbox."""
_PLACED = "SELECT *, row_number() OVER (PARTITION BY feed ORDER BY sorted DESC, num DESC) AS place FROM story"
"""Stories, each with its place among those of its feed, the newest of which is the first."""
_NEVER = 2**62
"""A place that no story has; and, negative, a time that none is older than."""
_REMEMBERED = timedelta(days=730)


class RetentionRepository:
    """Lets stories go that are beyond the reader's limits."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def is_sure(self, keep: RetentionPolicy, at: datetime) -> bool:
        """Whether stories may go at this time; True where the same limits asked for it on another day as well.

        A day in between that says otherwise counts: it has to be asked for twice again.

        A clock that is wrong once, or a number that was mistyped, would take most of the library with it.
        """
        state = ReaderStateRepository(self._db)
        known = state.values()
        seen, asked = known.get(_SEEN), _asked_for(known.get(_ASKED), keep)
        now = at.timestamp()
        is_late = bool(keep.days) and isinstance(seen, int | float) and not -_DAY <= now - seen <= _LONG_AWAY
        if not is_late and not self._is_much(keep, at):
            state.keep(_SEEN, now)
            if known.get(_ASKED) is not None:
                state.keep(_ASKED, None)
            return True
        if asked is not None and _ANOTHER_DAY <= now - asked <= _LONG_AWAY:
            state.keep(_SEEN, now)
            state.keep(_ASKED, None)
            return True
        if asked is None or not 0 <= now - asked <= _LONG_AWAY:
            state.keep(_ASKED, [now, keep.days, keep.per_feed])
        return False

    def _is_much(self, keep: RetentionPolicy, at: datetime) -> bool:
        """Whether more than a few stories would go, and those most of the library."""
        row = self._db.row(
            f"SELECT count(*) AS total, coalesce(sum({_LET_GO} AND (sorted < ? OR place > ?)), 0) AS beyond"
            f" FROM ({_PLACED}) AS story",
            _oldest(keep.days, at) if keep.days else -_NEVER,
            keep.per_feed or _NEVER,
        )
        return row is not None and row["beyond"] > _FEW and row["beyond"] * 2 > row["total"]

    def forget_some(self, keep: RetentionPolicy, at: datetime) -> int:
        """Let at most AT_ONCE stories go; how many they were."""
        with self._db.writing():
            nums = _too_old(self._db, keep.days, at) if keep.days else []
            if not nums and keep.per_feed:
                nums = _too_many(self._db, keep.per_feed)
            self._db.run_many(
                "INSERT INTO forgotten (feed, guid, plain_link, content_key, at)"
                " SELECT sighting.feed, sighting.guid, story.plain_link, story.content_key, ?"
                " FROM story JOIN sighting ON sighting.story = story.num WHERE story.num = ?",
                [(to_seconds(at), num) for num in nums],
            )
            remove_stories(self._db, nums)
            self._db.run("DELETE FROM forgotten WHERE at < ?", to_seconds(at - _REMEMBERED))
            return len(nums)


def _asked_for(value: object, keep: RetentionPolicy) -> float | None:
    """When these limits asked for it first; None where others did, or none."""
    match value:
        case [int() | float() as at, keep.days, keep.per_feed]:
            return at
    return None


def was_forgotten(db: Database, feed: int, keys: Keys) -> bool:
    """Whether a story with these keys, which this feed showed, was let go before.

    What one feed brought never keeps away what another brings.
    """
    return (
        db.row(
            "SELECT 1 FROM forgotten WHERE (feed = ? AND guid = ? AND guid <> '')"
            " OR (plain_link = ? AND plain_link <> '' AND feed = ?)"
            " OR (content_key = ? AND content_key <> '' AND feed = ?)",
            feed,
            keys.guid,
            keys.link,
            feed,
            keys.content,
            feed,
        )
        is not None
    )


def _too_old(db: Database, days: int, at: datetime) -> list[int]:
    rows = db.rows(
        f"SELECT num FROM story WHERE sorted < ? AND {_LET_GO} ORDER BY sorted LIMIT {AT_ONCE}", _oldest(days, at)
    )
    return [row["num"] for row in rows]


def _oldest(days: int, at: datetime) -> int:
    """The time of the oldest story that stays, in seconds: so many days may lie before the first year."""
    return int(at.timestamp()) - days * int(_DAY)


def _too_many(db: Database, per_feed: int) -> list[int]:
    rows = db.rows(
        f"SELECT num FROM ({_PLACED}) AS story WHERE place > ? AND {_LET_GO} LIMIT {AT_ONCE}",
        per_feed,
    )
    return [row["num"] for row in rows]
