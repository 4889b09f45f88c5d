"""The feeds that a web page names in its head, and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefing.core import clean
from briefing.core.document import FeedLink
from briefing.fetch.addresses import absolute
from briefing.fetch.beginnings import starts_with
from briefing.fetch.charset import decode
from briefing.fetch.formats import MEDIA_TYPES
from briefing.fetch.html.tree import Element, parse

_NO_FEED = ("/wp-json/", "/oembed")
_ELEMENTS_OF_PAGES = r"(?:!doctype\s+html|html|head|body|meta|title|script|div|section|main|p|h[1-6]|table|center)"
_PAGE = re.compile(rf"<{_ELEMENTS_OF_PAGES}\b", re.IGNORECASE)
_STARTS_PAGE = starts_with(_ELEMENTS_OF_PAGES)
_STARTS_XML = starts_with(r"[a-z][\w:-]*")
_FEED_SCHEME = re.compile(r"\s*feed:(?://(?=https?:)|(?=//|https?:))", re.IGNORECASE)
_LOOKED_AT = 4_096
SOURCE_LIMIT = 1_000_000
_MOST = 20
_COMMENTS = re.compile(
    r"\b(?:commenti?|comments?|commentaires?|coment[aá]rios?|kommentar\w*|kommentit|reacties|yorumlar\w*|komentar\w*)\b"
    r"|коммент|комент|コメント|评论|評論|댓글",
    re.IGNORECASE,
)
"""Comments, in the languages of feeds."""


def looks_like_page(text: str) -> bool:
    """Whether a document is HTML: by its first element, or by any near the top where something else comes first."""
    head = text[:_LOOKED_AT]
    return _STARTS_PAGE.match(head) is not None or (_STARTS_XML.match(head) is None and _PAGE.search(head) is not None)


def feed_links(page: bytes, content_type: str, address: str) -> tuple[FeedLink, ...]:
    """The feeds that a page names, in its order but those of comments last, without the page itself."""
    found: dict[str, FeedLink] = {}
    for element, target in links_of(page, content_type, address, "link"):
        if {"alternate", "feed"} & set((element.get("rel") or "").lower().split()):
            kind = (element.get("type") or "").partition(";")[0].strip().lower()
            if kind in MEDIA_TYPES and target != address and not any(path in target for path in _NO_FEED):
                found.setdefault(target, FeedLink(target, clean.line(element.get("title") or "", 200)))
    links = list(found.values())[:_MOST]
    return tuple(sorted(links, key=is_about_comments))


def is_about_comments(link: FeedLink) -> bool:
    """Whether a feed has what readers say of a story, by its name or its address."""
    return _COMMENTS.search(f"{link.title} {urlsplit(link.address).path}") is not None


def links_of(page: bytes, content_type: str, address: str, name: str) -> Iterator[tuple[Element, str]]:
    """Each element of a name that leads to an address, and that address made absolute."""
    root = parse(decode(page[:SOURCE_LIMIT], content_type))
    base = address
    for element in () if root is None else root.iter("base", name):
        href = element.get("href")
        if href is None:
            continue
        if element.tag == "base":
            base = absolute(href, address) or base
        elif target := absolute(_FEED_SCHEME.sub("", href), base).partition("#")[0]:
            yield element, target
