"""The English words by which a sentence says when something is: months, days of the week, numbers and lengths of time.

All that the ledger reads of times (`bygone`, `deadlines`) is made of these.
"""

from __future__ import annotations

from calendar import day_name, month_abbr, month_name

DAYS = {name.lower(): number for number, name in enumerate(day_name)}
MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
MONTHS["sept"] = 9
_COUNTED = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBERS = {word: number for number, word in enumerate(_COUNTED)}
NUMBERS |= {"a": 1, "an": 1, "twenty-four": 24, "thirty": 30, "forty": 40, "forty-eight": 48, "sixty": 60, "ninety": 90}
UNITS = {"hour": 1 / 24, "hr": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30}
"""Lengths of time in days."""


def either(*words: str) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


MONTH = f"(?:{either(*MONTHS)})\\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
SEASON = "spring|summer|autumn|fall|winter"
SOME = rf"\d+|{either(*NUMBERS)}|several|some|many|a few|a couple of"
