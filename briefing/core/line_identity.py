"""Ids that survive re-analysis: a new line takes the id of the old one that it tells again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.core.analysis import Line, Party, Span

ALIKE = 1.0


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line with the words of its first evidence; offsets move when a story is edited, words seldom do.

    `corrected` is what the reader made of it, None where the reader said nothing, or that it is no line.
    """

    line: Line
    quote: str
    corrected: Line | None = None


def match_line_ids(
    old: Sequence[StoredLine], new: Sequence[StoredLine], fresh_id: Callable[[], str]
) -> tuple[Line, ...]:
    """The new lines in their order, each with the id of its likest old one, or a fresh id."""
    likeness = sorted(
        ((_likeness(was, now), -i, -j) for i, was in enumerate(old) for j, now in enumerate(new)), reverse=True
    )
    taken: dict[int, str] = {}
    used: set[int] = set()
    for alike, i, j in likeness:
        if alike >= ALIKE and -i not in used and -j not in taken:
            used.add(-i)
            taken[-j] = old[-i].line.id
    return tuple(replace(one.line, id=taken.get(j) or fresh_id()) for j, one in enumerate(new))


def corrected_lines_to_keep(old: Sequence[StoredLine], found: Sequence[Line], text: str) -> tuple[Line, ...]:
    """Old lines that nobody finds any more and the reader has corrected, at their quote, where it still stands."""
    ids = {line.id for line in found}
    kept = []
    for one in old:
        at = text.find(one.quote) if one.corrected is not None and one.line.id not in ids else -1
        if at >= 0 and one.quote:
            kept.append(_move(one.line, one.quote, at))
    return tuple(kept)


def _move(line: Line, quote: str, at: int) -> Line:
    """A line at another place of the text; where its parties are said is forgotten."""

    def without_spans(party: Party | None) -> Party | None:
        if party is None:
            return None
        return replace(party, span=None, joint=tuple(replace(one, span=None) for one in party.joint))

    start = at + max(0, quote.find(line.terms.text))
    return replace(
        line,
        evidence=(Span(at, at + len(quote)),),
        terms=replace(line.terms, span=Span(start, min(start + len(line.terms.text), at + len(quote)))),
        proposer=without_spans(line.proposer),
        recipient=without_spans(line.recipient),
        speaker=without_spans(line.speaker),
    )


def _likeness(was: StoredLine, now: StoredLine) -> float:
    same_quote = 0.3 * (was.quote == now.quote)
    return same_quote + max(_alike(one, now.line) for one in (was.line, was.corrected) if one is not None)


def _alike(was: Line, now: Line) -> float:
    same_act = was.act is now.act and was.negated == now.negated
    return shared_words(was.terms.text, now.terms.text) + 0.4 * same_act + 0.3 * (_name(was) == _name(now))


def _name(line: Line) -> str:
    return line.proposer.name if line.proposer else ""


def shared_words(one: str, other: str) -> float:
    """How many of their words two texts share, from 0 to 1."""
    a, b = _word_counts(one), _word_counts(other)
    if a.keys().isdisjoint(b):
        return 0.0
    shared = sum(min(count, b[word]) for word, count in a.items())
    return 2 * shared / (a.total() + b.total())


@lru_cache(20_000)
def _word_counts(words: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", words.casefold()))
