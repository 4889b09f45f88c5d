"""What the learned part says of a document: which words say an act, which act, between whom, with which terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing.analysis.learned.document import Candidate, Document, RuleAct
from briefing.analysis.learned.encoder import Encoder
from briefing.analysis.learned.features import Ints, Syntax, windows
from briefing.analysis.learned.weights import Floats, Weights
from briefing.analysis.learned.wordpiece import WordPiece

ACTS = ("offer", "propose", "demand", "pledge", "accept", "reject", "threaten", "impose", "lift")
ANSWERS, MEASURES = ("accept", "reject"), ("impose", "lift")
_NARROW, _VIEWS = 64, 4
_LONGEST_TERMS = 60
_EDGES = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 48, 64])
_BUCKETS = 16
_STRETCH, _REACH = 600, 600
"""Words of a long document whose acts are looked at together, and words around them in which their parties stand."""


@dataclass(frozen=True, slots=True)
class TriggerScores:
    """A word that may say an act. `likely` is the chance that it says one, `counted` that a reader would count it.

    `acts` are chances in the order of `ACTS`. `proposers` and `recipients` are chances in the order of the document's
    candidates, the last of nobody. `terms` are the likeliest words of the terms, `sure` their chance.
    """

    word: int
    likely: float
    counted: float
    acts: tuple[float, ...]
    negated: float
    proposers: Floats
    recipients: Floats
    terms: tuple[int, int]
    sure: float


@dataclass(frozen=True, slots=True)
class StoryScores:
    """The words that may say an act, in order; for each word the chances to begin or go on with a name of an actor
    (columns 1 and 2; 0 is neither) and of a resource (4 and 5; 3 is neither).
    """

    triggers: tuple[TriggerScores, ...]
    names: Floats


class Network:
    """The network of a file of weights. Raises OSError or ValueError where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        weights = Weights(path)
        self._tokenizer = WordPiece(weights.text("vocabulary").split("\n"))
        self._encoder = Encoder(weights)
        layer = weights.layer
        self._tag_hidden, self._tag, self._names = layer("tag_hidden"), layer("tag"), layer("names")
        self._word, self._mention = layer("word"), layer("mention")
        self._all_mentions = layer("all_mentions")
        self._party_hidden, self._none_hidden = layer("party_hidden"), layer("none_hidden")
        self._compare, self._compared = layer("compare"), layer("compared")
        self._party, self._none = layer("party"), layer("none")
        self._ask, self._key, self._bias = layer("ask"), layer("key"), weights.array("bias")

    def read(self, document: Document, at_least: float, ruled: Sequence[RuleAct] = ()) -> StoryScores:
        """What is said of the words that are so likely to say an act, half so likely where the rules found one."""
        if not document.words:
            return StoryScores((), np.zeros((0, 6), dtype=np.float32))
        states, is_read = self._states(document)
        tags = self._tag(_positive(self._tag_hidden(states)))
        enough = np.full(len(states), at_least, dtype=np.float32)
        enough[[word for rule in ruled for word in rule.words]] = at_least / 2
        enough[~is_read] = np.inf
        chosen = np.flatnonzero(_chance(tags[:, 0]) >= enough)
        syntax = Syntax(document)
        said: list[TriggerScores] = []
        for words, candidates in _stretches(document, chosen, is_read):
            said.extend(self._score_triggers(syntax, states, tags, words, candidates))
        return StoryScores(tuple(said), self._name_chances(states, is_read))

    def _states(self, document: Document) -> tuple[Floats, NDArray[np.bool_]]:
        """A vector for each word, and whether a window holds it."""
        states = np.zeros((len(document.words), self._word.weight.shape[0]), dtype=np.float32)
        is_read = np.zeros(len(states), dtype=bool)
        for window in windows(document, self._tokenizer):
            states[slice(*window.own)] = self._encoder(window.pieces, window.places)
            is_read[slice(*window.own)] = True
        return states, is_read

    def _name_chances(self, states: Floats, is_read: NDArray[np.bool_]) -> Floats:
        scores = self._names(states)
        names = np.concatenate([_softmax(scores[:, :3], 1), _softmax(scores[:, 3:], 1)], axis=1)
        names[~is_read] = (1, 0, 0, 1, 0, 0)
        return names

    def _score_triggers(
        self, syntax: Syntax, states: Floats, tags: Floats, chosen: Ints, candidates: Ints
    ) -> Iterator[TriggerScores]:
        parties = self._parties(syntax, states, chosen, candidates)
        ask = self._ask(states[chosen])
        keys: dict[int, Floats] = {}
        chances, acts = _chance(tags[chosen][:, [0, 1, 11]]).tolist(), _softmax(tags[chosen, 2:11], 1).tolist()
        for row, word in enumerate(chosen.tolist()):
            spread = np.zeros((len(syntax.document.candidates) + 1, 2), dtype=np.float32)
            spread[[*candidates, -1]] = parties[row]
            low, high = syntax.sentence(word)
            if low not in keys:
                keys[low] = self._key(states[low:high])
            terms, sure = self._terms(ask[row], keys[low], word, low)
            yield TriggerScores(
                word,
                chances[row][0],
                chances[row][1],
                tuple(acts[row]),
                chances[row][2],
                spread[:, 0],
                spread[:, 1],
                terms,
                sure,
            )

    def _parties(self, syntax: Syntax, states: Floats, chosen: Ints, candidates: Ints) -> Floats:
        """The chances of some candidates and of nobody, by word and role."""
        none = _positive(self._none_hidden(states[chosen]))[:, None]
        if not len(candidates):
            return np.ones((len(chosen), 1, 2), dtype=np.float32)
        mention = self._mentions([syntax.document.candidates[i] for i in candidates], states)
        word = self._word(states[chosen])
        width = word.shape[1]
        matrix = self._party_hidden.weight
        alone = syntax.candidates[candidates]
        fixed = mention @ matrix[width : 2 * width] + alone @ matrix[3 * width : 3 * width + alone.shape[1]]
        hidden = (word @ matrix[:width] + self._party_hidden.bias)[:, None] + fixed
        pairs = syntax.pairs(chosen, candidates)
        for row in range(len(chosen)):
            hidden[row] += (mention * word[row]) @ matrix[2 * width : 3 * width]
            hidden[row] += pairs[row] @ matrix[3 * width + alone.shape[1] :]
        hidden = self._compared_with_others(np.concatenate([_positive(hidden), none], axis=1))
        scores = [self._party(hidden[:, :-1]), self._none(hidden[:, -1:])]
        return _softmax(np.concatenate(scores, axis=1), 1)

    def _mentions(self, found: Sequence[Candidate], states: Floats) -> Floats:
        """A vector for each candidate, with what is said of all mentions of its party."""
        heads = states[[c.head for c in found]]
        sums = _running_sums(states)
        first, last = (np.array([getattr(c, name) for c in found]) for name in ("first", "last"))
        average = (sums[last] - sums[first]) / (last - first)[:, None].astype(np.float32)
        mention = self._mention(np.concatenate([heads, average], axis=1))
        numbers: dict[str, int] = {}
        parties = np.array([numbers.setdefault(c.party, len(numbers)) for c in found])
        same = (parties[:, None] == parties[None]).astype(np.float32)
        return mention + self._all_mentions((same / same.sum(axis=1, keepdims=True)) @ mention)

    def _compared_with_others(self, hidden: Floats) -> Floats:
        """The candidates' vectors `[words, candidates, width]`, each with what the others bring to it."""
        parts = self._compare(hidden)
        parts = parts.reshape(*hidden.shape[:2], 3, _VIEWS, -1).transpose(2, 0, 3, 1, 4)
        query, key, value = parts
        chances = _softmax(query @ key.swapaxes(-1, -2) * np.float32(1 / sqrt(query.shape[-1])), -1)
        seen = (chances @ value).transpose(0, 2, 1, 3).reshape(hidden.shape)
        return hidden + _positive(self._compared(seen))

    def _terms(self, ask: Floats, key: Floats, word: int, low: int) -> tuple[tuple[int, int], float]:
        """The likeliest words of the terms, of a sentence that begins with the word `low`, and their chance."""
        far = np.arange(low, low + len(key)) - word
        place = np.sign(far) * np.searchsorted(_EDGES, np.abs(far), side="left") + _BUCKETS
        scale = np.float32(1 / sqrt(_NARROW))
        start = _softmax(key[:, :_NARROW] @ ask[:_NARROW] * scale + self._bias[0, place], 0)
        end = _softmax(key[:, _NARROW:] @ ask[_NARROW:] * scale + self._bias[1, place], 0)
        both = start[:, None] * end[None]
        rows = np.arange(len(start))
        both[(rows[None] < rows[:, None]) | (rows[None] - rows[:, None] >= _LONGEST_TERMS)] = 0
        best = int(both.argmax())
        return (low + best // len(start), low + best % len(start) + 1), float(both.flat[best])


def _stretches(document: Document, chosen: Ints, is_read: NDArray[np.bool_]) -> Iterator[tuple[Ints, Ints]]:
    """The chosen words stretch by stretch of a long document, each with the candidates that stand near enough."""
    heads = np.array([c.head for c in document.candidates], dtype=np.int64)
    whole = np.array([is_read[c.first : c.last].all() for c in document.candidates], dtype=bool)
    for start in range(0, len(document.words), _STRETCH):
        words = chosen[(chosen >= start) & (chosen < start + _STRETCH)]
        if len(words):
            near = (heads >= start - _REACH) & (heads < start + _STRETCH + _REACH)
            yield words, np.flatnonzero(near & whole)


def _running_sums(rows: Floats) -> Floats:
    """The sums of the first rows, from none to all. Row by row takes a quarter of the time of numpy's `cumsum`."""
    sums = np.zeros((len(rows) + 1, rows.shape[1]), dtype=np.float32)
    for i, row in enumerate(rows):
        np.add(sums[i], row, out=sums[i + 1])
    return sums


def _positive(x: Floats) -> Floats:
    return np.maximum(x, 0, out=x)


def _chance(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def _softmax(x: Floats, axis: int) -> Floats:
    e: Floats = x - x.max(axis=axis, keepdims=True)
    np.exp(e, out=e)
    e /= e.sum(axis=axis, keepdims=True)
    return e
