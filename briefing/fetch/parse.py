"""Bytes of a feed to a document of clean entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.core.clean import line, shown_address
from briefing.core.document import Document
from briefing.core.feed_titles import telling_title
from briefing.core.identity import keys
from briefing.fetch import hfeed, jsonfeed, plain_rss
from briefing.fetch.addresses import absolute
from briefing.fetch.beginnings import is_json
from briefing.fetch.charset import decode
from briefing.fetch.content_type import Kind, kind_of
from briefing.fetch.entries import clean_entry, newest_entries, title_line, without_repeats
from briefing.fetch.feed_links import feed_links, looks_like_page
from briefing.fetch.formats import Syntax
from briefing.fetch.not_a_feed import NotAFeed
from briefing.fetch.page_refresh import refresh_target
from briefing.fetch.raw import RawFeed
from briefing.fetch.xml_text import document_of


def _read_xml(text: str) -> RawFeed | None:
    document = document_of(text)
    plain = plain_rss.read(document)
    if plain is not None:
        return plain
    from briefing.fetch import xml_feed  # late: feedparser is slow to import, and most feeds are plain

    return xml_feed.read(text, document)


READERS: Mapping[Syntax, Callable[[str], RawFeed | None]] = {Syntax.XML: _read_xml, Syntax.JSON: jsonfeed.read}
"""Who reads the text of a feed: None is no feed; a FetchError is raised where it is beyond reading."""

_LONGEST_NAMED = 200


def parse(body: bytes, headers: Mapping[str, str], address: str, max_items: int) -> Document:
    """The feed in a body, at most `max_items` entries, newest first.

    `headers` have names in lower case; `address` is where the body came from. Raises NotAFeed, or FetchError where
    the feed is beyond reading.
    """
    content_type = headers.get("content-type", "")
    syntax = Syntax.JSON if is_json(body) else Syntax.XML
    feed = None
    if syntax is Syntax.JSON or kind_of(body) not in (Kind.NO_TEXT, Kind.OUTLINES):
        # Anything else would be searched for tags, for minutes if it is large.
        text = decode(body, content_type)
        feed = READERS[syntax](text) or (hfeed.read(text) if looks_like_page(text) else None)
    if feed is None:
        raise _not_a_feed(body, syntax, content_type, address)
    site = absolute(feed.site, address)
    bases = (site, address) if feed.links_follow_site else (address, site)
    cleaned = (clean_entry(entry, *bases) for entry in newest_entries(feed.entries, max_items))
    entries = without_repeats(entry for entry in cleaned if entry is not None)
    return Document(
        title=telling_title(title_line(feed.title, feed.title_is_html)),
        site=site,
        entries=entries,
        keys=keys(entries),  # here, for the process that stores has more to do than those that read
        note=feed.note,
        ttl=feed.ttl,
        further=absolute(feed.further, address) if feed.further else "",
    )


def _not_a_feed(body: bytes, syntax: Syntax, content_type: str, address: str) -> NotAFeed:
    if syntax is Syntax.JSON:
        return NotAFeed("this address gives JSON that is not a feed")
    if kind_of(body) is Kind.OUTLINES:
        imported = f"`briefing feeds import {line(shown_address(address), _LONGEST_NAMED)}` takes the feeds in it"
        return NotAFeed(f"this address is a list of feeds (OPML), not a feed; {imported}")
    if not looks_like_page(decode(body, content_type)):
        return NotAFeed("what is at this address is not a feed")
    feeds = feed_links(body, content_type, address)
    onward = refresh_target(body, content_type, address)
    named = ""
    if feeds:
        named = f"; it names the feed {line(shown_address(feeds[0].address), _LONGEST_NAMED)}"
    elif onward:
        named = f"; it leads to {line(shown_address(onward), _LONGEST_NAMED)}"
    return NotAFeed(f"this address is a web page, not a feed{named}", feeds)
