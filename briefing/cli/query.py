"""The option --query."""

from __future__ import annotations

from briefing.core.errors import QueryError, UsageError
from briefing.core.query import Query, parsing
from briefing.services.clock import now


def query_of(text: str) -> Query:
    """The query that a text means. Raises UsageError."""
    try:
        return parsing.parse(text, now().astimezone())
    except QueryError as error:
        raise UsageError(f"--query: {error}") from None
