"""Times as the database keeps them: whole seconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)


def to_seconds(moment: datetime | None) -> int | None:
    """Seconds since 1970, negative before it."""
    return None if moment is None else int((moment - _START).total_seconds())


def from_seconds(seconds: int | None) -> datetime | None:
    """The way back, aware, in UTC; None for what is no time, as a bad disk or a crafted file may have it."""
    try:
        return None if seconds is None else _START + timedelta(seconds=seconds)
    except (OverflowError, TypeError):
        return None
