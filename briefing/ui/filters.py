"""What the list shows: a sort of story, a feed, a search; together one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefing.core import query
from briefing.core.query import STARRED, UNREAD, Key, Query, Term


class Sort(StrEnum):
    """Which stories, by what the reader did with them."""

    ALL = "All"
    UNREAD = "Unread"
    STARRED = "Starred"


@dataclass(frozen=True, slots=True)
class Filter:
    """`feed_url` and `feed_title` are empty where all feeds are shown; `search` is what was typed."""

    sort: Sort = Sort.ALL
    feed_url: str = ""
    feed_title: str = ""
    search: str = ""

    def query(self, now: datetime) -> Query:
        """The stories that are meant. Raises QueryError where the search cannot be understood."""
        wanted = query.parse(self.search, now)
        if self.feed_url:
            wanted &= Query(Term(Key.FEEDS, (self.feed_url,)))
        if self.sort is Sort.UNREAD:
            wanted &= UNREAD
        if self.sort is Sort.STARRED:
            wanted &= STARRED
        return wanted

    @property
    def words(self) -> tuple[str, ...]:
        """What is shown, for the heading."""
        search = f"search: {self.search}" if self.search else ""
        return tuple(part for part in (self.sort.value, self.feed_title, search) if part)
