"""Until when something is to be answered: "by Friday", "until 1 December", "within 48 hours"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from briefing.core.ledger.time_words import DAYS, MONTH, MONTHS, NUMBERS, UNITS, YEAR, either

_COUNT = rf"\d+|{either(*NUMBERS)}"
_UNIT = rf"(?:(?:working|business|calendar)\s)?(?P<{{0}}unit>{either(*UNITS)})s?\b"
_LENGTH = rf"(?P<{{0}}count>{_COUNT})[\s-]?{_UNIT}"
_GIVEN = r"within|in the next|has|have|had|(?:gave|gives?|given|giving)\s+(?:[\w’'-]+\s+){0,4}?"
_WITHIN = re.compile(
    rf"\b(?:{_GIVEN})\s*(?:(?:at most|another|(?:the )?(?:next|coming))\s+)?{_LENGTH.format('')}"
    r"(?!\s+(?:of|after|from)\b)"
    rf"|\b{_LENGTH.format('named_')}\s+(?:deadline|ultimatum)\b",
    re.IGNORECASE,
)
"""Within some days of something else is no time that is known."""
_UNTIL = (
    r"\b(?:by|until|till|before|no later than|not later than|deadline of|deadline is)\s+"
    r"(?:(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?|noon|midnight)\s+(?:on\s+)?)?(?:the\s+)?"
)
_WEEKDAY = re.compile(rf"{_UNTIL}(?:end of |next )?(?P<day>{either(*DAYS)})\b", re.IGNORECASE)
_DATE = re.compile(
    rf"{_UNTIL}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})"
    rf"|(?P<month_us>{MONTH})\s+(?P<day_us>\d{{1,2}}))\b(?:,?\s+(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
_END_OF = re.compile(
    rf"{_UNTIL}end of (?:the |this )?(?P<what>day|week|month|year|{YEAR}|{MONTH})(?!\w)", re.IGNORECASE
)
_TOMORROW = re.compile(rf"{_UNTIL}(tomorrow|tonight)\b", re.IGNORECASE)


def deadline(words: str, said: datetime) -> datetime | None:
    """The end of the time that these words give, when they were said at this time; None where they give none."""
    day = said.replace(hour=23, minute=59, second=59, microsecond=0)
    if found := _DATE.search(words):
        month = _month(found["month"] or found["month_us"])
        return _on(day, found["year"], month, int(found["day"] or found["day_us"]))
    if found := _WEEKDAY.search(words):
        ahead = (DAYS[found["day"].lower()] - said.weekday()) % 7
        return day + timedelta(days=ahead or 7)
    if found := _END_OF.search(words):
        return _end_of(day, found["what"].lower())
    if _TOMORROW.search(words):
        return day + timedelta(days=1)
    if found := _WITHIN.search(words):
        count, unit = (found["count"] or found["named_count"]).lower(), (found["unit"] or found["named_unit"]).lower()
        number = int(count) if count.isdecimal() else NUMBERS[count]
        return said + timedelta(days=min(number, 1_000) * UNITS[unit])
    return None


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _on(day: datetime, year: str | None, month: int, number: int) -> datetime | None:
    """A day of a month; without a year that of the year in which it comes next, give or take some months."""
    try:
        found = day.replace(year=int(year or day.year), month=month, day=number)
        return found.replace(year=day.year + 1) if not year and day - found > timedelta(days=150) else found
    except ValueError:
        return None


def _end_of(day: datetime, what: str) -> datetime | None:
    if what == "day":
        return day
    if what == "week":
        return day + timedelta(days=6 - day.weekday())
    if what == "year" or what.isdecimal():
        return day.replace(year=day.year if what == "year" else int(what), month=12, day=31)
    first = day.replace(day=1) if what == "month" else _on(day, None, _month(what), 1)
    return None if first is None else (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
