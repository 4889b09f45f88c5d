"""The search words that end in a colon: what each means, and the values that it knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from briefing.core.query.terms import Key, Order, Term

_AGE = re.compile(r"(\d{1,4})([hdwm])")
_YEAR_OR_MONTH = re.compile(r"\d{4}(-\d{2})?")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1), "m": timedelta(days=30)}
_ACTS = ("offer", "propose", "demand", "pledge", "accept", "reject", "threaten", "impose", "lift")
"""Those of `Act`, in its order; written out, for a search needs nothing else of the analysis. A test compares them."""
_DAYS = {"today": 0, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class SearchWord:
    """`meaning` completes "stories …", with the value in braces; `choices` are all the values there are, if few.

    Of a time they are examples.
    """

    example: str
    meaning: str
    choices: tuple[str, ...] = ()
    alone: str = ""
    """What the word means with nothing behind it; empty where it needs something."""
    unknown: str = ""
    """Says, with the value in braces, that nothing goes by this name; empty where any name may be sought."""


@dataclass(frozen=True, slots=True)
class SearchLanguage:
    """The words that a search knows, and the plural of what it finds."""

    words: Mapping[str, SearchWord]
    things: str

    def unknown(self, term: Term) -> str:
        """The sentence that nothing goes by the name in a term."""
        return self.words[term.key].unknown.format(term.value)


NO_FEED = "no feed has “{}” in title or address"

SEARCH_WORDS: Mapping[str, SearchWord] = MappingProxyType(
    {
        "title": SearchWord("title:copper", "with “{}” in the title"),
        "actor": SearchWord("actor:egypt", "in which {} takes part or is named"),
        "from": SearchWord("from:egypt", "with an offer, demand or answer by {}"),
        "to": SearchWord("to:china", "with an offer, demand or answer to {}"),
        "act": SearchWord("act:demand", "with this act in them: {}", _ACTS),
        "resource": SearchWord("resource:wheat", "about {}"),
        "feed": SearchWord("feed:gazette", "of feeds with “{}” in title or address", unknown=NO_FEED),
        "group": SearchWord(
            "group:energy", "of feed groups with “{}” in the name", unknown="no group of feeds has “{}” in its name"
        ),
        "tag": SearchWord("tag:later", "with the tag {}", unknown="no story has the tag “{}”"),
        "category": SearchWord(
            "category:energy", "of feeds' categories with “{}” in the name", unknown="no category has “{}” in its name"
        ),
        "is": SearchWord("is:unread", "that are {}", ("unread", "read", "starred", "noted", "updated", "hidden")),
        "has": SearchWord("has:offer", "with something of this kind: {}", ("offer", "note", "mark")),
        "lang": SearchWord("lang:en", "in the language {}", unknown="no story is in the language “{}”"),
        "since": SearchWord("since:3d", "since {}", ("today", "yesterday", "12h", "3d", "2w")),
        "before": SearchWord("before:2w", "before {}", ("today", "yesterday", "2w", "2m")),
        "arrived": SearchWord("arrived:1h", "that came in since {}", ("today", "1h", "12h")),
        "order": SearchWord("order:oldest", "in this order: {}", tuple(order.value for order in Order)),
    }
)
STORIES = SearchLanguage(SEARCH_WORDS, "stories")
TIMES = (Key.SINCE, Key.BEFORE, Key.ARRIVED)


def moment(value: str, now: datetime) -> datetime | None:
    """The time that `3d`, `today`, `2026-11-01` or `2026` means; None where it is none.

    Days begin where this computer is, each by the clock that counts on it, in summer as in winter.
    """
    plain = value.lower()
    age = _AGE.fullmatch(plain)
    if age:
        return now - int(age[1]) * _UNITS[age[2]]
    if plain in _DAYS:
        today = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        return _here(today - timedelta(days=_DAYS[plain]))
    if _YEAR_OR_MONTH.fullmatch(plain):
        value += "-01-01" if len(value) == 4 else "-01"
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return None
    return when if when.tzinfo else _here(when)


def _here(when: datetime) -> datetime:
    """A time by this computer's clock, made aware. At the ends of the calendar no clock is known."""
    try:
        return when.astimezone()
    except (ValueError, OverflowError, OSError):
        return when.replace(tzinfo=UTC)
