"""When a name is a right one: equal to a right name, or that name with a title before it or an "of …" behind it.

A reader writes down the names that the story has, the analysis knows a party by its usual one: "U.S." means the United
States.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.analysis.names.gazetteer import Form, load
from briefing.analysis.vocabulary import shipped_vocabulary, using

_TITLE_WORDS, _WORDS_BEHIND = 3, 4
_STANDING_FOR_IT = (Form.NAME, Form.CAPITAL, Form.SEAT)
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
    given = plain(name)
    return any(_means(given, plain(r)) or given == _usual_name(r) for r in right)


@lru_cache(maxsize=100_000)
def _usual_name(name: str) -> str:
    """The plain usual name of a known party that another name of it, its capital or its seat stands for; "" if none."""
    with using(shipped_vocabulary("en")):
        found = next((match for match in load().matches(name) if match.end - match.start == len(name)), None)
    return plain(found.known.name) if found is not None and found.form in _STANDING_FOR_IT else ""


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
