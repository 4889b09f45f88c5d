"""The feeds that a web page names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefing.core import clean
from briefing.core.document import FeedLink
from briefing.fetch.addresses import absolute
from briefing.fetch.beginnings import starts_with
from briefing.fetch.charset import decode
from briefing.fetch.formats import ENDINGS, MEDIA_TYPES
from briefing.fetch.html.tree import Element, parse

_NO_FEED = ("/wp-json/", "/oembed")
_PATH_OF_FEED = re.compile(
    rf"(?:{'|'.join(map(re.escape, ENDINGS))}|/\w{{0,40}}(?:rss|feed|atom)\w{{0,40}}\.xml)/?$", re.IGNORECASE
)
_ELEMENTS_OF_PAGES = r"(?:!doctype\s+html|html|head|body|meta|title|script|div|section|main|p|h[1-6]|table|center)"
_PAGE = re.compile(rf"<{_ELEMENTS_OF_PAGES}\b", re.IGNORECASE)
_STARTS_PAGE = starts_with(_ELEMENTS_OF_PAGES)
_STARTS_XML = starts_with(r"[a-z][\w:-]*")
_LOOKED_AT = 4_096
_SOURCE_LIMIT = 1_000_000
_MOST = 20


def looks_like_page(text: str) -> bool:
    """Whether a document is HTML: by its first element, or by any near the top where something else comes first."""
    head = text[:_LOOKED_AT]
    return _STARTS_PAGE.match(head) is not None or (_STARTS_XML.match(head) is None and _PAGE.search(head) is not None)


def feed_links(page: bytes, content_type: str, address: str) -> tuple[FeedLink, ...]:
    """The feeds that a page names, in its order but those of comments last, without the page itself."""
    found: dict[str, FeedLink] = {}
    for element, target in _link_elements(page, content_type, address, "link"):
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
        for _, target in _link_elements(page, content_type, address, "a")
        if urlsplit(target).hostname == host and _PATH_OF_FEED.search(urlsplit(target).path)
    )
    return tuple(dict.fromkeys(target for target in found if target != address))


def _link_elements(page: bytes, content_type: str, address: str, name: str) -> Iterator[tuple[Element, str]]:
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
