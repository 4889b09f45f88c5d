"""For how long, or until when: a quantity where the terms have no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis import vocabulary

_TIMES = frozenset({"DATE", "TIME"})
_UNIT = re.compile(r"(?:second|minute|hour|day|week|month|year|decade)s?$")
_COMPOUND = re.compile(r"(?:\d+|[a-z]+)[- ](?:hour|day|week|month|year|decade)s?\b", re.IGNORECASE)


def duration_of(trigger: Token, terms: Words) -> str | None:
    """How long what is put or done lasts, or when it ends, by the words around: "15 years", "until Friday"."""
    for preposition in _prepositions(trigger, terms):
        for time in preposition.children:
            if time.dep_ != "pobj" or not (time.ent_type_ in _TIMES or _UNIT.search(time.lower_)):
                continue
            words = time.doc[time.left_edge.i : time.i + 1].text
            if preposition.lower_ in vocabulary.words("resources.end_prepositions"):
                return f"{preposition.text} {words}"
            if _UNIT.search(time.lower_) and any(t.like_num for t in time.lefts):
                return words
    compound = _COMPOUND.search(terms.text)
    return compound[0] if compound and _is_number(compound[0]) else None


def _prepositions(trigger: Token, terms: Words) -> Iterator[Token]:
    heads = (trigger, terms.root, *(t for t in terms))
    found = (c for head in heads for c in head.children if c.dep_ == "prep")
    lasting = vocabulary.words("resources.end_prepositions") | vocabulary.words("resources.length_prepositions")
    return (c for c in found if c.lower_ in lasting)


def _is_number(words: str) -> bool:
    first = re.split("[- ]", words)[0].lower()
    return first.isdigit() or first in vocabulary.words("resources.small_numbers")
