"""Functions for SQL statements that compare names as a person does: without case, accents and strokes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from briefing.core.party_names import NO_NAMES, PartyNames, names_thing
from briefing.core.words import fold

SMALL = "small"
"""A word in small letters, of any script."""
IS_CALLED, HAS_WORDS, HOLDS = "is_called", "has_words", "holds"
"""Whether what is typed (first) means the party that a story calls so (second), stands there as words, or anywhere."""

Names = Callable[[], PartyNames]
"""The names of parties, as they are now."""


def no_names() -> PartyNames:
    """Nobody is known by another name."""
    return NO_NAMES


def register(connection: sqlite3.Connection, names: Names) -> None:
    """Make the functions known to a connection."""
    connection.create_function(IS_CALLED, 2, lambda typed, name: bool(name) and names().means(typed, name))
    connection.create_function(HAS_WORDS, 2, names_thing, deterministic=True)
    connection.create_function(HOLDS, 2, lambda typed, name: fold(typed) in fold(name), deterministic=True)
    connection.create_function(SMALL, 1, str.casefold, deterministic=True)
