"""Stories taken out of the library, with every row that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.storage.database import Database
from briefing.storage.ledger.summary import drop_empty
from briefing.storage.schema import REFERENCES

_AT_ONCE = 500


def remove_stories(db: Database, nums: Sequence[int]) -> None:
    """Delete stories by their row numbers. What refers to a story, at any depth, goes with it: the schema says what."""
    for start in range(0, len(nums), _AT_ONCE):
        some = nums[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        _keep_rulings_on_feeds(db, some, marks)
        db.run(f"UPDATE remote_item SET story = NULL WHERE story IN ({marks})", *some)  # known, so not fetched again
        _remove(db, "story", f"num IN ({marks})", some)
    drop_empty(db)
    db.run("DELETE FROM step WHERE num NOT IN (SELECT step FROM change)")


def remove_feed(db: Database, num: int) -> int:
    """Delete a feed and its stories; how many went. A story that another feed shows becomes that one's."""
    db.run(
        "UPDATE story SET feed = (SELECT sighting.feed FROM sighting WHERE sighting.story = story.num"
        " AND sighting.feed <> ? ORDER BY sighting.num LIMIT 1) WHERE feed = ? AND EXISTS"
        " (SELECT 1 FROM sighting WHERE sighting.story = story.num AND sighting.feed <> ?)",
        num,
        num,
        num,
    )
    nums = [row["num"] for row in db.rows("SELECT num FROM story WHERE feed = ?", num)]
    remove_stories(db, nums)
    db.run("UPDATE remote_feed SET feed = NULL, left_out = 1 WHERE feed = ?", num)
    _remove(db, "feed", "num = ?", [num])
    return len(nums)


def _keep_rulings_on_feeds(db: Database, nums: Sequence[int], marks: str) -> None:
    """What the reader said of all stories of a feed stays as long as the feed has a story."""
    other = f"SELECT max(num) FROM story WHERE story.feed = ruling.feed AND num NOT IN ({marks})"
    db.run(
        f"UPDATE ruling SET story = coalesce(({other}), story) WHERE feed IS NOT NULL AND story IN ({marks})",
        *nums,
        *nums,
    )


def _remove(db: Database, table: str, condition: str, values: Sequence[int]) -> None:
    for link in db.rows(REFERENCES):
        if link["parent"] == table:
            inner = f"SELECT {link['target']} FROM {table} WHERE {condition}"
            _remove(db, link["child"], f"{link['own']} IN ({inner})", values)
    db.run(f"DELETE FROM {table} WHERE {condition}", *values)
