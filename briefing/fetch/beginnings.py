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
_LAST = "|".join((*(root.rpartition(":")[2] for root in ROOTS), "channel"))
ENDS_FEED = re.compile(rf"</(?:[\w.-]+:)?(?:{_LAST})\s*>".encode(), re.IGNORECASE)
"""The end tags that an XML feed ends with."""
