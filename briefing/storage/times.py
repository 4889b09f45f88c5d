"""Times as the database keeps them: whole seconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = (int((datetime(year, 1, 1, tzinfo=UTC) - START).total_seconds()) for year in (1, 9000))


def to_seconds(moment: datetime | None) -> int | None:
    """Seconds since 1970, negative before it."""
    return None if moment is None else int((moment - START).total_seconds())


def from_seconds(seconds: int | None) -> datetime | None:
    """The way back, aware, in UTC.

    A bad disk or a crafted file may hold anything here: what is no number is no time, and what is out of all bounds
    is brought to them.
    """
    if not isinstance(seconds, int):
        return None
    return START + timedelta(seconds=max(_FIRST, min(seconds, _LAST)))


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)
