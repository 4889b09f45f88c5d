"""What is compared of a story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zlib import crc32

from briefing.clustering.words import Vector, is_english_enough, vector, weight, words_of

_MOST_CHARACTERS = 12_000
"""News tells the event before that."""
_LEAD_WORDS = 120
_LEAD_SENTENCES = 5
_MOST_SENTENCES = 30
_FEWEST_WORDS_OF_SENTENCE = 4
_QUOTED = re.compile(r"[“\"]([^”\"]{15,})[”\"]")
_QUOTED_TOGETHER = 4
"""So many words of a quotation in a row are compared."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]{2,}")
_KEYS = 12
"""By how many of its most telling words a story is found."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Fingerprint:
    """A story as the clustering sees it."""

    title: str
    text: str
    at: datetime
    """When it was published, or first seen."""
    site: str
    """The host of its link, without `www.`."""
    feeds: frozenset[int] = frozenset()
    """The numbers of the feeds that show it."""

    @cached_property
    def body(self) -> str:
        """The part of the text that is compared."""
        return self.text[:_MOST_CHARACTERS]

    @cached_property
    def words(self) -> list[str]:
        """The words of the text."""
        return words_of(self.body)

    @cached_property
    def title_words(self) -> Vector:
        """The title as a vector."""
        return vector(words_of(self.title))

    @cached_property
    def lead(self) -> str:
        """The title and the first 120 words."""
        return f"{self.title} {' '.join(self.body.split()[:_LEAD_WORDS])}"

    @cached_property
    def lead_words(self) -> Vector:
        """The lead as a vector."""
        return vector(words_of(self.lead))

    @cached_property
    def _sentences(self) -> list[str]:
        parts = _SENTENCE_END.split(self.body)
        return [part for part in parts if len(part.split()) >= _FEWEST_WORDS_OF_SENTENCE]

    @cached_property
    def opening(self) -> Vector:
        """The title and the first five sentences as a vector."""
        return vector(words_of(". ".join([self.title, *self._sentences[:_LEAD_SENTENCES]])))

    @cached_property
    def sentences(self) -> list[Vector]:
        """The first thirty sentences as vectors."""
        return [vector(words_of(sentence)) for sentence in self._sentences[:_MOST_SENTENCES]]

    @cached_property
    def names(self) -> frozenset[str]:
        """The capitalised words of the lead, but those that begin a sentence."""
        return frozenset(word for name in _NAME.findall(self.lead) for word in words_of(name)[:1])

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of more than one digit."""
        return frozenset(word for word in self.words if word[0].isdigit() and len(word) > 1)

    @cached_property
    def quotation_shingles(self) -> frozenset[tuple[str, ...]]:
        """The shingles of the quotations: each four words in a row."""
        return frozenset(
            tuple(words[at : at + _QUOTED_TOGETHER])
            for words in map(words_of, _QUOTED.findall(self.body))
            for at in range(len(words) - _QUOTED_TOGETHER + 1)
        )

    @cached_property
    def days(self) -> frozenset[str]:
        """The days of the week that the lead names."""
        return frozenset(_DAYS).intersection(words_of(self.lead))

    @cached_property
    def is_english(self) -> bool:
        """Whether the weights of words say something about this story."""
        return is_english_enough(words_of(self.lead))

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """Numbers of its most telling words: reports of one event share several."""
        telling = sorted(self.opening, key=lambda word: (-self.opening[word], word))[:_KEYS]
        return tuple(crc32(word.encode()) for word in telling)


def shared_weight(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of the smaller set, weighted, that is in the other one; 0 where there is nothing to compare."""
    least = min(sum(map(weight, one)), sum(map(weight, other)))
    return sum(map(weight, one & other)) / least if least else 0.0
