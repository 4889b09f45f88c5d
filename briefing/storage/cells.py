"""Values of rows that hold what they should: a bad disk or a crafted file may have put anything there.

Unless it says otherwise, each raises ValueError where it is of another kind.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from math import isfinite
from typing import Any, TypeVar

from briefing.storage.times import from_seconds

R = TypeVar("R")
T = TypeVar("T")
_log = logging.getLogger(__name__)
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)


def readable(rows: Iterable[R], make: Callable[[R], T]) -> list[T]:
    """What is made of rows; one that cannot be read is left out and logged, and hides no other."""
    found = []
    for row in rows:
        try:
            found.append(make(row))
        except _UNREADABLE as error:
            _log.warning("A row cannot be read and is left out: %s", error)
    return found


def text(value: Any) -> str:
    """A text."""
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def text_or_none(value: Any) -> str | None:
    """A text where there is one."""
    return None if value is None else text(value)


def words(value: Any) -> str:
    """A text, or an empty one where it is of another kind: for what is only shown, and hides nothing."""
    return value if isinstance(value, str) else ""


def real(value: Any) -> float:
    """A finite number."""
    if not isinstance(value, int | float) or not isfinite(value):
        raise ValueError("no number")
    return value


def whole(value: Any) -> int:
    """A whole number."""
    if not isinstance(value, int):
        raise ValueError("no whole number")
    return value


def number(value: Any) -> int:
    """A whole number, or 0 where it is of another kind: for what is only counted, and hides nothing."""
    return value if isinstance(value, int) else 0


def moment(value: Any) -> datetime:
    """A time."""
    found = from_seconds(value)
    if found is None:
        raise ValueError("no time")
    return found


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts that stands as JSON."""
    found = json.loads(value)
    if not isinstance(found, list):
        raise ValueError("no list")
    return tuple(map(text, found))
