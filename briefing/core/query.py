"""One way to say which stories are meant: lists, search and rules all go through `Query`.

    oil "rare earth" -football is:unread feed:reuters group:energy has:offer since:3d order:oldest

Words must all occur, `"…"` is a phrase, `-` before a term turns it round.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from briefing.core.errors import QueryError


class Order(StrEnum):
    """How stories are ordered."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SOURCE = "source"
    OFFERS = "offers"


@dataclass(frozen=True, slots=True)
class Query:
    """Which stories, in which order. None and empty mean: no matter.

    `words` and `without` are words or phrases of title, text or note; `feeds` and `groups` are parts of a feed's title
    or address, or of a group's name; times are aware.
    """

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    unread: bool | None = None
    starred: bool | None = None
    noted: bool | None = None
    has_offer: bool | None = None
    since: datetime | None = None
    before: datetime | None = None
    order: Order = Order.NEWEST

    def but(self, **changes: object) -> Query:
        """This query with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


ALL = Query()
UNREAD = Query(unread=True)
STARRED = Query(starred=True)

_TERM = re.compile(r'(?P<minus>-?)(?:(?P<key>[a-z]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_AGE = re.compile(r"(\d{1,5})([hdwm])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1), "m": timedelta(days=30)}


@dataclass(slots=True)
class _Draft:
    """A query while it is read, term by term."""

    now: datetime
    fields: dict[str, object] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        self.fields[name] = (*self.fields.get(name, ()), value)  # type: ignore[misc]


def parse(text: str, now: datetime) -> Query:
    """The query that a text asks for. Raises QueryError, with the position, on what cannot be understood.

    `now` (aware) is what `since:3d` counts back from.
    """
    draft = _Draft(now)
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TERM.match(text, position)
        if match is None:
            raise QueryError(f"this quotation mark has no partner (at character {position + 1})", position)
        _read(draft, match)
        position = match.end()
    return Query(**draft.fields)  # type: ignore[arg-type]


def _read(draft: _Draft, match: re.Match[str]) -> None:
    key, wanted = match["key"], not match["minus"]
    value = match["phrase"] if match["phrase"] is not None else match["word"]
    if key is None:
        if value.strip():
            draft.add("words" if wanted else "without", value)
        return
    reader = _KEYS.get(key)
    if reader is None:
        known = ", ".join(f"{name}:" for name in _KEYS)
        raise QueryError(f"{key}: is not a search word; these are: {known}", match.start())
    if not wanted and key not in ("is", "has"):
        raise QueryError(f"-{key}: is not understood; only words, is: and has: can be turned round", match.start())
    reader(draft, value, wanted, match.start())


def _is(draft: _Draft, value: str, wanted: bool, at: int) -> None:
    names = {
        "unread": ("unread", True),
        "read": ("unread", False),
        "starred": ("starred", True),
        "noted": ("noted", True),
    }
    if value not in names:
        raise QueryError(f"is:{value} is not understood; say is:unread, is:read, is:starred or is:noted", at)
    name, sense = names[value]
    draft.fields[name] = sense is wanted


def _has(draft: _Draft, value: str, wanted: bool, at: int) -> None:
    if value not in ("offer", "note"):
        raise QueryError(f"has:{value} is not understood; say has:offer or has:note", at)
    draft.fields["has_offer" if value == "offer" else "noted"] = wanted


def _when(name: str) -> Callable[[_Draft, str, bool, int], None]:
    def read(draft: _Draft, value: str, _wanted: bool, at: int) -> None:
        draft.fields[name] = _moment(value, draft.now, f"{name}:{value}", at)

    return read


def _moment(value: str, now: datetime, words: str, at: int) -> datetime:
    age = _AGE.fullmatch(value)
    if age:
        return now - int(age[1]) * _UNITS[age[2]]
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{words} is no date; say 3d, 12h, 2w or 2026-11-01", at) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _order(draft: _Draft, value: str, _wanted: bool, at: int) -> None:
    if value not in tuple(Order):
        raise QueryError(f"order:{value} is not understood; say " + ", ".join(f"order:{o}" for o in Order), at)
    draft.fields["order"] = Order(value)


_KEYS: dict[str, Callable[[_Draft, str, bool, int], None]] = {
    "is": _is,
    "has": _has,
    "feed": lambda draft, value, _wanted, _at: draft.add("feeds", value),
    "group": lambda draft, value, _wanted, _at: draft.add("groups", value),
    "since": _when("since"),
    "before": _when("before"),
    "order": _order,
}
