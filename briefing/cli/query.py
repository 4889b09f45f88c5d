"""Searches for stories on the command line."""

from __future__ import annotations

from briefing.core.errors import QueryError, UsageError
from briefing.core.query import Query, parsing
from briefing.services.clock import now


def query_of(text: str, said_as: str = "--query") -> Query:
    """The query that a text means, which was `said_as` this. Raises UsageError."""
    try:
        return parsing.parse(text, now())
    except QueryError as error:
        raise UsageError(f"{said_as}: {error}") from None
