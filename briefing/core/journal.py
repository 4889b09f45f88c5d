"""The journal: every change a reader makes to a story's state, in order, so that it can be undone and redone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Field(StrEnum):
    """What a change changes."""

    READ = "read"
    STARRED = "starred"
    TAG = "tag"
    MARK = "mark"
    CORRECTION = "correction"
    HIDDEN = "hidden"
    RULING = "ruling"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one story set to `value`; `tag` names a tag, or is the id of a mark, correction or ruling."""

    story: str
    field: Field
    value: bool
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Changes made with one key press, and so undone with one. `label` says what was done, as "marked 12 read"."""

    id: int
    at: datetime
    label: str
    changes: tuple[Change, ...]
