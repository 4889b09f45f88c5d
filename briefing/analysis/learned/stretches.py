"""The stretches of words that the network takes for names of actors or of resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.weights import Floats

AMOUNTS = frozenset({"QUANTITY", "CARDINAL", "ORDINAL", "DATE", "TIME", "PERCENT"})
"""What the parser calls amounts, which are no names."""
_LAST = ("NOUN", "PROPN", "NUM")
_FIRST = (*_LAST, "ADJ", "VERB", "SYM")
"""What a name may begin and end with."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The columns of a kind of name in the network's answer, and from which chance a word begins one, or goes on."""

    column: int
    least: float
    goes_on: float


ACTORS, RESOURCES = Bounds(0, 0.6, 0.4), Bounds(3, 0.6, 0.3)


def stretches(story: DocumentMap, names: Floats, bounds: Bounds) -> Iterator[tuple[int, int]]:
    """The runs of words that are a name by the network: the first begins it or goes on, the others go on.

    A name ends with its passage: none goes on from the title to the text.
    """
    begins, goes_on = names[:, bounds.column + 1], names[:, bounds.column + 2]
    chances = begins + goes_on
    first = 0
    while first < len(names):
        last = first + 1
        if chances[first] >= bounds.least:
            end = story.passage_end(first)
            while last < end and chances[last] >= bounds.goes_on and goes_on[last] >= begins[last]:
                last += 1
            yield first, last
        first = last


def trimmed(story: DocumentMap, first: int, last: int) -> tuple[int, int]:
    """A stretch from its first to its last word with content; empty where it has none that could be a name's last."""
    words = story.document.words
    while first < last and words[first].pos not in _FIRST:
        first += 1
    while first < last and words[last - 1].pos not in _LAST:
        last -= 1
    return first, last
