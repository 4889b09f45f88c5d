"""Quotation marks without a partner, as they are left over where words are cut out of a sentence."""

from __future__ import annotations

import re

_SINGLE = re.compile(r"(?<![^\s(\[“\"])(?P<opens>['‘])(?=[^\W\d])|(?<=[^\W\d]|[.,;!?])(?P<closes>['’])(?![\w'’])")
"""Single quotation marks by where they stand; an apostrophe within a word is none, nor "the '90s"."""
_CLOSED_BY = {"“": "”", "«": "»", "„": "“”"}
_CLOSING = "”»"


def whole_quotes(words: str) -> str:
    """The words without quotation marks that have no partner among them; apostrophes are left alone."""
    words = _without(words, _lonely_double(words))
    return _without(words, _lonely_single(words))


def _lonely_double(words: str) -> set[int]:
    lonely: list[int] = []
    opened: list[int] = []
    straight: int | None = None
    for place, sign in enumerate(words):
        if sign == '"':
            straight = place if straight is None else None
        elif opened and sign in _CLOSED_BY[words[opened[-1]]]:
            opened.pop()
        elif sign in _CLOSED_BY:
            opened.append(place)
        elif sign in _CLOSING:
            lonely.append(place)
    return {*lonely, *opened, *(() if straight is None else (straight,))}


def _lonely_single(words: str) -> set[int]:
    """Behind an "s" a mark that closes nothing may say that something is the farmers'."""
    lonely: list[int] = []
    opened: list[int] = []
    for mark in _SINGLE.finditer(words):
        if mark["opens"]:
            opened.append(mark.start())
        elif opened:
            opened.pop()
        elif words[mark.start() - 1] not in "sS":
            lonely.append(mark.start())
    return {*lonely, *opened}


def _without(words: str, places: set[int]) -> str:
    return "".join(sign for place, sign in enumerate(words) if place not in places) if places else words
