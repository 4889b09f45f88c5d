"""Short, opaque ids that stay, and the rows that they stand for."""

from __future__ import annotations

import secrets

from briefing.core.errors import UnknownStory
from briefing.storage.database import Database

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def fresh_id(length: int = 7) -> str:
    """A random id without letters that are taken for digits; 35 bits, so a clash is caught by the database."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def story_num(db: Database, story_id: str) -> int:
    """The row number of a story. Raises UnknownStory."""
    row = db.row("SELECT num FROM story WHERE id = ?", story_id)
    if row is None:
        raise UnknownStory(story_id)
    return int(row["num"])
