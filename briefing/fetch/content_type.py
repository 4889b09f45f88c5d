"""What a file is that was given to be read: a plain text, a web page, a feed, a list of feeds, or no text at all."""

from __future__ import annotations

import re
from enum import StrEnum

from briefing.core.errors import FetchError
from briefing.fetch import jsonfeed
from briefing.fetch.beginnings import STARTS_FEED, STARTS_OUTLINES, STARTS_PAGE, is_json
from briefing.fetch.charset import decode

_LOOKED_AT = 4_096
_FILES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"BZh",
    b"7z\xbc\xaf",
    b"SQLite",
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f�]")
_FEW = 8


class Kind(StrEnum):
    """What sort of thing it is."""

    TEXT = "text"
    PAGE = "page"
    FEED = "feed"
    OUTLINES = "list of feeds"
    NO_TEXT = "no text"


def kind_of(body: bytes) -> Kind:
    """Tells by its beginning."""
    if body.startswith(_FILES):
        return Kind.NO_TEXT
    head = decode(body[:_LOOKED_AT], "").lstrip("\ufeff")
    if STARTS_PAGE.match(head):
        return Kind.PAGE
    if STARTS_OUTLINES.match(head):
        return Kind.OUTLINES
    if STARTS_FEED.match(head) or _is_json_feed(body):
        return Kind.FEED
    # A stray control character is no reason to refuse a text; many in a row are no text.
    return Kind.NO_TEXT if len(_CONTROL.findall(head)) > max(_FEW, len(head) // 20) else Kind.TEXT


def _is_json_feed(body: bytes) -> bool:
    try:
        return is_json(body) and jsonfeed.read(decode(body, "")) is not None
    except FetchError:
        return False
