"""Pairs labelled by reading: their files, the days that they give, and the events that they make."""

from __future__ import annotations

import json
import re
from calendar import month_abbr
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MONTHS = {name.lower(): at for at, name in enumerate(month_abbr) if name}
_FORMS = (r"(?P<y>\d{4})-(?P<n>\d\d)-(?P<d>\d\d)", r"(?P<d>\d{1,2}) (?P<m>[A-Z][a-z]{2})[a-z]* (?P<y>\d{4})",
          r"(?P<m>[A-Z][a-z]{2})[a-z]* (?P<d>\d{1,2}),? (?P<y>\d{4})")  # fmt: skip
SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The day of a story that has none."""


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def day_of(text: str | None) -> datetime | None:
    """The day that a date says, where it has a year."""
    for form in _FORMS:
        if found := re.search(form, text or ""):
            named = found.groupdict()
            month = int(named["n"]) if named.get("n") else MONTHS.get(named.get("m", "").lower())
            if month:
                return datetime(int(named["y"]), month, int(named["d"]), tzinfo=UTC)
    return None


def event_of(pairs: list[dict[str, str]]) -> dict[str, str]:
    """For each story one story that stands for all it is joined with, by pairs that are no `other`."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for pair in pairs:
        one, other = root(pair["a"]), root(pair["b"])
        if pair["label"] != "other":
            parent[one] = other
    return {name: root(name) for name in list(parent)}
