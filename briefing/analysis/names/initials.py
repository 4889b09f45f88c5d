"""Ids and initials out of names."""

from __future__ import annotations

import re
import unicodedata

_SUFFIX = re.compile(r"(?:,?\s+(?:Inc|Co|Corp|Ltd|Plc|PLC|LLC|AG|NV|SA|Limited|Corporation|Company)\.?)+$")


def slug(name: str) -> str:
    """A name as an id: `Vladimir Putin` becomes `vladimir-putin`; never empty."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o").replace("Ø", "O"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+", "-", re.sub(r"['’.]", "", plain)).strip("-_") or "unnamed"


def without_article(word: str) -> str:
    """A word of an Arabic name without its article, which opens a sentence with a capital: "al-Rashidi"."""
    return re.sub(r"^(?:[Aa]l|[Ee]l)-(?=\w)", "", word)


def is_acronym(name: str, short: str) -> bool:
    """Whether the capitals are the initials of the name: `IAEA` of `International Atomic Energy Agency`."""
    name = _SUFFIX.sub("", name)
    letters = re.sub(r"[^A-Za-z]", "", short).casefold()
    words = [w for w in re.split(r"[\s/-]+", name) if w]
    strong = "".join(w[0] for w in words if w[0].isupper()).casefold()
    every = "".join(w[0] for w in words).casefold()
    return len(letters) > 1 and letters in (strong, every)


def are_initials(name: str, short: str) -> bool:
    """Whether capitals that a text puts behind a name can be for it, some words left out: `NUM`, `DFC`, `FAPM`."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not (letters.isupper() and 1 < len(letters) <= 8):
        return False
    firsts = iter(word[0].upper() for word in re.split(r"[\s/-]+", name) if word)
    return len(name.split()) > 1 and all(letter in firsts for letter in letters)
