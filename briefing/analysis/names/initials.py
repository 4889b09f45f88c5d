"""Initials of names, and names without their article."""

from __future__ import annotations

import re

_SUFFIX = re.compile(r"(?:,?\s+(?:Inc|Co|Corp|Ltd|Plc|PLC|LLC|AG|NV|SA|Limited|Corporation|Company)\.?)+$")


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


def is_short_form(name: str, short: str) -> bool:
    """Whether a short form has letters of a name, in their order from the beginning of a word: `NORAD`, `HIMARS`."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not (letters[:1].isupper() and sum(map(str.isupper, letters)) > 1 and 2 < len(letters) <= 8):
        return False
    words = [word for word in re.split(r"[\s/-]+", name.casefold()) if word]
    wanted = letters.casefold()
    return len(words) > 1 and any(
        words[start].startswith(wanted[0]) and _stand_in_order(wanted, "".join(words[start:]))
        for start in range(len(words))
    )


def _stand_in_order(letters: str, text: str) -> bool:
    left = iter(text)
    return all(letter in left for letter in letters)
