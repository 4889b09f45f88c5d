"""Sentences that a feed has in many stories, as "Sign up for our letter": how they are known again."""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from zlib import crc32

MANY = 3
"""In so many stories of one feed, none of which reports the event of another, a sentence is boilerplate."""
_LEAST = 4
"""Words without which a sentence says too little to be known again."""
_DATES = {name.casefold() for names in (day_name, day_abbr, month_name, month_abbr) for name in names}


def shape(sentence: str) -> int:
    """A number for the words of a sentence, letter by letter, but for figures, dates and names of days; 0 for a few."""
    words = [
        word
        for word in re.findall(r"\w+", sentence.casefold())
        if word not in _DATES and not any(character.isdigit() for character in word)
    ]
    return crc32(" ".join(words).encode()) if len(words) >= _LEAST else 0
