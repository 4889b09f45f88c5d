"""Numbers as stories write them: "1.5m", "7-1/2", "two and a half million", "dozens of"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

FLAGS = re.IGNORECASE | re.VERBOSE
"""How the patterns of this module are meant."""

_SCALES = {
    "hundred": 1e2,
    **dict.fromkeys(("thousand", "k"), 1e3),
    **dict.fromkeys(("million", "mln", "mn", "m"), 1e6),
    **dict.fromkeys(("billion", "bln", "bn", "b"), 1e9),
    **dict.fromkeys(("trillion", "tn"), 1e12),
    "dozen": 12.0,
}
_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    "a": 1.0,
    "an": 1.0,
    "half": 0.5,
    **{word: float(n) for n, word in enumerate(_ONES, 1)},
    **{word: n * 10.0 for n, word in enumerate(_TENS, 2)},
}


def one_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


ONE = one_of((*_ONES, *_TENS))
_LONGEST = 40
"""Digits and commas of a number; whatever is longer is none."""
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november")
_NO_DAY = "".join(rf"(?<!\b{month}\ )" for month in (*_MONTHS, "december", "jan", "feb", "sept", "oct", "nov", "dec"))
SPACES = "\u0020\u00a0\u2002-\u200a\u202f\u205f\u3000"
"""Spaces of any width, for a class of characters: what may stand in numbers and before units."""
_GROUPED = rf"{_NO_DAY}\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d|-[^\W\d]|\ ?(?:mm|cm|inch|mil)\b)"
"""Digits in groups of three with gaps between: "40 000". A day is none ("May 12 300 people"), nor is a calibre."""
_GROUPED_ALONE = re.compile(rf"(?<![\w.,$€£-]){_GROUPED}|(?<=[$€£]){_GROUPED}", FLAGS)
_GAP = re.compile(rf"(?<=\d)[{SPACES}](?=\d)")
_DIGITS = rf"(?:{_GROUPED}|\d[\d,]*)"
_MIXED = re.compile(rf"(?<=\d)[{SPACES}](?=\d+/\d)")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWER = rf"(?:(?<![\d.,])10|[\ ]?[×x][\ ]?10)(⁻?[{_RAISED}]{{1,2}})"
"""A power of ten, alone or behind a number: "10⁶", "2.5 × 10⁶"."""
_FRACTION = r"\d{1,2}/\d{1,3}(?=[\ -]?(?:%|pct|per\ ?cent|percentage))"
"""A part of a percent: "5/8 pct"; elsewhere figures with a stroke may be a date."""
FIGURES = rf"""(?:(?:{_DIGITS}(?:\.\d+)?[\ ]?[×x][\ ]?)?10⁻?[{_RAISED}]{{1,2}}
    |{_FRACTION}|\d{{1,3}}\ {_FRACTION}|{_DIGITS}(?:\.\d+)?(?:-\d+/\d+)?)
    (?:(?:[\ -]?{one_of(scale for scale in _SCALES if len(scale) > 1)}|[mkb])\b)?"""
_SCALED = rf"(?:{ONE}|and\ a\ half|hundred\ and\ {ONE}|hundred|thousand|million|billion|trillion|dozen)\b"
_MANY = "(?:several|dozens|tens|scores|hundreds|thousands|millions|billions)"
SPELT = rf"""\b(?:
    (?:half\ an?|{ONE}|an?)(?:[\ -]{_SCALED})+
    | {ONE}\b
    | (?:several|a\ few)\ (?:hundred|thousand|million|billion|trillion|dozen)\b
    | {_MANY}\b(?:\ of(?:\ (?:thousands|millions)\b(?:\ of)?)?)?
    )"""
NUMBER = rf"(?:(?<![\w.,$€£])(?<!\d/){FIGURES}|{SPELT})"

_AS_DIGITS = str.maketrans(_RAISED, "0123456789")

_AFTER_A = r"(?:few\ |hundred|thousand|million|billion|trillion|dozen|half)"
BEGIN = rf"(?:(?<![\d.,])\d|{ONE}\b|(?:half|{_MANY})\b|an?\ (?={_AFTER_A})\b)"
"""What a number begins with: cheap to look for."""


def with_commas(text: str) -> str:
    """A text with commas in the gaps of its numbers ("40 000"), for readers that end a number at a gap; as long."""
    return _GROUPED_ALONE.sub(lambda number: _GAP.sub(",", number[0]), text)


def value(words: str) -> float | None:
    """What a number comes to; None for "several", "dozens of" and what no number can be that long."""
    words = _GAP.sub("", _MIXED.sub("-", words))
    if (alone := re.match(r"(\d+)/(\d+)", words)) and int(alone[2]):
        return int(alone[1]) / int(alone[2])
    figures = re.match(r"(\d[\d,]*(?:\.\d+)?)(?:-(\d+)/(\d+))?", words)
    if figures is None:
        return _spelt(words)
    number = float(figures[1].replace(",", "")) if len(figures[1]) <= _LONGEST else math.inf
    if figures[2] and int(figures[3]):
        number += int(figures[2]) / int(figures[3])
    power = re.search(_POWER, words)
    if power is not None:
        exponent = int(power[1].replace("⁻", "-").translate(_AS_DIGITS))
        number = (1.0 if power.start() == 0 else number) * 10.0**exponent
    return number * (scale(words) or 1.0) if number < math.inf else None


def scale(words: str) -> float | None:
    """What the "mln" at the end of a number multiplies it by; None where it has none."""
    word = re.search(r"[a-z]+$", words.lower())
    return _SCALES.get(word[0]) if word else None


def _spelt(words: str) -> float | None:
    total = group = 0.0
    for word in re.findall("[a-z]+", re.sub(r"\ba half\b|\bhalf an?\b", "half", words.lower())):
        if word in _VALUES:
            group += _VALUES[word]
        elif word == "hundred":
            group = max(group, 1.0) * 100
        elif word in _SCALES:
            total, group = total + (group or 1.0) * _SCALES[word], 0.0
        elif word != "and":
            return None
    return total + group
