"""The feeds that a web page names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.core import clean
from briefing.fetch.addresses import absolute
from briefing.fetch.charset import decode
from briefing.fetch.tokens import Start, tokens

_KINDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json"}
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|h1)\b", re.IGNORECASE)
_SOURCE_LIMIT = 1_000_000
_MOST = 20


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names; `title` may be empty."""

    address: str
    title: str = ""


def looks_like_page(body: bytes) -> bool:
    """Whether a body is HTML."""
    return _PAGE.search(body[:4_096].replace(b"\0", b"")) is not None


def feed_links(page: bytes, content_type: str, address: str) -> tuple[FeedLink, ...]:
    """The feeds that a page names, in its order but those of comments last, without the page itself."""
    base = address
    found: dict[str, FeedLink] = {}
    for token in tokens(decode(page[:_SOURCE_LIMIT], content_type)):
        if not isinstance(token, Start) or len(found) >= _MOST:
            continue
        attributes = token.attributes
        if token.name == "base":
            base = absolute(attributes.get("href", ""), address) or base
        elif token.name == "link" and "alternate" in attributes.get("rel", "").lower().split():
            kind = attributes.get("type", "").partition(";")[0].strip().lower()
            target = absolute(attributes.get("href", ""), base)
            if kind in _KINDS and target and target != address:
                found.setdefault(target, FeedLink(target, clean.line(attributes.get("title", ""), 200)))
    return tuple(sorted(found.values(), key=lambda link: "comments" in f"{link.title} {link.address}".lower()))
