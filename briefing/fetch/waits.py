"""How long a server asks to be left alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=24)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header means, seconds or an HTTP date, from a minute to a day; None if it is none."""
    value = value.strip()
    if re.fullmatch(r"[0-9]+", value):
        seconds = min(int(value[:12]), LONGEST.total_seconds())
        return max(SHORTEST, timedelta(seconds=seconds))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(SHORTEST, moment - now), LONGEST)
