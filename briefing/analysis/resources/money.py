"""Sums of money that are bargained over: "$500 million in aid", "a 40 dlr per share offer"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.text.parsed_story import window
from briefing.core.quantities import sums

_NEAR = 9
_RIGHT_BEFORE = 4
_RIGHT_BEHIND = 2


def sums_bargained(
    doc: Doc, bargaining: frozenset[str], market: frozenset[str], reported: frozenset[str], results: frozenset[str]
) -> Iterator[Span]:
    """The sums with a lemma of `bargaining` and none of `results` near, none of `market` right before, none of
    `reported` right behind."""
    for start, end in sums(doc.text):
        words = doc.char_span(start, end, alignment_mode="expand")
        if words is None:
            continue
        first, last = window(words[0], _NEAR)
        around = doc[first:last]
        close = doc[max(first, words.start - _RIGHT_BEFORE) : words.start]
        behind = doc[words.end : min(last, words.end + _RIGHT_BEHIND)]
        if not _says(around, bargaining) or _says(around, results):
            continue
        if not _says(close, market) and not _says(behind, reported):
            yield words


def _says(words: Span, lemmas: frozenset[str]) -> bool:
    return any(token.lemma_.lower() in lemmas or token.lower_ in lemmas for token in words if not _is_firm(token))


def _is_firm(token: Token) -> bool:
    """Whether the word is a company, where prices may be firm too."""
    return token.lower_ in vocabulary.words("resources.firm") and token.pos_ == "NOUN"
