"""What a page leads to that may be a feed or a list of feeds, where it names none in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefing.core import clean
from briefing.core.document import FeedLink
from briefing.core.feed_titles import telling_title
from briefing.fetch.addresses import absolute
from briefing.fetch.charset import decode
from briefing.fetch.feed_links import SOURCE_LIMIT, is_about_comments, links_of
from briefing.fetch.formats import ENDINGS, FEED_TYPES
from briefing.fetch.html.tree import Element, parse, words_of

_SURE = re.compile(
    rf"(?:{'|'.join(map(re.escape, ENDINGS))}|/[\w-]{{0,40}}(?:rss|feed|atom)[\w-]{{0,40}}\.xml"
    r"|/(?:rss|feeds?|atom)/(?:[\w-]{1,60}/){0,3}[\w-]{1,60}\.xml|/feeds/posts/default)/?$",
    re.IGNORECASE,
)
"""Paths that hardly anything else has."""
_PERHAPS = re.compile(
    r"(?<![a-z])(?:atom|rdf|feeds?|syndication|backend)(?![a-z])|(?<![a-z])rss|newsfeed|(?-i:RSS)", re.IGNORECASE
)
_SAID = re.compile(r"(?<!\w)rss|(?-i:RSS)|\b(?:atom|rdf|xml)\b|\b(?:web|news)?feeds?\b|\bsyndi\w{2,9}\b", re.IGNORECASE)
_OF_A_PART = re.compile(r"/(?:authors?|autor(?:en)?|auteurs?|tags?|taxonomy|users?)/", re.IGNORECASE)
"""Feeds of one person or one word, on a site that may have one of all."""
_MARKED = re.compile(r"(?<![a-z])rss(?![a-z])|feed[-_](?:icon|link)", re.IGNORECASE)
"""Names of classes and pictures of such links."""
_PASSES_ON = re.compile(r"[=/]https?(?:://|%3a)|\badd\w*\.|facebook\.|/(?:wp-json|oembed)\b", re.IGNORECASE)
"""Other readers that offer to take the feed, and what is no feed of this site."""
_NO_FEED = re.compile(r"\.(?:png|jpe?g|gif|svg|css|js|pdf|mp3|opml)$|sitemap", re.IGNORECASE)
_IN_SCRIPTS = re.compile(
    r'"(?:webFeed|rss|(?:rss|atom|feed)[_-]?(?:url|feed|link|href))"\s*:\s*("https?:(?:[^"\\]|\\.){5,500}")',
    re.IGNORECASE,
)
"""`webFeed` is what schema.org calls a feed; the others are names that sites give it in their data."""
_SAME_FEED = re.compile(r"(?<=/feed)/(?:rss2?|atom|rdf)$")
_ROWS = ("li", "tr", "dt", "dd", "p")
_LONGEST_SAID = 45  # characters; longer ones are sentences
_LONGEST_ROW = 100
_MOST = 20


@dataclass(frozen=True, slots=True)
class LinkedFeed:
    """A link and what speaks for it: `is_sure` that hardly anything but a feed is linked to so."""

    link: FeedLink
    is_sure: bool


def linked_feeds(page: bytes, content_type: str, address: str) -> tuple[LinkedFeed, ...]:
    """The links of a page that may be feeds, the likeliest first and those of comments last, without the page itself.

    What is on another site must say that it is a feed, for pages also link to what others write.
    """
    ranked: dict[str, tuple[int, FeedLink]] = {}
    found = (*_by_links(page, content_type, address), *_by_scripts(page, content_type, address))
    for rank, link in found:
        key = _feed_key(link.address)
        if key != _feed_key(address) and (key not in ranked or rank < ranked[key][0]):
            ranked[key] = (rank, link)
    ordered = sorted(ranked.values(), key=lambda pair: (is_about_comments(pair[1]), pair[0]))
    return tuple(LinkedFeed(link, rank == 0) for rank, link in ordered[:_MOST])


def _by_links(page: bytes, content_type: str, address: str) -> Iterator[tuple[int, FeedLink]]:
    for element, target in links_of(page, content_type, address, "a"):
        rank = _rank(element, target, address)
        if rank is not None:
            yield rank, FeedLink(target, _title(element))


def _rank(link: Element, target: str, page: str) -> int | None:
    """How likely a link leads to a feed, 0 for the likeliest; None where nothing speaks for it."""
    parts = urlsplit(target)
    if _NO_FEED.search(parts.path) or _PASSES_ON.search(target[8:]):
        return None
    is_said, is_near = _says_feed(link), _is_same_site(parts.hostname or "", urlsplit(page).hostname or "")
    declared = (link.get("type") or "").partition(";")[0].strip().lower() in FEED_TYPES
    if declared or (_SURE.search(parts.path) and (is_said or is_near)):
        return 4 if _OF_A_PART.search(parts.path) else 0
    if not is_said:
        return 2 if is_near and _PERHAPS.search(parts.path.rstrip("/").rpartition("/")[0]) else None
    return 1 if _PERHAPS.search(target) or parts.path.endswith(".xml") else 3 if is_near else None


def _says_feed(link: Element) -> bool:
    """Whether the words, the picture or the name of a link say that it is a feed."""
    texts = (words_of(link), link.get("title") or "", link.get("aria-label") or "")
    if any(len(text) <= _LONGEST_SAID and _SAID.search(text) for text in texts):
        return True
    inner = (element.get(name) or "" for element in link.iter("img", "i", "span") for name in ("class", "alt", "src"))
    return any(_MARKED.search(name) for name in (link.get("class") or "", *inner) if not name.startswith("data:"))


def _title(link: Element) -> str:
    """What a feed is called where it is linked to: by the link, or by its row if that says only what format it is."""
    title = clean.line(words_of(link) or link.get("title") or "")
    if telling_title(title):
        return clean.line(title, _LONGEST_ROW)
    row = next((words_of(row) for row in link.iterancestors(*_ROWS)), "")
    return row if len(row) <= _LONGEST_ROW and telling_title(row) else title


def _by_scripts(page: bytes, content_type: str, address: str) -> Iterator[tuple[int, FeedLink]]:
    """The feeds that a page tells programs."""
    root = parse(decode(page[:SOURCE_LIMIT], content_type))
    for script in () if root is None else root.iter("script"):
        for quoted in _IN_SCRIPTS.findall(script.text or ""):
            try:
                target = absolute(json.loads(quoted), address).partition("#")[0]
            except ValueError:
                continue
            if target and not _NO_FEED.search(urlsplit(target).path):
                yield 1, FeedLink(target)


def _is_same_site(host: str, other: str) -> bool:
    host, other = host.removeprefix("www."), other.removeprefix("www.")
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")


def _feed_key(address: str) -> str:
    """An address without what does not tell one feed from another."""
    return _SAME_FEED.sub("", address.partition("://")[2].rstrip("/"))
