"""What the learned part says of a document: which words say an act, which act, between whom, with which terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing.analysis.learned.document import Document, RuleAct
from briefing.analysis.learned.encoder import Encoder
from briefing.analysis.learned.features import Syntax, Window, ruled_act, ruled_pair, windows
from briefing.analysis.learned.weights import Floats, Weights
from briefing.analysis.learned.wordpiece import WordPiece

ACTS = ("offer", "propose", "demand", "pledge", "accept", "reject", "threaten", "impose", "lift")
_NARROW = 64
_LONGEST_TERMS = 60
_EDGES = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 48, 64])
_BUCKETS = 16


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
        self._party_hidden, self._party = layer("party_hidden"), layer("party")
        self._none_hidden, self._none = layer("none_hidden"), layer("none")
        self._ask, self._key, self._bias = layer("ask"), layer("key"), weights.array("bias")

    def read(self, document: Document, at_least: float, ruled: Sequence[RuleAct] = ()) -> StoryScores:
        """What is said of the words that are so likely to say an act, half so likely where the rules found one."""
        rules = {word: rule for rule in ruled for word in rule.words}
        syntax = Syntax(document)
        said: list[TriggerScores] = []
        names = np.zeros((len(document.words), 6), dtype=np.float32)
        names[:, [0, 3]] = 1
        for window in windows(document, self._tokenizer):
            states = self._encoder(window.pieces, window.places)
            tags = self._tag(_positive(self._tag_hidden(states)))
            own = slice(window.own[0] - window.start, window.own[1] - window.start)
            for first in (0, 3):
                names[slice(*window.own), first : first + 3] = _softmax(self._names(states)[own, first : first + 3], 1)
            likely = _chance(tags[:, 0])
            chosen = [w for w in range(own.start, own.stop) if likely[w] >= _least(at_least, w + window.start in rules)]
            if chosen:
                said.extend(self._score_triggers(document, syntax, window, states, tags, chosen, rules))
        return StoryScores(tuple(said), names)

    def _score_triggers(
        self,
        document: Document,
        syntax: Syntax,
        window: Window,
        states: Floats,
        tags: Floats,
        chosen: list[int],
        rules: Mapping[int, RuleAct],
    ) -> Iterator[TriggerScores]:
        inside = [i for i, c in enumerate(document.candidates) if window.start <= c.first and c.last <= window.end]
        found = [rules.get(w + window.start) for w in chosen]
        parties = self._parties(document, syntax, window, states, chosen, found, np.array(inside, dtype=np.int64))
        ask = self._ask(states[chosen])
        for row, word in enumerate(chosen):
            spread = np.zeros((len(document.candidates) + 1, 2), dtype=np.float32)
            spread[[*inside, -1]] = parties[row]
            low, high = syntax.sentence(word + window.start)
            terms, sure = self._terms(ask[row], states, word, low - window.start, min(high, window.end) - window.start)
            yield TriggerScores(
                word + window.start,
                float(_chance(tags[word, 0])),
                float(_chance(tags[word, 1])),
                tuple(float(x) for x in _softmax(tags[word, 2:11], 0)),
                float(_chance(tags[word, 11])),
                spread[:, 0],
                spread[:, 1],
                (terms[0] + window.start, terms[1] + window.start),
                sure,
            )

    def _parties(
        self,
        document: Document,
        syntax: Syntax,
        window: Window,
        states: Floats,
        chosen: list[int],
        rules: Sequence[RuleAct | None],
        inside: NDArray[np.int64],
    ) -> Floats:
        """The chances of the candidates inside the window and of nobody, by word and role."""
        said = np.concatenate([states[chosen], np.stack([ruled_act(rule) for rule in rules])], axis=1)
        none = self._none(_positive(self._none_hidden(said)))[:, None]
        if not len(inside):
            return np.ones_like(none)
        found = [document.candidates[i] for i in inside]
        heads = states[[c.head - window.start for c in found]]
        sums = np.concatenate([np.zeros((1, states.shape[1]), dtype=np.float32), np.cumsum(states, axis=0)])
        first, last = (np.array([getattr(c, name) - window.start for c in found]) for name in ("first", "last"))
        average = (sums[last] - sums[first]) / (last - first)[:, None].astype(np.float32)
        mention = self._mention(np.concatenate([heads, average], axis=1))
        word = self._word(states[chosen])
        width = word.shape[1]
        matrix = self._party_hidden.weight
        alone = syntax.candidates[inside]
        fixed = mention @ matrix[width : 2 * width] + alone @ matrix[3 * width : 3 * width + alone.shape[1]]
        scores = []
        for row, w in enumerate(chosen):
            facts = (syntax.pair(w + window.start, inside), ruled_pair(document, rules[row], list(inside)))
            pair = np.concatenate(facts, axis=1)
            hidden = fixed + (mention * word[row]) @ matrix[2 * width : 3 * width]
            hidden += pair @ matrix[3 * width + alone.shape[1] :]
            hidden += word[row] @ matrix[:width] + self._party_hidden.bias
            scores.append(self._party(_positive(hidden)))
        return _softmax(np.concatenate([np.stack(scores), none], axis=1), 1)

    def _terms(self, ask: Floats, states: Floats, word: int, low: int, high: int) -> tuple[tuple[int, int], float]:
        key = self._key(states[low:high])
        far = np.arange(low, high) - word
        place = np.sign(far) * np.searchsorted(_EDGES, np.abs(far), side="left") + _BUCKETS
        scale = np.float32(1 / sqrt(_NARROW))
        start = _softmax(key[:, :_NARROW] @ ask[:_NARROW] * scale + self._bias[0, place], 0)
        end = _softmax(key[:, _NARROW:] @ ask[_NARROW:] * scale + self._bias[1, place], 0)
        both = start[:, None] * end[None]
        rows = np.arange(len(start))
        both[(rows[None] < rows[:, None]) | (rows[None] - rows[:, None] >= _LONGEST_TERMS)] = 0
        best = int(both.argmax())
        return (low + best // len(start), low + best % len(start) + 1), float(both.flat[best])


def _least(at_least: float, ruled: bool) -> float:
    return at_least / 2 if ruled else at_least


def _positive(x: Floats) -> Floats:
    return np.maximum(x, 0, out=x)


def _chance(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def _softmax(x: Floats, axis: int) -> Floats:
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    found: Floats = e / e.sum(axis=axis, keepdims=True)
    return found
