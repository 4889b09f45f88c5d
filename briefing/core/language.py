"""The language of a text, detected by its letters and by the small words that every sentence needs.

Only English is analysed, so a text counts as foreign when much speaks for it and little for English; a headline, a
name or a list of prices, which have no small words, are left undecided and read as English.
"""

from __future__ import annotations

import re
import string
from collections import Counter

from briefing.core.language_data import NAMES, SAME_SCRIPT, SCRIPTS, SMALL_WORDS

ENGLISH = "en"
_READ = 4_000
"""Characters that are looked at."""
_FEWEST = 10
"""Words that a text needs before its language is detected by them."""
_KINDS = 3
"""Different small words of a language that must be seen before a text is taken for it."""
_SHARE = 0.12
"""The share of all words that these must have."""
_LEAD = 1.5
"""How many times the small words of English they must outnumber."""

_SIGN_WEIGHT = {"zh": 3, "ja": 3, "ko": 2}
"""How many letters it takes to say what one sign says."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER = re.compile(f"[{''.join(letters for _, letters in SCRIPTS)}]")
_IN_SCRIPT = tuple((code, re.compile(f"[{letters}]")) for code, letters in SCRIPTS)
_ENGLISH_TOO = frozenset(
    [
        *SMALL_WORDS[ENGLISH].split(),
        *["in", "on", "no", "do", "so", "me", "man", "war", "men", "also", "over", "under", "per"],
        *string.ascii_lowercase,
    ]
)
_LISTS = {
    code: frozenset(word for word in words.split() if code == ENGLISH or word not in _ENGLISH_TOO)
    for code, words in SMALL_WORDS.items()
}


def language(text: str) -> str:
    """The ISO 639-1 code of the language, as `de`; empty where it is not known."""
    read = text[:_READ]
    return _by_script(read) or _by_words(read)


def is_read(code: str) -> bool:
    """Whether texts of this language are analysed: English ones, and those whose language is not known."""
    return code in ("", ENGLISH)


def unread(code: str) -> str:
    """The sentence that says why a story in this language has no actors and offers."""
    return f"This story is in {name(code)}; only English is read for actors, resources and offers."


def name(code: str) -> str:
    """The language's name in English; a code that is not known is its own name."""
    return NAMES.get(code, code)


def _by_script(text: str) -> str:
    """The language of a text that is mostly in other than Latin letters."""
    if not _OTHER.search(text):
        return ""
    counted = {code: _SIGN_WEIGHT.get(code, 1) * len(letters.findall(text)) for code, letters in _IN_SCRIPT}
    foreign = sum(counted.values())
    if foreign <= len(_LATIN.findall(text)):
        return ""
    if counted["ja"] > foreign / 10:
        return "ja"
    code = max(counted, key=lambda found: counted[found])
    lower = text.lower()
    near = (other for other, letters in SAME_SCRIPT.get(code, ()) if any(letter in lower for letter in letters))
    return next(near, code)


def _by_words(text: str) -> str:
    words = Counter(_WORD.findall(text.lower()))
    total = words.total()
    seen = {code: [words[word] for word in small if word in words] for code, small in _LISTS.items()}
    english = sum(seen.pop(ENGLISH))
    best = max(seen, key=lambda code: sum(seen[code]))
    hits = sum(seen[best])
    if total >= _FEWEST and len(seen[best]) >= _KINDS and hits >= _SHARE * total and hits > _LEAD * english:
        return best
    return ENGLISH if english else ""
