"""The error that tells what else stands where a feed was looked for."""

from __future__ import annotations

from briefing.core.document import FeedLink
from briefing.core.errors import FetchError


class NotAFeed(FetchError):
    """The address gave something else; `feeds` are those that it names, where it is a web page."""

    def __init__(self, message: str, feeds: tuple[FeedLink, ...] = ()) -> None:
        self.feeds = feeds
        super().__init__(message)
