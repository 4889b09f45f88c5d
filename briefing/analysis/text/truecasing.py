"""Headlines In Title Case And HEADLINES IN CAPITALS, put back into sentence case before they are parsed.

The parser takes every capitalised word for a name. The story itself tells which words are names: those that it writes
with a capital in the middle of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language

from briefing.analysis.vocabulary import table, words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?:;”\"'’)\]]\s*$|^\s*$|\n\s*$")
_HEADLINE = 0.6
"""The share of words with a capital from which a text counts as a headline in title case."""
_FEW = 3
_ACRONYM = 4
"""Capitals up to this length may be an acronym and stay."""


@dataclass(frozen=True, slots=True)
class Casing:
    """Which words a story writes small and which it writes with a capital inside sentences, in lower case."""

    small: frozenset[str]
    capital: frozenset[str]
    common: frozenset[str]

    @classmethod
    def of(cls, nlp: Language, text: str) -> Casing:
        """Learnt from the body of a story; the pipeline's stop words and verbs are common words."""
        small: set[str] = set()
        capital: set[str] = set()
        for match in _WORD.finditer(text):
            word = match.group()
            if word.islower():
                small.add(word)
            elif not word.isupper() and not _SENTENCE_END.search(text, max(0, match.start() - 4), match.start()):
                capital.add(word.lower())
        return cls(frozenset(small), frozenset(capital), _common(nlp))

    def sentence(self, text: str) -> str:
        """The text with common words made small if it is a headline in title case or capitals; of the same length."""
        words = _WORD.findall(text)
        if len(words) < _FEW or sum(not w[0].islower() for w in words) < _HEADLINE * len(words):
            return text
        shouted = sum(w.isupper() for w in words) > _HEADLINE * len(words)
        recased = _WORD.sub(lambda m: self._recase_word(m.group(), m.start() == 0, shouted), text)
        return recased if len(recased) == len(text) else text

    def _recase_word(self, word: str, first: bool, shouted: bool) -> str:
        if word in words("text.names_in_capitals"):
            return word
        low = word.lower()
        named = low in self.capital or low in words("text.names_like_verbs")
        if named or (low not in self.small and not self._is_common(low)):
            return word.capitalize() if shouted and (named or len(word) > _ACRONYM) else word
        if word.isupper() and not shouted:
            return word
        return low.capitalize() if first else low

    def _is_common(self, word: str) -> bool:
        if word in self.common:
            return True
        rows = table("text.inflections")
        stems = (word.removesuffix(ending) + put for put, endings in rows.items() for ending in endings)
        return any(stem in self.common for stem in stems)


@lru_cache(maxsize=1)
def _common(nlp: Language) -> frozenset[str]:
    return frozenset(nlp.Defaults.stop_words) | _verbs(nlp)


def _verbs(nlp: Language) -> frozenset[str]:
    """The verbs of the pipeline's lemmatizer, where it has such a table."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(lookups.get_table("lemma_index").get("verb", ()))
