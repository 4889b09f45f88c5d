"""Feeds that end before their end."""

from __future__ import annotations

from briefing.fetch.beginnings import ENDS_FEED
from briefing.fetch.jsonfeed import is_json

_END = 4_096


def is_cut(body: bytes) -> bool:
    """Whether an XML feed ends before its end."""
    return not is_json(body) and ENDS_FEED.search(body[-_END:].replace(b"\0", b"")) is None
