"""Words of news stories, and how much each of them says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

Vector = dict[str, float]
"""Words with their weights; its length is 1, or it is empty."""

_STORIES = 3_963
"""How many English news stories the words of `word_counts.txt` were counted in."""
_RARE = 2
"""In how many of them a word stands, on average, that is not in the file."""
_LEAST = 1.0
"""Words with a smaller weight ("said", "would") are left out of vectors."""
_KNOWN_PART = 0.6
"""A text is English enough to be compared by its words when this part of them is in the file."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in lower case, without the s of plurals."""
    return [_stem(word.lower()) for word in _WORD.findall(text)]


def weight(word: str) -> float:
    """Inverse document frequency: the logarithm of all stories over those with the word."""
    return math.log((_STORIES + 1) / (_counts().get(word, _RARE) + 1))


def vector(words: Iterable[str]) -> Vector:
    """TF-IDF of some words, of length 1."""
    counts = Counter(words)
    weights = {word: (1 + math.log(n)) * weight(word) for word, n in counts.items() if weight(word) > _LEAST}
    length = math.sqrt(sum(value * value for value in weights.values()))
    return {word: value / length for word, value in weights.items()}


def cosine(one: Vector, other: Vector) -> float:
    """From 0, nothing shared, to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other.get(word, 0.0) for word, value in one.items())


def is_english_enough(words: list[str]) -> bool:
    """Whether the counts say something about these words."""
    letters = [word for word in words if not word[0].isdigit()]
    return bool(letters) and sum(word in _counts() for word in letters) >= _KNOWN_PART * len(letters)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _counts() -> dict[str, int]:
    lines = files("briefing.clustering").joinpath("data/word_counts.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}
