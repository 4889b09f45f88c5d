"""A line of a story as it is compared with others: its words, its keys, and what all comparisons ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from functools import cached_property
from zlib import crc32

from briefing.clustering.words import Vector, cosine, vector, weight, words_of
from briefing.core.ledger.lines import LedgerLine, LineParty
from briefing.core.party_names import PartyNames

_WORDS_TOLD = 4
_KEY_WORDS = 6
WITHIN = timedelta(days=60)
"""How far apart two lines may be told: demands stand for weeks."""
OF_ONE_KEY, LIKELIEST = 24, 14
"""How many entries are looked at: the newest of each key, and of those the likeliest."""
_SAYS_WHAT = 3.0
"""From which weight a word of a resource says which one it is: "aluminum", not "goods"."""
ALIKE = 0.3
"""Above this cosine, sentences or stories say nearly the same."""


class ComparedLine:
    """A line with what is computed of it once, however often it is compared."""

    def __init__(self, line: LedgerLine) -> None:
        self.line = line

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names of its parties: two lines of one pair share them whatever they say."""
        parties = (self.line.proposer, self.line.recipient)
        return frozenset(word for party in parties if party for key in party.keys for word in words_of(key))

    @cached_property
    def terms(self) -> Vector:
        """The words of the terms and the quantity, without names."""
        words = words_of(f"{self.line.terms} {self.line.quantity}")
        return vector([word for word in words if word not in self.names])

    @cached_property
    def quote(self) -> Vector:
        """The words of the sentence, without names."""
        return vector([word for word in words_of(self.line.quote) if word not in self.names])

    @cached_property
    def sentence(self) -> Vector:
        """All words of the sentence, names too."""
        return vector(words_of(self.line.quote))

    @cached_property
    def matter(self) -> Vector:
        """All words of the terms and the quantity, names too."""
        return vector(words_of(f"{self.line.terms} {self.line.quantity}"))

    @cached_property
    def goods(self) -> frozenset[str]:
        """The words of the resources that it names, but for sums of money."""
        named = (words_of(name) for name in self.line.resources if not any(c.isdigit() for c in name))
        return frozenset(word for words in named for word in words if weight(word) > _SAYS_WHAT)

    @cached_property
    def content(self) -> frozenset[str]:
        """The words of the terms that say something."""
        return frozenset(self.terms)


def keys(line: ComparedLine, names: PartyNames) -> dict[int, int]:
    """Numbers by which a line is found among others, with how much each counts: a side with a word, or both sides."""
    sides = [names.party(p.side) for p in (line.line.proposer, line.line.recipient) if p is not None]
    resources = {word for name in line.line.resources for word in name.casefold().split()}
    words = sorted(line.content | resources, key=lambda word: (-weight(word), word))[:_KEY_WORDS]
    found = {crc32(f"{side}\0{word}".encode()): 1 for side in sides for word in words}
    if len(sides) == 2:
        found[crc32("\0\0".join(sorted(sides)).encode())] = 2
    return found


def on_one_matter(one: ComparedLine, other: ComparedLine) -> bool:
    """Whether the terms of one are found in what the other says, be it one telling word, or both name a resource.

    Where neither finds the other's words, "revenge" and "punish", the rest of the two sentences may tell.
    """
    if not one.terms or not other.terms or set(one.line.resources) & set(other.line.resources):
        return True
    if _tell_of_other_goods(one, other):
        return False
    is_found = max(cosine(one.terms, other.quote), cosine(other.terms, one.quote)) >= FOUND
    return is_found or cosine(one.quote, other.quote) >= MUCH


def _tell_of_other_goods(one: ComparedLine, other: ComparedLine) -> bool:
    """Whether each names goods that the other's sentence does not: tariffs on drugs are not those on wine."""
    if not one.goods or not other.goods:
        return False
    return one.goods.isdisjoint(words_of(other.line.quote)) and other.goods.isdisjoint(words_of(one.line.quote))


def has_terms_in(one: ComparedLine, others: Collection[str]) -> bool:
    """Whether most words of the terms, by their weight, are among others."""
    found = found_in(one.content, others)
    return sum(map(weight, found)) >= _MOST * sum(map(weight, one.content)) > 0


def found_in(words: Iterable[str], others: Collection[str]) -> frozenset[str]:
    """The words that are among others, in whatever form: "open" is in "opening"."""
    return frozenset(word for word in words if any(_are_of_one_stem(word, other) for other in others))


def _are_of_one_stem(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _STEM and longer.startswith(shorter))


_STEM = 4
"""So many letters a word has at least that other words begin with."""
_MOST = 0.75
"""The share of terms, by the weight of their words, that says which matter they are about."""
FOUND, MUCH = 0.05, 0.45
"""From which cosines on the terms of one line are found in another's sentence, and two sentences say much the same."""


def agreement(one: LineParty | None, other: LineParty | None) -> float:
    """1 for the same side, -1 for another one, 0 where somebody is not named."""
    if one is None or other is None:
        return 0.0
    return 1.0 if one.is_with(other) else -1.0


def common_words(one: ComparedLine, other: ComparedLine) -> str:
    """The telling words that the terms of both have, the rarest first, with commas between them."""
    common = sorted(one.content & other.content, key=lambda word: (-weight(word), word))
    return ", ".join(common[:_WORDS_TOLD])
