"""When two wordings say the same: names of parties, and terms."""

from __future__ import annotations

import re
from collections import Counter

LIGHT = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "as",
        "and",
        "or",
        "but",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "he",
        "his",
        "she",
        "her",
        "they",
        "their",
        "we",
        "our",
        "i",
        "my",
        "you",
        "your",
        "not",
        "no",
        "any",
        "some",
        "more",
        "most",
        "also",
        "than",
        "would",
        "will",
        "could",
        "should",
        "may",
        "might",
        "can",
        "so",
    ]
)
LINKS = frozenset(
    [
        "of",
        "to",
        "in",
        "on",
        "at",
        "with",
        "from",
        "for",
        "by",
        "against",
        "between",
        "near",
        "under",
        "over",
        "into",
        "and",
        "or",
    ]
)
PRONOUNS = frozenset(
    [
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "they",
        "them",
        "their",
        "theirs",
        "we",
        "us",
        "our",
        "i",
        "me",
        "my",
        "you",
        "your",
        "who",
        "whom",
        "whose",
        "this",
        "that",
        "these",
        "those",
        "both",
        "each",
        "all",
        "one",
        "ones",
        "itself",
        "himself",
        "herself",
        "themselves",
    ]
)
DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "both", "its", "his", "her", "their", "our", "two"]
)


def content(words: str) -> Counter[str]:
    """Words that carry meaning, in lower case, without endings of possession and number."""
    found = re.findall(r"[^\W_](?:[\w.,%'’-]*[\w%])?", words.lower())
    plain = [re.sub(r"(?<=\w{3})s$", "", re.sub(r"['’]s?$", "", word)) for word in found]
    return Counter(word for word in plain if word not in LIGHT)


def similarity(one: str, other: str) -> float:
    """F1 of the words that two wordings share, 0 to 1."""
    left, right = content(one), content(other)
    shared = (left & right).total()
    return 2 * shared / (left.total() + right.total()) if shared else 0.0


def same_name(given: str, right: str) -> bool:
    """Whether a name is the right one, up to a title of three words before it or an "of …" after it."""
    given, right = _bare(given), _bare(right)
    if given == right:
        return True
    match = re.search(rf"(?<!\w){re.escape(right)}(?=$| of )", given)
    if match is None:
        return False
    before, after = given[: match.start()].split(), given[match.end() :].split()
    return len(before) <= 3 and len(after) <= 4 and not LINKS & set(before[-1:])


def last_word(words: str) -> str:
    """The word that a phrase ends on, which tells what it is."""
    found = re.findall(r"\w[\w-]*", re.sub(r"['’]s?$", "", words.strip().lower()))
    return re.sub(r"(?<=\w{3})s$", "", found[-1]) if found else ""


def is_description(words: str) -> bool:
    """A pronoun, or a phrase without a name in it, as "the company"."""
    given = words.split()
    if len(given) == 1 and given[0].lower() in PRONOUNS:
        return True
    if given and given[0].lower() in DETERMINERS:
        given = given[1:]
    return not any(word[:1].isupper() for word in given)


def _bare(name: str) -> str:
    name = re.sub(r"\b(?:[A-Za-z]\.){2,}", lambda match: match[0].replace(".", ""), name)
    name = re.sub(r"['’]s?(?!\w)", "", name.lower())
    return re.sub(r"^(?:the|an?) ", "", " ".join(re.findall(r"[^\s\"“”.,]+", name)))
