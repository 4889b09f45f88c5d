"""Whether a page says a day in full. The library that looks for dates makes one of a month, or of a year, alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from briefing.fetch.months import month_of

_NAME = r"(?<![^\W\d_])(?P<name>[^\W\d_]{3,20})\.?"
_ADDRESS = re.compile(
    r"\b(?:href|src|srcset|action|data-[\w-]{1,40})\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)|https?:[^\s\"'<>]+",
    re.IGNORECASE,
)
_GAP = r"(?:[\s-]|&nbsp;|&#160;){1,9}"
_NEAR = 100  # characters
_FAR = 2_000


def without_addresses(html: str) -> str:
    """A page without the addresses in it: what leads to another page, or to a picture, names the day of that one."""
    return _ADDRESS.sub(" ", html)


def is_said(day: date, texts: Iterable[str]) -> bool:
    """Whether one of the texts names this day: by its year, month and day together, in figures or with a name."""
    return any(f"{day}" in text or any(_is_named(day, part) for part in near_year(day, text)) for text in texts)


def near_year(day: date, text: str) -> Iterator[str]:
    """The parts of a text around its year, from a tag on, which are found much faster than the whole day is."""
    for year in (f"{day.year}", *(f"{mark}{day.year % 100:02}" for mark in "-/._")):
        begin, end, at = 0, 0, text.find(year)
        while at >= 0:
            if at - _NEAR > end:
                yield text[begin:end]
                tag = text.rfind("<", max(0, at - _FAR), at - _NEAR)
                begin = tag if tag >= 0 else at - _NEAR
            end = at + _NEAR
            at = text.find(year, at + len(year))
        yield text[begin:end]


def _is_named(day: date, text: str) -> bool:
    if _in_figures(day).search(text) is not None:
        return True
    return any(month_of(found["name"]) in (day.month, None) for form in _named(day) for found in form.finditer(text))


@lru_cache(8)
def _in_figures(day: date) -> re.Pattern[str]:
    year, month, number = f"(?:{day.year}|{day.year % 100:02})", f"0?{day.month}", f"0?{day.day}"
    mark = r"\s?[-/._]\s?"
    return re.compile(
        rf"(?<!\d)(?:{day.year}\s?[-/._年년]\s?{month}\s?[-/._月월]\s?{number}"
        rf"|{number}{mark}{month}{mark}{year}|{month}{mark}{number}{mark}{year}"
        rf"|{day:%Y%m%d}(?:\d{{4}}|\d{{6}})?)(?!\d)"
    )


@lru_cache(8)
def _named(day: date) -> tuple[re.Pattern[str], ...]:
    nth = r"(?:st|nd|rd|th|er|[.ºª])?,?"
    of = rf"(?:(?:de|of){_GAP})?"
    time = rf"(?:\d\d?:\d\d(?::\d\d)?{_GAP}(?:[A-Z]{{1,5}}{_GAP})?)?"
    return (
        re.compile(rf"(?<!\d)0?{day.day}{nth}{_GAP}{of}{_NAME},?{_GAP}{of}{day.year}(?!\d)", re.IGNORECASE),
        re.compile(rf"{_NAME}{_GAP}0?{day.day}{nth}{_GAP}{time}{day.year}(?!\d)", re.IGNORECASE),
        re.compile(rf"(?<!\d){day.year}{_GAP}{_NAME}{_GAP}0?{day.day}(?!\d)", re.IGNORECASE),
    )
