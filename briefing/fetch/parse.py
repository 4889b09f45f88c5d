"""Bytes of a feed to a document of clean entries."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from xml.sax import SAXException

import feedparser
from feedparser.encodings import convert_to_utf8

from briefing.core.clean import line, shown_address
from briefing.core.errors import FetchError
from briefing.core.feed import Document, Entry, FeedLink
from briefing.fetch import dates, jsonfeed
from briefing.fetch.addresses import absolute
from briefing.fetch.charset import is_nearly_utf8
from briefing.fetch.content_type import Kind, kind_of
from briefing.fetch.entities import with_sound_references
from briefing.fetch.entries import RawEnclosure, RawEntry, cleaned, newest, title_line
from briefing.fetch.feed_links import feed_links, looks_like_page
from briefing.fetch.formats import ENDS_FEED

_UTF8 = "application/xml; charset=utf-8"
_ELEMENT = re.compile(rb"<\w")
_GAP = re.compile(rb"\s+")
_LONGEST_HEAD = 20_000
_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}\?>")
_LONGEST_TTL = timedelta(days=1)
_LONGEST_NAMED = 200
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


class NotAFeed(FetchError):
    """The address gave something else; `feeds` are those that it names, where it is a web page."""

    def __init__(self, message: str, feeds: tuple[FeedLink, ...] = ()) -> None:
        self.feeds = feeds
        super().__init__(message)


def parse(body: bytes, headers: Mapping[str, str], address: str, max_items: int) -> Document:
    """The feed in a body, at most `max_items` entries, newest first.

    `headers` have names in lower case; `address` is where the body came from. Raises NotAFeed, or FetchError where
    the feed is beyond reading.
    """
    if jsonfeed.is_json(body):
        feed = jsonfeed.read(body)
        if feed is None:
            raise NotAFeed("this address gives JSON that is no feed")
        site = absolute(feed.site, address)
        return Document(title_line(feed.title, is_html=False), site, _entries(feed.entries, max_items, site, address))
    kind = kind_of(body)
    if kind is Kind.OUTLINES:
        imported = f"`briefing feeds import {line(shown_address(address), _LONGEST_NAMED)}` takes the feeds in it"
        raise NotAFeed(f"this address is a list of feeds (OPML), not a feed; {imported}")
    if kind is Kind.NO_TEXT:  # feedparser would search it for tags, for minutes if it is large
        raise NotAFeed("this address gives something that is no feed")
    body, content_type = _as_feedparser_reads(body, headers.get("content-type", ""))
    result = _parsed(body, content_type)
    version = result.get("version") or ""
    if not version and (not (result.entries or result.feed.get("title")) or looks_like_page(body)):
        raise _not_a_feed(body, content_type, address)
    site = absolute(_text(result.feed, "link"), address)
    bases = (address, site) if version.startswith("atom") else (site, address)
    everyone = _text(result.feed, "author") if version.startswith("atom") else ""
    raw = [_raw(entry, version, everyone) for entry in result.entries]
    return Document(
        title=title_line(_text(result.feed, "title"), _is_html(result.feed, version)),
        site=site,
        entries=_entries(raw, max_items, *bases),
        note=_note(body, result),
        ttl=_ttl(result.feed),
    )


def is_cut(body: bytes) -> bool:
    """Whether an XML feed ends before its end."""
    return not jsonfeed.is_json(body) and ENDS_FEED.search(body[-4_096:].replace(b"\0", b"")) is None


def _parsed(body: bytes, content_type: str) -> Any:
    """What feedparser makes of a body. Raises FetchError where it gives up, which its authors never mean it to."""
    try:
        text = convert_to_utf8({"content-type": content_type} if content_type else {}, body, {})
        # It opens what looks like a path or an address, unless it is given a file.
        return feedparser.parse(
            io.BytesIO(with_sound_references(_with_short_head(text))),
            response_headers={"content-type": _UTF8},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise FetchError("the feed is too broken to be read") from error


def _with_short_head(text: bytes) -> bytes:
    """A document with little in front of its first element, and no gaps there.

    feedparser searches there in quadratic time, in which nothing else of the program runs: 500 KB of empty lines took
    twelve minutes.
    """
    first = _ELEMENT.search(text)
    if first is None:
        return text
    head = _GAP.sub(lambda gap: b"\n" if b"\n" in gap[0] else b" ", text[: first.start()])
    if len(head) > _LONGEST_HEAD:
        declaration = _DECLARATION.match(head)
        head = declaration[0] if declaration else b""
    return head + text[first.start() :]


def _as_feedparser_reads(body: bytes, content_type: str) -> tuple[bytes, str]:
    """The body as UTF-8 where feedparser would make nothing of it, or something else.

    That is UTF-16 by its mark alone, without a declaration, and UTF-8 in which a few bytes are broken.
    """
    if is_nearly_utf8(body):
        return body.decode("utf-8", "replace").encode(), _UTF8
    marked = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not marked or b"encoding" in body[:400].replace(b"\0", b""):
        return body, content_type
    return body.decode("utf-16", "replace").encode(), _UTF8


def _entries(raw: list[RawEntry] | tuple[RawEntry, ...], max_items: int, *bases: str) -> tuple[Entry, ...]:
    made = (cleaned(entry, *bases) for entry in newest(raw, max_items))
    return tuple(entry for entry in made if entry is not None)


def _raw(entry: Any, version: str, everyone: str) -> RawEntry:
    """An entry as parsed; `everyone` is the author of the feed, who stands in where it names none."""
    published = _date(entry, "published") or _date(entry, "created")
    updated = _date(entry, "updated")
    best = _longest(entry)
    value = best.get("value") or ""
    is_text = version.startswith("atom") and best.get("type") == "text/plain"
    return RawEntry(
        title=_text(entry, "title"),
        title_is_html=_is_html(entry, version),
        html="" if is_text else value,
        text=value if is_text else "",
        guid=_text(entry, "id"),
        link=_link(entry),
        base=best.get("base") or "",
        author=_text(entry, "author") or everyone,
        published=published or updated,
        updated=updated,
        enclosures=tuple(
            RawEnclosure(_text(file, "href"), _text(file, "type"), _number(_text(file, "length")))
            for file in (entry.get("enclosures") or () if "links" in entry else ())
        ),
    )


def _link(entry: Any) -> str:
    """The link of an entry; an id may stand for it, but only one that is an address."""
    link = _text(entry, "link")
    return link if not entry.get("guidislink") or link.lower().startswith(("http://", "https://")) else ""


def _longest(entry: Any) -> Mapping[str, Any]:
    """The fullest text of an entry: a summary may be longer than the content, and the reverse."""
    parts: list[Mapping[str, Any]] = [part for part in entry.get("content") or () if part.get("value")]
    summary = entry.get("summary_detail") or {"value": _text(entry, "summary")}
    return max([*parts, summary], key=lambda part: len(part.get("value") or ""))


def _is_html(holder: Any, version: str) -> bool:
    """Whether a title may hold tags: an Atom title says so, others are guessed at."""
    detail = holder.get("title_detail") or {}
    return not (version.startswith("atom") and detail.get("type") == "text/plain")


def _date(entry: Any, key: str) -> datetime | None:
    if f"{key}_parsed" not in entry:
        return None
    return dates.from_feed(_text(entry, key), entry.get(f"{key}_parsed"))


def _text(holder: Any, key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text.strip()) else None


def _ttl(feed: Any) -> timedelta | None:
    """How long a feed says that it stays as it is: in minutes, or as so many times a period."""
    minutes = _number(_text(feed, "ttl"))
    if minutes:
        return min(timedelta(minutes=min(minutes, 100_000)), _LONGEST_TTL)
    period = _PERIODS.get(_text(feed, "sy_updateperiod").strip().lower())
    times = _number(_text(feed, "sy_updatefrequency")) or 1
    return None if period is None else min(period / times, _LONGEST_TTL)


def _note(body: bytes, result: Any) -> str:
    if not result.get("bozo") or not isinstance(result.get("bozo_exception"), SAXException):
        return ""
    if is_cut(body):
        return "the feed breaks off in the middle; what came of it was read"
    return "the feed is not well-formed; what could be made out was read"


def _not_a_feed(body: bytes, content_type: str, address: str) -> NotAFeed:
    if not looks_like_page(body):
        return NotAFeed("this address gives something that is no feed")
    feeds = feed_links(body, content_type, address)
    named = f"; it names the feed {line(shown_address(feeds[0].address), _LONGEST_NAMED)}" if feeds else ""
    return NotAFeed(f"this address is a web page, not a feed{named}", feeds)
