"""How long a server asks to be left alone, and how long it says that its answer stays fresh."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from briefing.core import schedule

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=24)
_BUSY = frozenset({429, 503})


def wanted_pause(status: int, headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the host of an answer wants no further requests; None where it does not say that it does."""
    if status not in _BUSY:
        return None
    wait = retry_after(headers.get("retry-after", ""), now)
    return schedule.FIRST_RETRY if wait is None and status == 429 else wait


def retry_after(value: str, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header means, seconds or an HTTP date, from a minute to a day; None if it is none."""
    value = value.strip()
    if re.fullmatch(r"[0-9]+", value):
        seconds = min(int(value[:12]), LONGEST.total_seconds())
        return max(SHORTEST, timedelta(seconds=seconds))
    moment = http_date(value)
    return None if moment is None else min(max(SHORTEST, moment - now), LONGEST)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How much longer an answer is fresh by its headers, at most a day; None if they do not say.

    `headers` have names in lower case. An answer may have lain with a cache on the way for most of that time.
    """
    whole = _lifetime(headers, now)
    if whole is None:
        return None
    age = re.fullmatch(r"[0-9]{1,9}", headers.get("age", "").strip())
    return min(max(whole - timedelta(seconds=int(age[0]) if age else 0), timedelta()), LONGEST)


def _lifetime(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long an answer is fresh from when it was made, by its Cache-Control or Expires header."""
    control = headers.get("cache-control", "").lower()
    if re.search(r"\bno-(?:cache|store)\b", control):
        return None
    longest = re.search(r"(?<![\w-])max-age\s*=\s*\"?([0-9]{1,9})", control)
    if longest is not None:
        return timedelta(seconds=int(longest[1]))
    expires, date = http_date(headers.get("expires", "")), http_date(headers.get("date", ""))
    return None if expires is None else expires - (date or now)


def http_date(value: str) -> datetime | None:
    """The moment that a header names; None if it names none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
