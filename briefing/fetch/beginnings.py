"""How documents begin and end, by the formats of feeds: for those who read them."""

from __future__ import annotations

import re

from briefing.fetch.formats import ROOTS

_BEFORE_ROOT = r"\s*+(?>(?:<\?[^>]{0,500}>|<!--.{0,2000}?-->|<!doctype\s+(?!html)[^>]{0,500}>)\s*+)*+"
"""What may stand before the first element. Atomic: many comments in a row would take for ever."""


def starts_with(*roots: str) -> re.Pattern[str]:
    """What matches at the beginning of a document whose first element is one of these."""
    return re.compile(rf"{_BEFORE_ROOT}<(?:{'|'.join(roots)})\b", re.IGNORECASE | re.DOTALL)


STARTS_FEED = starts_with(*ROOTS)
STARTS_PAGE = starts_with(r"!doctype\s+html", "html", "head", "body")
STARTS_OUTLINES = starts_with("opml")
_LAST = "|".join(root.rpartition(":")[2] for root in ROOTS)
_ENDS_FEED = re.compile(rf"</(?:[\w.-]+:)?(?:{_LAST}|channel)\s*>".encode(), re.IGNORECASE)
_ENDS = re.compile(rf"</(?:[\w.-]+:)?(?:{_LAST}|html|opml)\s*>(?:[^<]|<!--)*+\Z".encode(), re.IGNORECASE)
"""The last end tag of a document; only comments stand behind it, or what broke off in one."""
_LOOKED_AT = 4_096


def is_json(body: bytes) -> bool:
    """Whether a body can only be JSON."""
    return body[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"{", b"["))


def is_cut(body: bytes) -> bool:
    """Whether an XML feed ends before its end."""
    return not is_json(body) and _ENDS_FEED.search(_end_of(body)) is None


def ends_as_document(body: bytes | bytearray) -> bool:
    """Whether a feed, a page or a list of feeds seems to be here to its end."""
    end = _end_of(body)
    return end.rstrip().endswith((b"}", b"]")) if is_json(bytes(body[:64])) else _ENDS.search(end) is not None


def _end_of(body: bytes | bytearray) -> bytes:
    return bytes(body[-_LOOKED_AT:]).replace(b"\0", b"")
