"""Whether a sentence tells an act of long ago: "in 2019 Norland imposed …", "agreed on a truce last October"."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import datetime
from functools import lru_cache

BYGONE = "it tells of long ago"
"""Why such a telling is less sure."""
OF_LATE = 1
"""Months between an act and its telling, up to which it is no act of long ago."""
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTH = "|".join(_MONTHS)
_PART = r"(?:the\s+)?(?:early|late|mid|(?:beginning|start|middle|end|spring|summer|autumn|fall|winter)(?:\s+of)?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEARS = r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|a few|a"
_DATE = re.compile(
    rf"\b(?:in|on|at|during)\s+(?:{_PART}[\s-]+)?(?:{_DAY}\s+)?(?:(?P<of>{_MONTH})\s+(?:{_DAY},?\s+)?)?"
    r"(?P<year>(?:19|20)\d\d)(?![\w’'/–-])"
    rf"|\b(?P<bound>(?:since|until|from|than|by|of|to)\s+)?"
    rf"(?:last\s+(?:year|(?P<last>{_MONTH}))|(?:{_YEARS})\s+(?:years?|decades?)\s+ago)\b(?![’'])",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:(?:19|20)\d\d|[Ll]ast|ago)\b")
"""One of these is in every date that is sought; most sentences have none."""
_RECIPIENT = re.compile(r"(?:(?:on|against|to|with|from|by|for)\s+(?:the\s+)?)?(?:[A-Z][\w.’'-]*\s*){1,4}")
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
        and (_follows(quote[end : found.start()]) if found.start() >= end else _leads(quote, found, start))
        for found in _DATE.finditer(quote)
    )


def _is_long_before(date: re.Match[str], told: datetime) -> bool:
    if date["bound"]:
        return False
    if date["last"]:
        return (told.month - _MONTHS[date["last"].lower()]) % 12 > OF_LATE
    if not date["year"]:
        return True
    years = told.year - int(date["year"])
    return years * 12 + told.month - _MONTHS[date["of"].lower()] > OF_LATE if date["of"] else years > 0


def _follows(between: str) -> bool:
    """Whether a date dates the terms before it: it stands right behind them, or behind to whom they are put."""
    between = between.strip(" \"'”’")
    return not between or _RECIPIENT.fullmatch(between) is not None


def _leads(quote: str, date: re.Match[str], start: int) -> bool:
    """Whether a date dates the terms behind it: both are in one clause, or the date opens the sentence."""
    between = quote[date.end() : start]
    if not quote[: date.start()].strip(" \"'“‘"):
        between = between.removeprefix(",")
    return date.end() <= start and _ELSEWHERE.search(between) is None
