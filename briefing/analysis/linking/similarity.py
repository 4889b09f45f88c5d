"""How much two candidates are alike, in act and in terms."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Span as Words

from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.vocabulary import words

_STEM = 6
"""Letters of a word that count: "resign" and "resignation" are one."""


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The content words of a text, lower-cased, without plural s, as stems."""
    found = (re.sub(r"(?<=[a-z]{3})s$", "", w) for w in re.findall(r"[a-z0-9][a-z0-9.,-]*", text.lower()))
    return frozenset(w.strip(".,-")[:_STEM] for w in found if w not in words("linking.stop_words"))


def _content(terms: Words) -> frozenset[str]:
    """The content words of terms; states count only where there is nothing else."""
    matter = content_words(" ".join(t.text for t in terms if t.ent_type_ not in ("GPE", "NORP")))
    return matter or content_words(terms.text)


def similarity(one: ActCandidate, other: ActCandidate) -> float:
    """How much the terms of two candidates share, from 0 to 1 (F1 of their content words)."""
    a, b = _content(one.terms), _content(other.terms)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def coverage(short: ActCandidate, full: ActCandidate) -> float:
    """How much of the terms of one candidate stands in those of another, from 0 to 1."""
    a, b = _content(short.terms), _content(full.terms)
    return len(a & b) / len(a) if a else 0.0
