"""The stories of servers, made entries by the way that those of feeds go: in a process of its own, through the gate."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.core.document import Entry
from briefing.core.story import Body
from briefing.fetch.documents import DocumentReader
from briefing.fetch.raw import RawEnclosure, RawEntry

NOTHING = Entry("Untitled", Body(""))
"""Stands for a story in which nothing can be read: it has a state all the same."""

_FIRST_SECOND, _LAST_SECOND = -2_000_000_000, 32_000_000_000


class StoryReader:
    """Reads the texts of stories. `aclose` ends its process."""

    def __init__(self) -> None:
        self._documents = DocumentReader(Path(os.devnull))

    async def read(self, raw: Sequence[RawEntry]) -> tuple[Entry, ...]:
        """An entry for each, in their order."""
        return tuple(entry or NOTHING for entry in await self._documents.entries(raw))

    async def aclose(self) -> None:
        """End what was started."""
        await self._documents.close()


def words(value: Any) -> str:
    """A text where there should be one; a number as its digits, anything else as none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def number(value: Any) -> int | None:
    """A whole number, also one in quotes; None for anything else."""
    if isinstance(value, str):
        value = int(value) if value.isascii() and value.lstrip("-").isdigit() and len(value) < 25 else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def moment(seconds: Any) -> datetime | None:
    """The time that a number of seconds since 1970 means; None where it means none."""
    count = number(int(seconds)) if isinstance(seconds, float) and abs(seconds) < _LAST_SECOND else number(seconds)
    if not count or not _FIRST_SECOND < count < _LAST_SECOND:
        return None
    return datetime.fromtimestamp(count, UTC)


def rows(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none where there is no list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def enclosure(address: Any, kind: Any, length: Any = None) -> RawEnclosure:
    """A file as a server names it."""
    return RawEnclosure(words(address), words(kind), number(length))
