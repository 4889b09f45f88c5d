"""File names that every file system takes."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_SLUG_BYTES = 70


def file_stem(title: str, moment: datetime | None) -> str:
    """`YYYY-MM-DD slug`: the day (in UTC) and the title."""
    day = "undated" if moment is None else moment.date().isoformat()
    return f"{day} {slug(title)}"


def slug(title: str) -> str:
    """A title as lower-case ASCII words joined by hyphens; `story` if nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:_SLUG_BYTES]
        if len(longer) > _SLUG_BYTES:
            break
        kept = longer
    return f"story-{kept}" if kept and _RESERVED.fullmatch(kept) else kept or "story"
