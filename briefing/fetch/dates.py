"""Dates of entries: aware and in UTC, or None. What cannot be read for certain is no date: a wrong one is worse.

A date is read as a day, a time of day, and a zone; each has a few strict forms, and nothing else may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from unicodedata import normalize
from zoneinfo import ZoneInfo

from briefing.fetch.months import month_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # beyond them a date has no time of day everywhere on earth
_LONGEST = 100
_MOST_AHEAD = timedelta(hours=14)

_STAMP = re.compile(r"([0-9]{10})(?:[0-9]{3})?(?:\.[0-9]+)?")  # seconds or milliseconds since 1970
_MAILED = re.compile(
    r"(?:[A-Z][a-z]{2}, )?([0-9]{2}) ([A-Z][a-z]{2}) ([12][0-9]{3}) ([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])"
    r" (?:GMT|([+-])(0[0-9]|1[0-3])([0-5][0-9]))"
)
"""As nearly all feeds write it: the form of mails, without anything odd."""
_COMMENT = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])\s*$")
_ZONE_ALONE = re.compile(r"[A-Z]{2,5}(?:[+-][\d:]{1,5})?|[+-]\d{1,2}:?\d\d|[A-Z]\w+(?:/\w+)+|.*\btime", re.IGNORECASE)
_ENDS_WITH_TIME = re.compile(r"(?<![+-]\d)(?<![+-])\d:\d\d(?:[.,:]\d+)*(?:\s?[ap]\.?m\.?)?$", re.IGNORECASE)
_LETTERS = r"[^\W\d_][^\s\d,،、/()\[\]-]"  # and what no \w takes: vowels above letters, dots within "ธ.ค."
_WORD = rf"(?:{_LETTERS}*)"
_WEEKDAY = rf"(?:(?P<weekday>{_WORD})(?:[\s-]{_WORD})?\s?(?:\.?[,،、]?\s|[,،、]))?"
"""As "Tue,", "Di.", "le mardi", "terça-feira,": a word, or two."""
_MONTH = rf"(?P<name>th(?:áng|g)\s\d{{1,2}}|{_LETTERS}{{1,19}}|\d{{1,2}}[月월])"
_NTH = r"(?P<nth>st|nd|rd|th|er|[.oa])?"
_OF_THE_YEAR = r"(?:\s[гр]\b\.?)?"
"""What stands behind a year in Russian, Bulgarian and Ukrainian."""
_DAYS = tuple(
    re.compile(rf"{_WEEKDAY}(?:{form}){_OF_THE_YEAR}", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/]|\.\s?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        rf"(?P<day>\d{{1,2}}){_NTH}[\s/-](?:(?:de|of)\s|d['’])?{_MONTH},?[\s/-](?:(?:de|năm)\s)?(?P<year>\d{{4}}|\d{{2}}(?!:))(?!\d)",
        rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)(?P<year>\d{{4}})(?!\d)",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)",
        r"(?P<first>\d{1,2})(?P<mark>[-/])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2}(?!:))(?!\d)",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        rf"(?P<year>\d{{4}})\.?[\s-]{_MONTH}[\s-](?P<day>\d{{1,2}})(?!\d)",
    )
)
_IN_FIGURES = re.compile(r"(?<!\S)(\d{1,2})([-/])(\d{1,2})\2\d{4}(?!\d)")
_MONTHS = 12
_BUDDHIST = range(2400, 2800)  # years of Thailand's calendar
_THAI = re.compile("[\u0e00-\u0e7f]")
_EARLIEST_YEAR = 1900  # one before it is of another calendar
_CTIME = re.compile(
    rf"[^\W\d_]{{2,4}}\s{_MONTH}\s(?P<day>\d{{1,2}})(?P<time>\s\d\d?:\d\d(?::\d\d)?)(?P<zone>\s(?:[A-Z]{{1,5}}|[+-]\d{{4}}))?"
    r"\s(?P<year>\d{4})"
)
_TIME = re.compile(
    r"[^\d+]{1,5}?(?P<before>[ap]\.?m\.?|上午|下午|오전|오후)?\s?(?P<hour>\d{1,2})"
    r"(?:[:.h時时点시]\s?(?P<minute>\d{2})(?:[:.分분]\s?(?P<second>\d{2})(?:[.,:]\d+)?)?[分분秒초]?)?"
    r"(?:\s?(?P<after>[ap]\.?m\b\.?))?(?:\s(?:uhr|hrs?|hs?|o'clock|น)\b)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:UTC|GMT|UT|Z)?\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?:[:.]?(?P<minutes>\d{2}))?(?:Z|\s[A-Z]{2,5})?"
)
_WEEK_OR_ORDINAL = re.compile(r"\d{4}-?W\d\d-?\d|\d{8}T\d{4,6}|\d{8}$|\d{14}$")
_DIGITS_ALONE = re.compile(r"^(\d{8})(\d{6})$")
_AFTERNOON = ("p", "下", "오후")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_HOURS = {
    0: "Z UT UTC GMT WET",
    1: "BST WEST CET MET MEZ",
    2: "CEST MEST MESZ EET SAST CAT",
    3: "EEST MSK EAT TRT",
    3.5: "IRST",
    4: "GST",
    5: "PKT",
    5.5: "IST",
    5.75: "NPT",
    6: "BDT",
    7: "WIB ICT",
    8: "HKT SGT MYT PHT AWST WITA",
    9: "JST KST WIT",
    9.5: "ACST",
    10: "AEST",
    10.5: "ACDT",
    11: "AEDT",
    12: "NZST",
    13: "NZDT",
    -2.5: "NDT",
    -3: "ADT BRT ART",
    -3.5: "NST",
    -4: "AST EDT CLT",
    -5: "EST CDT COT PET",
    -6: "CST MDT",
    -7: "MST PDT",
    -8: "PST AKDT",
    -9: "AKST HDT",
    -10: "HST",
}
_ZONES = {name: timedelta(hours=hours) for hours, names in _HOURS.items() for name in names.split()}
"""How far zones are ahead of UTC, by the names that feeds use; EST, CST, MST and PST are RFC 822's, IST is India's."""
_CLOCKS = {
    name: f"America/{city}"
    for city, names in (
        ("New_York", ("ET", "EASTERN TIME")),
        ("Chicago", ("CT", "CENTRAL TIME")),
        ("Denver", ("MT", "MOUNTAIN TIME")),
        ("Los_Angeles", ("PT", "PACIFIC TIME")),
    )
    for name in names
}
"""Where the clocks show what America calls by one name in summer and winter."""
_PLACE = re.compile(r"[A-Z][A-Za-z]{1,20}(?:/[A-Z][A-Za-z_]{1,20}(?:[+-][A-Za-z0-9]{1,20})?){1,2}")
"""A zone by its place, as `Europe/Berlin`."""


def is_day_first(values: Iterable[str]) -> bool | None:
    """Whether the day stands first in dates as `5/3/2019`, as all dates of one feed show together; None for unknown."""
    found = [figures for value in values if (figures := _IN_FIGURES.search(value[:_LONGEST]))]
    first, second = (any(int(figures[place]) > _MONTHS for figures in found) for place in (1, 3))
    return None if first is second else first


def moment_of(value: str, day_first: bool | None = None) -> datetime | None:
    """The moment of a date as feeds write it; one without a zone is in UTC.

    `day_first` is the order of `5/3/2019` where that is known.
    """
    value = " ".join(value[:_LONGEST].split())
    if not value.isascii():
        value = normalize("NFKC", value)  # wide figures and brackets, "º"; accents that stand alone
    if mailed := _MAILED.fullmatch(value):
        return _of_mail(mailed)
    value = _without_comment(value)
    if not value:
        return None
    if stamp := _STAMP.fullmatch(value):
        return _sensible(_EPOCH + timedelta(seconds=int(stamp[1])))
    if _WEEK_OR_ORDINAL.match(value):
        return _iso(value)
    if ctime := _CTIME.fullmatch(value):
        return _combine(ctime, ctime["time"] + (ctime["zone"] or ""))
    for form in _DAYS:
        if day := form.match(value):
            return _combine(day, value[day.end() :], day_first)
    return None


def _of_mail(found: re.Match[str]) -> datetime | None:
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    date = _date(int(year), month_of(month), int(day))
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    local = date and date.replace(hour=int(hour), minute=int(minute), second=int(second))
    return local and _in_utc(local, -ahead if sign == "-" else ahead)


def _without_comment(value: str) -> str:
    """A date without a remark behind it; a remark that alone tells the zone stays, to be read or to be unknown."""
    comment = _COMMENT.search(value)
    if comment is None:
        return value
    date, remark = value[: comment.start()], comment[1] or comment[2] or ""
    return f"{date} {remark}" if _ENDS_WITH_TIME.search(date) and _ZONE_ALONE.fullmatch(remark) else date


def _iso(value: str) -> datetime | None:
    """The moment of one of the rarer forms of ISO 8601."""
    try:
        moment = datetime.fromisoformat(_DIGITS_ALONE.sub(r"\1T\2", value))
    except ValueError:
        return None
    return _in_utc(moment.replace(tzinfo=None), moment.utcoffset() or timedelta())


def _combine(day: re.Match[str], rest: str, day_first: bool | None = None) -> datetime | None:
    """The moment of a day and what stands behind it."""
    parts = day.groupdict()
    year = _full_year(parts["year"], parts.get("name") or "")
    if parts.get("first"):
        date = _by_its_order(parts, year, day_first)
    else:
        date = _date(year, _month(parts), int(parts["day"]))
    rest = rest.strip(" ,.") and rest
    found = _TIME.match(rest)
    time = _time_of_day(found) if found else timedelta()
    if date is None or time is None:
        return None
    ahead = _zone(rest[found.end() :] if found else rest, date + time)
    return None if ahead is None else _in_utc(date + time, ahead)


def _month(parts: Mapping[str, str]) -> int | None:
    """The month of a day by its figures or by its name, which may mean another one behind the dot of a day."""
    name = parts.get("name")
    if not name:
        return int(parts["month"])
    dotted = month_of(f".{name}") if parts.get("nth") == "." else None
    return dotted or month_of(name)


def _full_year(figures: str, month: str = "") -> int:
    year = int(figures)
    if len(figures) == 2 and _THAI.match(month):
        return year + 2500 - 543
    if len(figures) == 2:
        return year + (2000 if year < 70 else 1900)
    return year - 543 if year in _BUDDHIST else year


def _by_its_order(parts: Mapping[str, str], year: int, day_first: bool | None) -> datetime | None:
    """The date of `5/3/2019`: its order is known, or shows by a number that is no month or by the day of the week."""
    first, second = int(parts["first"]), int(parts["second"])
    readings = {True: _date(year, second, first), False: _date(year, first, second)}
    if day_first is not None:
        return readings[day_first]
    possible = {*readings.values(), _year_first(parts)} - {None}
    if len(possible) > 1:
        weekday = (parts["weekday"] or "")[:3].lower()
        possible = {date for date in possible if date and weekday == _WEEKDAYS[date.weekday()]}
    return possible.pop() if len(possible) == 1 else None


def _year_first(parts: Mapping[str, str]) -> datetime | None:
    """What `05/03/19` means where it begins with the year."""
    if len(parts["first"]) < 2 or len(parts["year"]) > 2:
        return None
    return _date(_full_year(parts["first"]), int(parts["second"]), int(parts["year"]))


def _date(year: int, month: int | None, day: int) -> datetime | None:
    if year < _EARLIEST_YEAR:
        return None
    try:
        return datetime(year, month or 0, day)  # noqa: DTZ001 (the zone comes last)
    except ValueError:
        return None


def _time_of_day(found: re.Match[str]) -> timedelta | None:
    """The time since midnight; None where it is none."""
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    half = (found["before"] or found["after"] or "").lower()
    if found["minute"] is None and not half:
        return None
    if half and hour <= 12:
        hour = hour % 12 + 12 * half.startswith(_AFTERNOON)
    elif half and not half.startswith(_AFTERNOON):
        return None
    midnight = (hour, minute, second) == (24, 0, 0)
    if (hour > 23 and not midnight) or minute > 59 or second > 60:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _zone(words: str, local: datetime) -> timedelta | None:
    """How far a zone is ahead of UTC at a local time, nothing for none; None for one that is not known."""
    words = words.strip().rstrip(".")
    if not words:
        return timedelta()
    if offset := _OFFSET.fullmatch(words):
        ahead = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        if ahead > _MOST_AHEAD:
            return None
        return ahead if offset["sign"] == "+" else -ahead
    place = _CLOCKS.get(words.upper(), words)
    return _ahead_at(place, local) if _PLACE.fullmatch(place) else _ZONES.get(words.upper())


def _ahead_at(place: str, local: datetime) -> timedelta | None:
    """How far the clocks of a place are ahead of UTC when they show a time; None for no place that is known."""
    try:
        return local.replace(tzinfo=ZoneInfo(place)).utcoffset()
    except (OSError, ValueError, KeyError, OverflowError):  # a folder; a bad name; none; beyond all calendars
        return None


def _in_utc(local: datetime, ahead: timedelta) -> datetime | None:
    try:
        return _sensible((local - ahead).replace(tzinfo=UTC))
    except OverflowError:
        return None


def _sensible(moment: datetime) -> datetime | None:
    """The moment, unless it is the zero of a clock that nobody set, or no time that anybody means."""
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR and moment.date() != _EPOCH.date() else None
