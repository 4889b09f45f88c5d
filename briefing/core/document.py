"""What came of asking a feed: a document with its entries, and what the server said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec import Struct

from briefing.core.feed import Feed, FeedState
from briefing.core.story import Body, Enclosure


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that was found somewhere; `title` may be empty.

    `private` says that it is in the reader's own network, although its name could be anybody's.
    """

    address: str
    title: str = ""
    private: bool = False


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


class Keys(Struct, frozen=True):
    """What may tie an entry to a story that is known, the surest first; an empty key ties nothing.

    `guid` holds within one feed. `link` and `content` hold everywhere, but between feeds not by themselves: see
    `identity.is_same_story`.
    """

    guid: str
    link: str
    content: str


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed feed document.

    `keys` are those of each entry, as `identity.keys` finds them, where they are known already; none where not.
    `note` says what was odd about it, in a sentence; it is not an error. `ttl` is how long the feed says that it will
    bring nothing new. `further` is the address of the document with its older entries.
    """

    title: str = ""
    site: str = ""
    entries: tuple[Entry, ...] = ()
    keys: tuple[Keys, ...] = ()
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
