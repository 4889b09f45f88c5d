"""Where a page sends its readers at once: what an old address shows where the server cannot redirect."""

from __future__ import annotations

import re

from briefing.fetch.addresses import absolute
from briefing.fetch.charset import decode
from briefing.fetch.entities import decode_references

_HEAD = 16_384
_AT_ONCE = 5  # seconds; pages that stay read themselves anew after minutes
_NOT_FOR_US = re.compile(r"<!--.*?(?:-->|\Z)|<(noscript|script|template)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
"""What stands there for old browsers, or for nobody."""
_META = re.compile(r"<meta\b([^<>]{1,3000})>", re.IGNORECASE)
_IS_REFRESH = re.compile(r"\bhttp-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TARGET = re.compile(r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]?\s*(?:url\s*=)?\s*[\"']?\s*([^\s\"']+)", re.IGNORECASE)


def refresh_target(body: bytes, content_type: str, address: str) -> str:
    """The address that a page leads to at once; empty where it stays, or leads to itself."""
    head = body[:_HEAD]
    if b"refresh" not in head.lower():
        return ""
    for tag in _META.finditer(_NOT_FOR_US.sub(" ", decode(head, content_type))):
        content = _CONTENT.search(tag[1]) if _IS_REFRESH.search(tag[1]) else None
        told = _TARGET.match(decode_references(next(filter(None, content.groups()), ""))) if content else None
        if told and int(told[1]) <= _AT_ONCE:
            target = absolute(told[2], address)
            return "" if target == address else target
    return ""
