"""The feeds that a web page names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefing.core import clean
from briefing.core.feed import FeedLink
from briefing.fetch.addresses import absolute
from briefing.fetch.charset import decode
from briefing.fetch.formats import ENDINGS, MEDIA_TYPES
from briefing.fetch.html.tree import Element, parse

_NO_FEED = ("/wp-json/", "/oembed")
_PATH_OF_FEED = re.compile(
    rf"(?:{'|'.join(map(re.escape, ENDINGS))}|/\w{{0,40}}(?:rss|feed|atom)\w{{0,40}}\.xml)/?$", re.IGNORECASE
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|h1)\b", re.IGNORECASE)
_SOURCE_LIMIT = 1_000_000
_MOST = 20


def looks_like_page(body: bytes) -> bool:
    """Whether a body is HTML."""
    return _PAGE.search(body[:4_096].replace(b"\0", b"")) is not None


def feed_links(page: bytes, content_type: str, address: str) -> tuple[FeedLink, ...]:
    """The feeds that a page names, in its order but those of comments last, without the page itself."""
    found: dict[str, FeedLink] = {}
    for element, target in _linked(page, content_type, address, "link"):
        if {"alternate", "feed"} & set((element.get("rel") or "").lower().split()):
            kind = (element.get("type") or "").partition(";")[0].strip().lower()
            if kind in MEDIA_TYPES and target != address and not any(path in target for path in _NO_FEED):
                found.setdefault(target, FeedLink(target, clean.line(element.get("title") or "", 200)))
    links = list(found.values())[:_MOST]
    return tuple(sorted(links, key=lambda link: "comments" in f"{link.title} {link.address}".lower()))


def feed_like_links(page: bytes, content_type: str, address: str) -> tuple[str, ...]:
    """The addresses of the same host that a page links to and that look like those of feeds."""
    host = urlsplit(address).hostname
    found = (
        target
        for _, target in _linked(page, content_type, address, "a")
        if urlsplit(target).hostname == host and _PATH_OF_FEED.search(urlsplit(target).path)
    )
    return tuple(dict.fromkeys(target for target in found if target != address))


def _linked(page: bytes, content_type: str, address: str, name: str) -> Iterator[tuple[Element, str]]:
    """Each element of a name that leads to an address, and that address made absolute."""
    root = parse(decode(page[:_SOURCE_LIMIT], content_type))
    base = address
    for element in () if root is None else root.iter("base", name):
        href = element.get("href")
        if href is None:
            continue
        if element.tag == "base":
            base = absolute(href, address) or base
        elif target := absolute(href, base).partition("#")[0]:
            yield element, target
