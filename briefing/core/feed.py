"""Feeds: what is polled, what came of it, and the entries that a document held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from briefing.core.story import Body, Enclosure

FullText = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Feed:
    """A source as feeds.yaml describes it. `url` tells feeds apart; the rest has defaults.

    `full_text` None is what the settings say.
    """

    url: str
    title: str = ""
    group: str = ""
    every: timedelta | None = None
    user_agent: str = ""
    full_text: FullText | None = None
    max_items: int = 1_000


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that was found somewhere; `title` may be empty."""

    address: str
    title: str = ""


SAVED_PAGES = Feed("briefing:saved-pages", "Saved pages")
"""Where stories live that were saved by their address; it is in no feeds.yaml and never asked."""


class FeedState(StrEnum):
    """How the last fetch of a feed ended."""

    NEW = "new"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    FAILED = "failed"
    GONE = "gone"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "has it changed?" with, byte for byte as received."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed document: clean, in blocks, not yet a story. `guid` and `link` may be empty."""

    title: str
    body: Body
    guid: str = ""
    link: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed feed document. `note` says what was odd about it, in a sentence; it is not an error."""

    title: str = ""
    site: str = ""
    entries: tuple[Entry, ...] = ()
    note: str = ""
    ttl: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking for one feed.

    `state` is NEW (there is a document, whose entries may all be known), UNCHANGED, EMPTY, FAILED or GONE. `message`
    is a sentence for a person, empty where all is well. `moved_to` is set only after permanent redirects all the way.
    `retry_after` is what the server asked for. `offline` says that no network was there, which is not the feed's fault.
    """

    feed: Feed
    state: FeedState
    at: datetime
    message: str = ""
    document: Document = field(default_factory=Document)
    validators: Validators = field(default_factory=Validators)
    moved_to: str = ""
    retry_after: timedelta | None = None
    offline: bool = False


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A feed with what the store knows of it. `configured` is False for one that left feeds.yaml.

    `site` is the address of the feed's web site, empty where it is not known.
    """

    feed: Feed
    title: str
    state: FeedState | None = None
    message: str = ""
    last_fetch: datetime | None = None
    next_fetch: datetime | None = None
    failures: int = 0
    unread: int = 0
    total: int = 0
    configured: bool = True
    site: str = ""

    @property
    def has_left(self) -> bool:
        """Whether the feed stood in feeds.yaml once and does no longer."""
        return not self.configured and self.feed.url != SAVED_PAGES.url
