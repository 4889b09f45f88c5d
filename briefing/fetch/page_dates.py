"""Whether a page says a day in full. The library that looks for dates makes one of a month, or of a year, alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from briefing.fetch.months import month_of

_NAME = r"(?<![^\W\d_])(?P<name>[^\W\d_]{3,20})\.?"
_ADDRESS = re.compile(
    r"\b(?:href|src|srcset|action|data-[\w-]{1,40})\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)|https?:[^\s\"'<>]+",
    re.IGNORECASE,
)
_GAP = r"(?:[\s-]|&nbsp;|&#160;){1,9}"
_MARK = r"\s?[-/._]\s?"
_IN_FIGURES = re.compile(
    rf"(?<!\d)(?=(?:(?P<year>\d{{4}})\s?[-/._年년]\s?(?P<month>\d\d?)\s?[-/._月월]\s?(?P<number>\d\d?)"
    rf"|(?P<one>\d\d?){_MARK}(?P<other>\d\d?){_MARK}(?P<last>\d{{4}}|\d\d)"
    r"|(?P<whole>\d{8})(?:\d{4}|\d{6})?)(?!\d))"
)
"""Days in figures, also those that begin within another one."""
_NTH = r"(?:st|nd|rd|th|er|[.ºª])?,?"
_OF = rf"(?:(?:de|of){_GAP})?"
_TIME = rf"(?:\d\d?:\d\d(?::\d\d)?{_GAP}(?:[A-Z]{{1,5}}{_GAP})?)?"
_DAY, _YEAR = r"(?P<day>\d\d?)", r"(?P<year>\d{4})"
_NAMED = (
    re.compile(rf"(?<!\d){_DAY}{_NTH}{_GAP}{_OF}{_NAME},?{_GAP}{_OF}{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"{_NAME}{_GAP}{_DAY}{_NTH}{_GAP}{_TIME}{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d){_YEAR}{_GAP}{_NAME}{_GAP}{_DAY}(?!\d)", re.IGNORECASE),
)
"""Days with the name of their month. Patterns are of any day: making new ones for each takes longer than using them."""
_TWO = 2  # figures of a year
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


def names_day(text: str) -> bool:
    """Whether a line names any day in full, its year in four figures."""
    return any(found["year"] or len(found["last"] or "") > _TWO for found in _IN_FIGURES.finditer(text)) or any(
        month_of(found["name"]) is not None for form in _NAMED for found in form.finditer(text)
    )


def days_as_years(text: str) -> str:
    """A text in which days that are given with the name of their month are their years alone."""
    for form in _NAMED:
        text = form.sub(lambda found: found[0] if month_of(found["name"]) is None else found["year"], text)
    return text


def _is_named(day: date, text: str) -> bool:
    return any(_is_day(day, found) for found in _IN_FIGURES.finditer(text)) or any(
        (int(found["year"]), int(found["day"])) == (day.year, day.day) and month_of(found["name"]) in (day.month, None)
        for form in _NAMED
        for found in form.finditer(text)
    )


def _is_day(day: date, found: re.Match[str]) -> bool:
    """Whether figures are this day: `2024-5-6`, `6.5.2024`, `5/6/24` or `20240506`."""
    if found["year"]:
        return (int(found["year"]), int(found["month"]), int(found["number"])) == (day.year, day.month, day.day)
    if found["whole"]:
        return found["whole"] == f"{day:%Y%m%d}"
    parts = sorted((int(found["one"]), int(found["other"])))
    return parts == sorted((day.month, day.day)) and int(found["last"]) in (day.year, day.year % 100)
