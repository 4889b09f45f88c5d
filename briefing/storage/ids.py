"""Short, opaque ids that stay, and the rows that they stand for."""

from __future__ import annotations

import json
import os

from briefing.core.errors import UnknownStory
from briefing.storage.database import Database

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def fresh_id(length: int = 7) -> str:
    """A random id without letters that are taken for digits; 35 bits, so a clash is caught by the database."""
    number = int.from_bytes(os.urandom(length))
    return "".join([ALPHABET[number >> 5 * place & 31] for place in range(length)])


def fresh_story_ids(db: Database, count: int) -> list[str]:
    """So many ids that no story has."""
    found: set[str] = set()
    while len(found) < count:
        tried = {fresh_id() for _ in range(count - len(found))}
        rows = db.rows("SELECT id FROM story WHERE id IN (SELECT value FROM json_each(?))", json.dumps(list(tried)))
        found |= tried - {row["id"] for row in rows}
    return list(found)


def story_num(db: Database, story_id: str) -> int:
    """The row number of a story. Raises UnknownStory."""
    row = db.row("SELECT num FROM story WHERE id = ?", story_id)
    if row is None:
        raise UnknownStory(story_id)
    return int(row["num"])
