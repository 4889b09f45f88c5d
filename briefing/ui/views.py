"""What stands in the sidebar and can be shown: all stories, some sort of them, a saved search, a group, a feed."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from briefing.core import clean
from briefing.core.feed import FeedStatus
from briefing.core.query import ALL, Key, Query, Term
from briefing.core.saved_search import SavedSearch


class View(Struct, frozen=True):
    """Stories that belong together: those of a search, or of feeds by their addresses.

    `key` identifies the view and stays the same from one run to the next.
    """

    key: str
    title: str
    search: str = ""
    feeds: tuple[str, ...] = ()

    def query(self, now: datetime) -> Query:
        """The stories of the view. Raises QueryError where a saved search is no longer understood."""
        wanted = searched(self.search, now)
        return wanted & Query(Term(Key.FEEDS, self.feeds)) if self.feeds else wanted


ALL_STORIES = View("all", "All")
UNREAD_STORIES = View("unread", "Unread", "is:unread")
STARRED_STORIES = View("starred", "Starred", "is:starred")
NOTED_STORIES = View("noted", "Noted", "is:noted")
TODAY = View("today", "Today", "since:today")
STANDING = (ALL_STORIES, UNREAD_STORIES, STARRED_STORIES, NOTED_STORIES, TODAY)


def searched(words: str, now: datetime) -> Query:
    """What a search asks for, all where it says nothing. Raises QueryError where it cannot be understood."""
    if not words:
        return ALL
    from briefing.core.query.parsing import parse  # late: the first screen is seldom a search

    return parse(words, now)


def since_last_session(end: datetime) -> View:
    """What came in after the second in which the reader was last open."""
    after = end + timedelta(seconds=1)
    return View("new", "New arrivals", f"arrived:{after.isoformat(timespec='seconds')}")


def search_view(search: SavedSearch) -> View:
    """A saved search."""
    return View(f"search:{search.name}", clean.line(search.name), search.query)


def feed_view(status: FeedStatus) -> View:
    """One feed, known by its address."""
    return View(f"feed:{status.feed.url}", clean.line(status.title), feeds=(status.feed.url,))


def group_view(name: str, members: tuple[FeedStatus, ...]) -> View:
    """The feeds of a group."""
    return View(f"group:{name}", clean.line(name), feeds=tuple(status.feed.url for status in members))
