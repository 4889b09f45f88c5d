"""Until when something is to be answered: "by Friday", "until 1 December", "within 48 hours"."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name
from datetime import datetime, timedelta

_DAYS = {name.lower(): number for number, name in enumerate(day_name)}
_MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
_COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_COUNTED)}
_NUMBERS |= {"a": 1, "an": 1, "twelve": 12, "twenty-four": 24, "thirty": 30}
_UNITS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_UNTIL = r"\b(?:by|until|till|before|no later than|not later than|deadline of|deadline is)\s+(?:the\s+)?"
_WITHIN = re.compile(
    rf"\b(?:within|in the next|has|have|had|gave\s+\w+)\s+(?:the\s+next\s+)?(\d+|{'|'.join(_NUMBERS)})[\s-]"
    rf"({'|'.join(_UNITS)})s?\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"{_UNTIL}(?:end of |noon on |midnight on |next )?({'|'.join(_DAYS)})\b", re.IGNORECASE)
_DATE = re.compile(
    rf"{_UNTIL}(?:end of )?(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})|({_MONTH})\.?\s+(\d{{1,2}}))\b",
    re.IGNORECASE,
)
_END_OF = re.compile(rf"{_UNTIL}end of (?:the |this )?(day|week|month|year)\b", re.IGNORECASE)
_TOMORROW = re.compile(rf"{_UNTIL}(tomorrow|tonight)\b", re.IGNORECASE)


def deadline(words: str, said: datetime) -> datetime | None:
    """The end of the time that these words give, when they were said at this time; None where they give none."""
    day = said.replace(hour=23, minute=59, second=59, microsecond=0)
    if found := _DATE.search(words):
        number, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        return _on(day, _MONTHS[month.lower()], int(number))
    if found := _WEEKDAY.search(words):
        ahead = (_DAYS[found[1].lower()] - said.weekday()) % 7
        return day + timedelta(days=ahead or 7)
    if found := _END_OF.search(words):
        return _end_of(day, found[1].lower())
    if _TOMORROW.search(words):
        return day + timedelta(days=1)
    if found := _WITHIN.search(words):
        number = found[1].lower()
        count = int(number) if number.isdecimal() else _NUMBERS[number]
        return said + timedelta(days=min(count, 1_000) * _UNITS[found[2].lower()])
    return None


def _on(day: datetime, month: int, number: int) -> datetime | None:
    """A day of a month: that of the year in which it comes next, give or take some months."""
    try:
        found = day.replace(month=month, day=number)
        return found.replace(year=day.year + 1) if day - found > timedelta(days=150) else found
    except ValueError:
        return None


def _end_of(day: datetime, what: str) -> datetime:
    if what == "week":
        return day + timedelta(days=6 - day.weekday())
    if what == "month":
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return day.replace(month=12, day=31) if what == "year" else day
