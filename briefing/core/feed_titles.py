"""What feeds are called."""

from __future__ import annotations

import re

_NAME = r"rss|atom|rdf|xml|json\W?feed|(?:news|web)?feeds?|flux|application|subscribe|untitled|document"
_FORMAT = rf"(?:{_NAME})(?!\w)\W*+(?:(?:{_NAME}|v?\d[\d.]*+)(?!\w)\W*+)*+"
_FORMAT_ALONE = re.compile(rf"\W*{_FORMAT}", re.IGNORECASE)
_FORMAT_BEHIND = re.compile(rf"\s*(?:[»›|·:–—]|\s-\s)\s*{_FORMAT}$", re.IGNORECASE)


def telling_title(title: str) -> str:
    """A title without the format that may stand behind it; empty where it says nothing else, such as "RSS 2.0"."""
    return "" if _FORMAT_ALONE.fullmatch(title) else _FORMAT_BEHIND.sub("", title)
