"""When a name is a right one: equal to a right name, or that name with a title before it or an "of …" behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_TITLE_WORDS, _WORDS_BEHIND = 3, 4
_PREPOSITIONS = frozenset(
    ["to", "in", "on", "at", "with", "from", "for", "by", "against", "between", "near", "under", "over", "into"]
)


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """A name in small letters, without article, possessive, quotes and the dots of abbreviations."""
    name = re.sub(r"\b((?:[A-Za-z]\.){2,})", lambda m: m.group(1).replace(".", ""), name)
    name = re.sub(r"['’]s?(?!\w)", "", name.lower())
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[\s\"“”.,]+", " ", name).strip())


def is_right(name: str, right: Sequence[str]) -> bool:
    """Whether a name means one of the right names."""
    return any(_means(plain(name), plain(r)) for r in right)


@lru_cache(maxsize=400_000)
def _means(given: str, right: str) -> bool:
    if given == right:
        return True
    if not right or right not in given:
        return False
    found = re.search(rf"(?<!\w){re.escape(right)}(?= of |$)", given)
    if found is None:
        return False
    before = given[: found.start()].split()
    behind = given[found.end() :].split()
    return len(before) <= _TITLE_WORDS and not _PREPOSITIONS & set(before[-1:]) and len(behind) <= _WORDS_BEHIND
