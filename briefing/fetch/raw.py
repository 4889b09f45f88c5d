"""Feeds as their documents write them: parsed, and nothing cleaned."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct


class RawText(Struct, frozen=True):
    """A piece of HTML, or a plain text. Its relative links are joined to `base`, which may be empty or relative."""

    value: str = ""
    is_html: bool = True
    base: str = ""


class RawEnclosure(Struct, frozen=True):
    """A file as a feed names it."""

    address: str
    kind: str = ""
    length: int | None = None


class RawEntry(Struct, frozen=True):
    """An entry. `content` and `summary` are its texts, either of which may be the fuller one.

    `source` is the name of the paper where the feed is only passing the entry on. `comments` is the address of what
    others say of it.
    """

    title: str = ""
    title_is_html: bool = True
    content: RawText = RawText()
    summary: RawText = RawText()
    guid: str = ""
    link: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    enclosures: tuple[RawEnclosure, ...] = ()
    comments: str = ""


class RawFeed(Struct, frozen=True):
    """A feed. `bases` are the addresses for its relative links, the best first; the document's own comes after them.

    `note` says what was odd about the document; `ttl` is how long it says that it will bring nothing new; `further`
    is the address of the document with older entries.
    """

    title: str = ""
    title_is_html: bool = True
    site: str = ""
    entries: tuple[RawEntry, ...] = ()
    links_follow_site: bool = True
    note: str = ""
    ttl: timedelta | None = None
    further: str = ""
