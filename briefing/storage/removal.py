"""Stories taken out of the library, with every row that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.storage.database import Database
from briefing.storage.schema import REFERENCES

_AT_ONCE = 500


def remove_stories(db: Database, nums: Sequence[int]) -> None:
    """Delete stories by their row numbers. What refers to a story, at any depth, goes with it: the schema says what."""
    for start in range(0, len(nums), _AT_ONCE):
        some = nums[start : start + _AT_ONCE]
        _remove(db, "story", f"num IN ({', '.join('?' * len(some))})", some)
    db.run("DELETE FROM step WHERE num NOT IN (SELECT step FROM change)")


def _remove(db: Database, table: str, condition: str, values: Sequence[int]) -> None:
    for link in db.rows(REFERENCES):
        if link["parent"] == table:
            inner = f"SELECT {link['target']} FROM {table} WHERE {condition}"
            _remove(db, link["child"], f"{link['own']} IN ({inner})", values)
    db.run(f"DELETE FROM {table} WHERE {condition}", *values)
