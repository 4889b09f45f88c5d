"""Values of an XML feed that stand there as texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

_LONGEST_TTL = timedelta(days=1)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def number(text: str) -> int | None:
    """A whole number that is not too long; None where there is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text.strip()) else None


def time_to_live(head: Mapping[str, Any]) -> timedelta | None:
    """How long a feed says that it stays as it is: in minutes, or as so many times a period."""
    said = {name: value for name, value in dict(head).items() if isinstance(value, str)}
    minutes = number(said.get("ttl", ""))
    if minutes:
        return min(timedelta(minutes=min(minutes, 100_000)), _LONGEST_TTL)
    period = _PERIODS.get(said.get("sy_updateperiod", "").strip().lower())
    times = number(said.get("sy_updatefrequency", "")) or 1
    return None if period is None else min(period / times, _LONGEST_TTL)
