"""Whether two stories have the same wording, as papers that print one agency's report; in any language.

A false join hides news and a missed one only repeats it, so every doubt speaks against joining. Two stories are joined
by a title that they share, or by the wording of their first sentences.
"""

from __future__ import annotations

import re
from zlib import crc32

from briefing.clustering.fingerprint import Fingerprint
from briefing.core.words import UNSPACED

_KEYS = 6
"""How many of its shingles a text is found by."""

_WORDS = 120
"""Words of a text that are compared."""
_KEY_WORDS = 48
"""Words of a text from which its keys are made."""
_CHARACTERS = 1_000
_KEY_CHARACTERS = 400
_FEWEST_WORDS = 18
"""A text of fewer words says too little."""
_FEWEST_SHARED = 15
_SHARED = 0.5
"""The part of its shingles that a text must share, in scripts where names can be recognised."""
_SHARED_WITHOUT_NAMES = 0.95
_NAMES = 0.6
"""The part of the names that must be in both texts; `_NAMES_AT_LEAST` where the titles are the same."""
_NAMES_AT_LEAST = 0.3
_NUMBERS = 0.5
_OF_FORM = 0.3
"""The part of its shingles that a filled form shares with another."""
_OF_TITLE = 1 / 3
"""The part of a title's longer words that the other report must use."""
_TITLE_WORDS = 5
"""A title of fewer words may stand above anything."""

_WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{UNSPACED}]|[^\W{UNSPACED}]+")
_OUTLET = re.compile(r"\s+[|\u2013\u2014-]\s+[^|\u2013\u2014]{2,40}$")
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_COLUMNS = frozenset([
    "today", "tonight", "daily", "weekly", "morning", "evening", "live", "updates", "briefing", "newsletter", "digest",
    "podcast", "recap", "roundup", "horoscope", "crossword", "quiz", "forecast", "weather",
])  # fmt: skip
"""Words of titles that stand above something else each day."""


def wording_keys(title: str, text: str) -> tuple[int, ...]:
    """Numbers by which stories of the same wording find each other: most of them share at least one."""
    words = _WORD.findall(text[:_KEY_CHARACTERS].casefold())[:_KEY_WORDS]
    shingles = sorted(_shingles(words))[:_KEYS] if len(words) >= _FEWEST_WORDS else []
    titled = _title_words(title)
    return (*shingles, crc32(" ".join(titled).encode())) if titled else tuple(shingles)


def is_same_wording(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether most of the wording is the same and nothing contradicts it."""
    words, others = _words(one.text), _words(other.text)
    length = min(len(words), len(others))
    same_title = _title_words(one.title) == _title_words(other.title) != ()
    if length < _FEWEST_WORDS:
        return same_title
    mine, theirs = _Beginning(one.title, words[:length]), _Beginning(other.title, others[:length])
    if mine.contradicts(theirs):
        return False
    if same_title and _share(mine.names, theirs.names) >= _NAMES_AT_LEAST:
        return True
    return mine.is_worded_as(theirs) and mine.is_titled_for(theirs) and theirs.is_titled_for(mine)


def is_same_form(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the two fill one form of words, or stand under one title: alike in words though perhaps not in news."""
    words, others = _words(one.text), _words(other.text)
    length = min(len(words), len(others))
    if one.title.casefold() == other.title.casefold():
        return True
    mine, theirs = (_shingles([word.casefold() for word in some[:length]]) for some in (words, others))
    least = min(len(mine), len(theirs))
    return least > 0 and len(mine & theirs) >= _OF_FORM * least


class _Beginning:
    """The first words of a text, under its title."""

    def __init__(self, title: str, words: list[str]) -> None:
        self.in_text = [word.casefold() for word in words]
        self.title = {word.casefold() for word in _WORD.findall(title)}
        self.all = self.title | set(self.in_text)
        small = {word for word in words if word[0].islower()}
        self.names = {word.casefold() for word in words if word[0].isupper() and word.lower() not in small}
        self.numbers = {word for word in self.in_text if word[0].isdigit()}

    def contradicts(self, other: _Beginning) -> bool:
        """Whether the two are about other days or figures."""
        days, others = self.all & _DAYS, other.all & _DAYS
        if days and others and not days & others:
            return True
        return bool(self.numbers and other.numbers) and _share(self.numbers, other.numbers) < _NUMBERS

    def is_worded_as(self, other: _Beginning) -> bool:
        """Whether most of the wording is the same, and most of the names: above all those that matter most."""
        if not (self._protagonists() <= other.all and other._protagonists() <= self.all):
            return False
        mine, theirs = _shingles(self.in_text), _shingles(other.in_text)
        shared = len(mine & theirs)
        wanted = _SHARED if self.names and other.names else _SHARED_WITHOUT_NAMES
        if shared < _FEWEST_SHARED or shared < wanted * min(len(mine), len(theirs)):
            return False
        return len(self.names & other.names) >= _NAMES * max(len(self.names), len(other.names))

    def is_titled_for(self, other: _Beginning) -> bool:
        """Whether the title fits the other report: what stands below two unlike titles may be a form of words."""
        telling = {word for word in self.title if len(word) > 3 or not word.isascii()}
        return len(telling & other.all) >= max(1.0, _OF_TITLE * len(telling))

    def _protagonists(self) -> set[str]:
        """The names of the text that are in the title, too, or that it comes back to."""
        return {name for name in self.names if name in self.title or self.in_text.count(name) > 1}


def _share(one: set[str], other: set[str]) -> float:
    """The part of the smaller set that is in the larger; 1 where there is nothing to compare."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 1.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_CHARACTERS])[:_WORDS]


def _shingles(words: list[str]) -> set[int]:
    """Three words in a row, each as a number."""
    return {crc32(" ".join(some).encode()) for some in zip(words, words[1:], words[2:], strict=False)}


def _title_words(title: str) -> tuple[str, ...]:
    """The words of a title without the outlet's name behind them; none where it could stand above anything."""
    words = tuple(_WORD.findall(_OUTLET.sub("", title).casefold()))
    return () if len(words) < _TITLE_WORDS or _COLUMNS.intersection(words) else words
