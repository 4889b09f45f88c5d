"""Feeds: what is polled, what came of it, and the entries that a document held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from briefing.core.hosts import is_named_private
from briefing.core.story import Body, Enclosure

FullText = Literal["auto", "always", "never"]


class Reliability(StrEnum):
    """How far the reader believes what a feed tells."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


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
    user: str = ""
    """The name to log in with; the password comes from `password_command`, else from the keyring."""

    password_command: tuple[str, ...] = ()
    """A program and its arguments, which prints the password."""

    trust_any_certificate: bool = False
    """Whether the person said to read this feed over https although nobody vouches for its certificate."""

    private_network: bool = False
    """Whether the person said that this feed is in their own network, although its name could be anybody's."""

    account: str = ""
    """The account whose server reads this feed and brings its stories; empty where it is read from its address."""

    more_groups: tuple[str, ...] = ()
    """Groups that it stands in beside its own."""

    muted: bool = False
    """Whether the person wants nothing new of it for now: it is not asked."""

    reliability: Reliability = Reliability.NORMAL
    """What its word counts in the ledger."""

    @property
    def groups(self) -> tuple[str, ...]:
        """All groups that it stands in, its own first; none where it has none."""
        return tuple(dict.fromkeys(filter(None, (self.group, *self.more_groups))))

    @property
    def may_be_private(self) -> bool:
        """Whether this feed, and its pages on the same host, may be in the reader's own network.

        The address of a feed that a server named was not typed here.
        """
        return self.private_network or (not self.account and is_named_private(self.url))


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that was found somewhere; `title` may be empty.

    `private` says that it is in the reader's own network, although its name could be anybody's.
    """

    address: str
    title: str = ""
    private: bool = False


OWN_SOURCE = "briefing:"
"""How the addresses of sources begin that are in no feeds.yaml and never asked; no feed can be there."""

SAVED_PAGES = Feed(f"{OWN_SOURCE}saved-pages", "Saved pages")
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
class Known:
    """What earlier fetches of a feed taught.

    `moved_to` is where it is asked instead of its own address, empty for there. `paused_until` is how long the host
    asked to be left alone.
    """

    validators: Validators = Validators()
    moved_to: str = ""
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A host, as `core.hosts.place` writes it, that asked not to be called before then."""

    place: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed document: clean, in blocks, not yet a story. `guid` and `link` may be empty.

    `authors` are names of persons; `language` is the code of the language that the feed declares.
    """

    title: str
    body: Body
    guid: str = ""
    link: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed feed document.

    `note` says what was odd about it, in a sentence; it is not an error. `ttl` is how long the feed says that it will
    bring nothing new. `further` is the address of the document with its older entries.
    """

    title: str = ""
    site: str = ""
    entries: tuple[Entry, ...] = ()
    note: str = ""
    ttl: timedelta | None = None
    further: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking for one feed.

    `state` is NEW (there is a document, whose entries may all be known), UNCHANGED, EMPTY, FAILED, GONE or SKIPPED.
    `message` is a sentence for a person, empty where all is well. `moved_to` is where the feed was found after
    permanent redirects all the way. `fresh_for` and `retry_after` are what the server said of the next time, and
    `pause` what it wants for all feeds of its host. `offline` says that no network was there, which is not the feed's
    fault.
    """

    feed: Feed
    state: FeedState
    at: datetime
    message: str = ""
    document: Document = field(default_factory=Document)
    validators: Validators = field(default_factory=Validators)
    moved_to: str = ""
    fresh_for: timedelta | None = None
    retry_after: timedelta | None = None
    pause: Pause | None = None
    offline: bool = False


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A feed with what the store knows of it. `configured` is False for one that left feeds.yaml.

    `site` is the address of the feed's web site, empty where it is not known; `moved_to` is where the feed has moved
    for good, and is asked now.
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
    moved_to: str = ""

    @property
    def has_left(self) -> bool:
        """Whether the feed stood in feeds.yaml once and does no longer."""
        return not self.configured and not self.feed.url.startswith(OWN_SOURCE)
