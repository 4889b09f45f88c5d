"""Dates of entries: aware and in UTC, or None."""

from __future__ import annotations

import calendar
import re
import time
from datetime import UTC, datetime, timedelta, timezone

from briefing.fetch.months import month_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MORE_FORMATS = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%A, %B %d, %Y %I:%M %p", "%a, %m/%d/%Y - %H:%M", "%B %d, %Y")
_TIME = r"(?:\D{1,4}(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
_ZONE = r"(?:\s*(?P<sign>[+-])(?P<zone_hour>\d{2}):?(?P<zone_minute>\d{2}))?"
_WORDED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?P<day>\d{1,2})\.?\s+(?:de\s+)?(?P<month>[^\W\d]{3,20})\.?,?\s+(?:de\s+)?(?P<year>\d{4})\b"
    + _TIME
    + _ZONE
)
_EASTERN = re.compile(
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]" + _TIME + _ZONE
)
_STAMP = re.compile(r"[0-9]{10}(?:[0-9]{3})?")  # seconds or milliseconds since 1970
_AHEAD = {1: "WEST CET BST", 2: "CEST EET", 3: "EEST MSK", 5: "PKT", 8: "HKT SGT", 9: "JST KST", 10: "AEST", 11: "AEDT"}
_ZONES = {name: hours for hours, names in _AHEAD.items() for name in names.split()}
"""Hours ahead of UTC, of zones whose names feedparser takes for UTC."""

_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # beyond them a date has no time of day everywhere on earth


def from_feed(value: str, parsed: time.struct_time | None) -> datetime | None:
    """The moment of a date of a feed; `parsed` is what feedparser made of it, which takes some forms for others."""
    if _STAMP.fullmatch(value.strip()) or _EASTERN.match(value.strip()):
        return from_text(value)
    moment = from_struct(parsed)
    if moment is None:
        return from_text(value)
    zone = _ZONES.get(value.rstrip().rpartition(" ")[2].upper())
    return moment if zone is None else moment - timedelta(hours=zone)


def from_struct(value: time.struct_time | None) -> datetime | None:
    """The moment of a struct_time that is in UTC."""
    if value is None:
        return None
    try:
        return _sensible(_EPOCH + timedelta(seconds=calendar.timegm(value)))
    except (ValueError, OverflowError):
        return None


def from_text(value: str) -> datetime | None:
    """The moment of an ISO 8601 date, or of one in a form that is seen in feeds; without a zone it is in UTC."""
    value = " ".join(value[:100].split())
    if _STAMP.fullmatch(value):
        return _sensible(_EPOCH + timedelta(seconds=int(value[:10])))
    try:
        return _in_utc(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        pass
    for form in _MORE_FORMATS:
        try:
            return _in_utc(datetime.strptime(value, form))  # noqa: DTZ007 (the zone is added)
        except (ValueError, OverflowError):
            continue
    match = _WORDED.match(value) or _EASTERN.match(value)
    return None if match is None else _from_parts(match.groupdict())


def _from_parts(parts: dict[str, str | None]) -> datetime | None:
    """The moment that the parts of a date name, the month as a number or by its name in some language."""
    month = parts["month"] or ""
    number = int(month) if month.isdecimal() else month_of(month)
    if number is None:
        return None
    day, year, hour, minute, second, zone_hour, zone_minute = (
        int(parts[name] or 0) for name in ("day", "year", "hour", "minute", "second", "zone_hour", "zone_minute")
    )
    zone = timedelta(hours=zone_hour, minutes=zone_minute) * (-1 if parts["sign"] == "-" else 1)
    try:
        return _in_utc(datetime(year, number, day, hour, minute, second, tzinfo=timezone(zone)))
    except (ValueError, OverflowError):
        return None


def _in_utc(moment: datetime) -> datetime | None:
    return _sensible(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))


def _sensible(moment: datetime) -> datetime | None:
    """The moment, unless it is the zero of a clock that nobody set, or no time that anybody means."""
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR and moment.date() != _EPOCH.date() else None
