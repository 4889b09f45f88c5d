"""Feeds: what is polled, and how it fares."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from briefing.core.hosts import is_named_private

FullText = Literal["auto", "always", "never"]


class Reliability(StrEnum):
    """How far the reader believes what a feed tells."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


FeedSetting = str | int | list[str]
"""What feeds.yaml says of a feed under one key; an empty text or list stands for the usual."""


class Feed(Struct, frozen=True):
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


class FeedStatus(Struct, frozen=True):
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
    def is_failing(self) -> bool:
        """Whether the last fetch of the feed brought a fault, for now or for good."""
        return self.state in (FeedState.FAILED, FeedState.GONE)

    @property
    def has_left(self) -> bool:
        """Whether the feed stood in feeds.yaml once and does no longer."""
        return not self.configured and not self.feed.url.startswith(OWN_SOURCE)
