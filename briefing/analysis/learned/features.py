"""A document as numbers: windows of pieces for the encoder, and what the syntax says of a word and a candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.analysis.learned.document import Document
from briefing.analysis.learned.wordpiece import WordPiece

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LONGEST = 480
"""Pieces of a window. Many a story fits into one."""
_CORE, _BEFORE, _LEAD = 320, 70, 80
"""Pieces of a longer story's window that are its own, of what stands right before, and of how the story begins."""
_PIECES = 8
"""Pieces of one word at most."""

_KINDS = ("person", "state", "body", "company", "group", "")
_SORTS = ("name", "pronoun", "description", "phrase")
_DEPS = ("nsubj", "nsubjpass", "poss", "dobj", "dative", "pobj", "compound", "appos", "conj", "amod", "attr", "ROOT")
_DIRECT = ("nsubj", "nsubjpass", "dobj", "dative", "poss", "compound", "amod", "agent")
_PREPOSITIONS = ("to", "on", "upon", "by", "from", "with", "of", "for", "against", "between", "at", "in")
_DISTANCES = (-3, -2, -1, 0, 1)


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at a time: the words `own`, `[first, last)`, as `pieces`, with others around them.

    `places` is for each of its own words the number of its first piece in `pieces`.
    """

    own: tuple[int, int]
    pieces: Ints
    places: Ints


def windows(document: Document, tokenizer: WordPiece) -> Iterator[Window]:
    """The windows of a document. Each word is in one of them, but for the end of an endless sentence.

    A window of a longer story begins with how the story begins, which tells whom it is about.
    """
    pieces = [tokenizer.pieces(w.text)[:_PIECES] for w in document.words]
    bounds = np.concatenate([[0], np.cumsum([len(p) for p in pieces], dtype=np.int64)])
    room = LONGEST - 2
    for first, last in _cores(document.sentences, bounds, room):
        start, end = document.sentences[first][0], document.sentences[last - 1][1]
        while end > start + 1 and bounds[end] - bounds[start] > room:
            end -= 1
        left = room - int(bounds[end] - bounds[start])
        begin = start
        for before, _ in reversed(document.sentences[:first]):
            if bounds[start] - bounds[before] > min(_BEFORE, left):
                break
            begin = before
        left -= int(bounds[start] - bounds[begin]) + 1
        ends = (stop for _, stop in document.sentences[:first] if stop <= begin and bounds[stop] <= min(_LEAD, left))
        lead = [n for p in pieces[: max(ends, default=0)] for n in p]
        parts = [[tokenizer.begin], *([lead, [tokenizer.end]] if lead else []), *pieces[begin:end], [tokenizer.end]]
        behind = 1 + (len(lead) + 1 if lead else 0)
        numbers = np.array([n for part in parts for n in part])
        yield Window((start, end), numbers, bounds[start:end] - bounds[begin] + behind)


def _cores(sentences: Sequence[tuple[int, int]], bounds: Ints, room: int) -> Iterator[tuple[int, int]]:
    """Runs of sentences: all of them where they fit, else as many as a core has room for."""
    limit = room if bounds[-1] <= room else _CORE
    first = 0
    while first < len(sentences):
        last = first + 1
        while last < len(sentences) and bounds[sentences[last][1]] - bounds[sentences[first][0]] <= limit:
            last += 1
        yield first, last
        first = last


class Syntax:
    """What is known of the words and candidates of a document before anything is learned."""

    def __init__(self, document: Document) -> None:
        self.document = document
        words = document.words
        self._heads = np.array([w.head for w in words], dtype=np.int64)
        self._deps = [w.dep for w in words]
        self._sentence = np.zeros(len(words), dtype=np.int64)
        for i, (first, last) in enumerate(document.sentences):
            self._sentence[first:last] = i

    def sentence(self, word: int) -> tuple[int, int]:
        """The words of the sentence around a word."""
        return self.document.sentences[int(self._sentence[word])]

    @cached_property
    def _at(self) -> Ints:
        return np.array([c.head for c in self.document.candidates], dtype=np.int64)

    @cached_property
    def candidates(self) -> Floats:
        """What is known of each candidate alone: its kind, sort, relation, and how often its party is mentioned."""
        found = self.document.candidates
        often = Counter(c.party for c in found)
        first: dict[str, int] = {}
        for i, c in enumerate(found):
            first.setdefault(c.party, i)
        facts = (
            np.log1p([often[c.party] for c in found]) / 2.5,
            [i == first[c.party] for i, c in enumerate(found)],
            [c.name[:1].isupper() for c in found],
        )
        marks = (
            _codes([c.kind for c in found], _KINDS)[:, None] == np.arange(len(_KINDS)),
            _codes([c.sort for c in found], _SORTS)[:, None] == np.arange(len(_SORTS)),
            _codes([self._deps[c.head] for c in found], _DEPS)[:, None] == np.arange(len(_DEPS)),
        )
        return np.concatenate([*marks, np.stack(facts, axis=1)], axis=1).astype(np.float32)

    @cached_property
    def _places(self) -> dict[str, Ints]:
        """The relation of each word, and the preposition that it is, as numbers; -1 for any other."""
        return {
            "direct": _codes(self._deps, _DIRECT),
            "object": _codes(self._deps, ("pobj", "pcomp")),
            "preposition": _codes([w.text.lower() for w in self.document.words], _PREPOSITIONS),
        }

    @cached_property
    def _depth(self) -> Ints:
        """For each word its governors, up to six, as rows."""
        chain = [np.arange(len(self._heads))]
        for _ in range(6):
            chain.append(self._heads[chain[-1]])
        return np.stack(chain)

    def pairs(self, said: Ints, chosen: Ints) -> Floats:
        """What relates words that say an act to each of the chosen candidates: `[words, candidates, facts]`."""
        heads, at, word = self._heads, self._at[chosen][None], said[:, None]
        distance = self._sentence[at] - self._sentence[word]
        apart = at - word
        near = distance == 0
        first, second = heads[at], heads[heads[at]]
        deps = self._places["direct"][at]
        preps = self._places["preposition"][first]
        is_object = self._places["object"][at] >= 0
        governor, upper = heads[word], heads[heads[word]]
        columns: list[Any] = [distance == k for k in _DISTANCES]
        columns += [distance < -3, distance > 1]
        columns += [near & (apart < 0), near & (apart > 0), np.log1p(np.abs(apart)) / 5, near / (1 + np.abs(apart) / 5)]
        child = (first == word) & (at != word)
        columns += [child & (deps == i) for i in range(len(_DIRECT))] + [child]
        behind = (second == word) & is_object & (first != word)
        columns += [behind & (preps == i) for i in range(len(_PREPOSITIONS))] + [behind]
        beside = (first == governor) & (at != word) & (governor != word)
        columns += [beside & (deps == i) for i in (0, 1, 2, 3, 4)] + [beside & ((deps < 0) | (deps > 4))]
        columns += [(second == governor) & is_object & (governor != word)]
        above = (first == upper) & (upper != governor) & (upper != word)
        columns += [above & (deps == 0), above & (deps != 0)]
        clause = (second == word) & ~is_object & (first != word)
        columns += [clause & (deps == 0), clause & (deps == 2), clause & (deps != 0) & (deps != 2)]
        chain = self._depth
        columns += [np.any(chain[:, at] == word, axis=0), np.any(chain[:, word] == at, axis=0)]
        pairs = np.empty((*apart.shape, len(columns)), dtype=np.float32)
        for i, column in enumerate(columns):
            pairs[..., i] = column
        return pairs


def _codes(values: Sequence[str], known: Sequence[str]) -> Ints:
    """The places of values among known ones; -1 for any other."""
    numbers = {v: i for i, v in enumerate(known)}
    return np.array([numbers.get(v, -1) for v in values], dtype=np.int64)


def sizes() -> tuple[int, int]:
    """How many numbers describe a candidate alone, and a pair."""
    alone = len(_KINDS) + len(_SORTS) + len(_DEPS) + 3
    pair = len(_DISTANCES) + 2 + 4 + len(_DIRECT) + 1 + len(_PREPOSITIONS) + 1 + 6 + 1 + 2 + 3 + 2
    return alone, pair
