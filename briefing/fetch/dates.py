"""Dates of entries: aware and in UTC, or None."""

from __future__ import annotations

import calendar
import time
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MORE_FORMATS = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%A, %B %d, %Y %I:%M %p", "%a, %m/%d/%Y - %H:%M", "%B %d, %Y")


def from_struct(value: time.struct_time | None) -> datetime | None:
    """The moment of a struct_time that is in UTC."""
    if value is None:
        return None
    try:
        return _EPOCH + timedelta(seconds=calendar.timegm(value))
    except (ValueError, OverflowError):
        return None


def from_text(value: str) -> datetime | None:
    """The moment of an ISO 8601 date, or of one in a form that is seen in feeds; without a zone it is in UTC."""
    value = " ".join(value[:100].split())
    try:
        return _in_utc(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        pass
    for form in _MORE_FORMATS:
        try:
            return _in_utc(datetime.strptime(value, form))  # noqa: DTZ007 (the zone is added)
        except (ValueError, OverflowError):
            continue
    return None


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
