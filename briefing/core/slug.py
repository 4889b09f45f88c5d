"""File names that every file system takes."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from briefing.core.words import STROKES

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_MOST_LETTERS, _MOST_BYTES = 70, 120
"""Beside the day, an ending and a number, some file systems have room for no more."""
_WORD = re.compile(r"[a-z0-9\u0080-\U0010ffff]+")
_BEHIND_LATIN = 0x0370
_WITHOUT_STROKES = str.maketrans(dict(STROKES))


def file_stem(title: str, moment: datetime | None) -> str:
    """`YYYY-MM-DD slug`: the day (in UTC) and the title."""
    day = "undated" if moment is None else moment.date().isoformat()
    return f"{day} {slug(title)}"


def slug(title: str) -> str:
    """A title as lower-case words joined by hyphens, Latin letters as plain ones; `story` if nothing is left."""
    plain = "".join(map(_plain, unicodedata.normalize("NFC", title).translate(_WITHOUT_STROKES))).lower()
    kept = ""
    for word in _WORD.findall(plain.replace("'", "")):
        longer = f"{kept}-{word}" if kept else _cut(word)
        if longer != _cut(longer):
            break
        kept = longer
    return f"story-{kept}" if kept and _RESERVED.fullmatch(kept) else kept or "story"


def _plain(character: str) -> str:
    """A letter or figure of another script as it is, of what else there is what is plain in it."""
    plain = unicodedata.normalize("NFKD", character)
    is_word = character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")
    is_latin = ord(character) < _BEHIND_LATIN or plain[0].isascii()
    if is_word and not is_latin and not unicodedata.name(character, "").startswith(("LATIN", "VARIATION")):
        return character
    return plain.encode("ascii", "ignore").decode()


def _cut(words: str) -> str:
    return words[:_MOST_LETTERS].encode()[:_MOST_BYTES].decode(errors="ignore")
