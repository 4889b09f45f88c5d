"""Whether a sentence tells an act of long ago: "in 2019 Norland imposed …", "agreed on a truce last October"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from briefing.core.ledger.time_words import DAY, MONTH, MONTHS, SEASON, SOME, YEAR

BYGONE = "it tells of long ago"
"""Why such a telling is less sure."""
OF_LATE = timedelta(days=7)
"""Up to this time after the last day that a date may mean, it is none of long ago."""
_PART = rf"(?:the\s+)?(?:early|late|mid|(?:beginning|start|middle|end|{SEASON})(?:\s+of)?)"
_PAST = rf"last\s+(?:month|year|{SEASON})|earlier\s+this\s+year|(?:{SOME})\s+(?:months?|years?|decades?)\s+ago"
_MONTH_AND_DAY = rf"(?:(?P<day>{DAY})\s+)?(?P<month>{MONTH})(?:\s+(?P<day_us>{DAY}))?(?:,?\s+(?P<year>{YEAR}))?"
_DATE = re.compile(
    rf"\b(?:in|on|at|during)\s+(?:{_PART}[\s-]+)?(?:{_MONTH_AND_DAY}|(?P<only_year>{YEAR}))(?![\w’'/–-])"
    rf"|\b(?P<bound>(?:since|until|from|than|by|of|to)\s+)?(?:{_PAST}|last\s+(?P<last>{MONTH}))(?![\w’'])"
    r"|\b(?P<before>previously)\b",
    re.IGNORECASE,
)
_DATED = re.compile(rf"\b(?:{YEAR}|last|ago|earlier|previously|{MONTH})(?!\w)", re.IGNORECASE)
"""One of these is in every date that is sought; most sentences have none."""
_RECIPIENT = re.compile(r"(?:(?:on|against|to|with|from|by|for)\s+(?:the\s+)?)?(?:[A-Z][\w.’'-]*\s*){1,4}")
_HALF = 6
"""So many months ago a month without a year may be; it is the next one else."""
_ELSEWHERE = re.compile(
    r"[,;:()–—]|\b(?:and|but|or|now|who|which|when|while|after|before|since|because|as|if|though|although|has|have|is"
    r"|are|will)\b"
)
"""Where another clause begins, or what is so today: a date on the other side of this says nothing of the act."""


@lru_cache(2_000)
def is_bygone(quote: str, terms: str, told: datetime) -> bool:
    """Whether the sentence that tells an act dates it itself, long before it is told. `terms` are words of it."""
    start = quote.find(terms) if terms and _DATED.search(quote) else -1
    if start < 0:
        return False
    end = start + len(terms)
    return any(
        _is_long_before(found, told)
        and (_follows(quote, found, end) if found.start() >= end else _leads(quote, found, start))
        for found in _DATE.finditer(quote)
    )


def _is_long_before(found: re.Match[str], told: datetime) -> bool:
    if found["bound"]:
        return False
    name, year = found["month"] or found["last"], found["year"] or found["only_year"]
    if not name and not year:
        return True
    month = MONTHS[name.lower().rstrip(".")] if name else 12
    day = found["day"] or found["day_us"] or ""
    last_day = _last_day(int(year or _year_of(month, bool(found["last"]), told)), month, int(day.rstrip("dhnrst") or 0))
    return told.date() - last_day > OF_LATE


def _year_of(month: int, is_over: bool, told: datetime) -> int:
    """The year of a month without one: this year or the last, or the next where that is nearer and it is not over."""
    ago = (told.month - month) % 12 or 12 * is_over
    if ago > _HALF and not is_over:
        ago -= 12
    return told.year + (told.month - 1 - ago) // 12


def _last_day(year: int, month: int, day: int) -> date:
    last = monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def _follows(quote: str, found: re.Match[str], end: int) -> bool:
    """Whether a date dates the terms before it: it stands right behind them, or behind to whom they are put. Behind
    what is "previously" is something of theirs.
    """
    between = quote[end : found.start()].strip(" \"'”’")
    return not found["before"] and (not between or _RECIPIENT.fullmatch(between) is not None)


def _leads(quote: str, date: re.Match[str], start: int) -> bool:
    """Whether a date dates the terms behind it: both are in one clause, or the date opens the sentence."""
    between = quote[date.end() : start]
    if not quote[: date.start()].strip(" \"'“‘"):
        between = between.removeprefix(",")
    return date.end() <= start and _ELSEWHERE.search(between) is None
