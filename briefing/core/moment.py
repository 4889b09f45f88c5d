"""When a story came out, as lists order it and show it."""

from __future__ import annotations

from datetime import datetime, timedelta

AHEAD = timedelta(hours=1)
"""How far a clock may be ahead: a date further off is no date."""


def published_at(published: datetime | None, fetched: datetime | None) -> datetime | None:
    """The date that a story has: the one it gives, or that of its first fetch in place of one that lies ahead of it.

    None where it gives none.
    """
    return None if published is None else came_out(published, fetched)


def came_out(published: datetime | None, fetched: datetime | None) -> datetime | None:
    """When a story was published; when it was first fetched, where that is unknown or lies ahead of it."""
    if published is None or (fetched is not None and published > fetched + AHEAD):
        return fetched
    return published
