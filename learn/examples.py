"""Annotated stories as training examples: what the network should say of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from briefing.analysis.learned.document import Candidate, Document, Word
from briefing.analysis.learned.features import Syntax, Window, windows
from briefing.analysis.learned.wordpiece import WordPiece
from learn.labels import Act, Labels, labels
from learn.net import Mentions


@dataclass
class Example:
    """A story with its targets. `states` are the encoder's lower states of the pieces of each window."""

    story: str
    windows: list[Window]
    states: list[Tensor]
    tags: Tensor
    weights: Tensor
    names: Tensor
    mentions: Mentions
    acts: list[Target]
    facts: Tensor

    @property
    def pieces(self) -> int:
        """The pieces of all windows."""
        return sum(len(window.pieces) for window in self.windows)


@dataclass
class Target:
    """What is right for one word that says an act.

    `parties` are for each role the numbers of the right candidates, the last is nobody; and whether they are known.
    """

    word: int
    acts: list[int]
    negated: float
    weight: float
    parties: list[tuple[list[int], bool]]
    starts: list[int]
    ends: list[int]
    sentence: tuple[int, int]


def document(row: dict[str, Any]) -> Document:
    """A document as `learn.reading` wrote it."""
    words = tuple(Word(*w) for w in row["words"])
    return Document(words, tuple((a, b) for a, b in row["sents"]), tuple(Candidate(*c) for c in row["cands"]))


def example(row: dict[str, Any], story: dict[str, Any], title: str, tokenizer: WordPiece) -> Example:
    """A story as an example."""
    made = document(row)
    marks = labels(story, made, row["spans"], title, {t[0] for t in row["trig"]})
    return _example(row["id"], made, list(windows(made, tokenizer)), marks)


def mentions(document: Document) -> Mentions:
    """The candidates as the network takes them."""
    found = document.candidates
    heads = torch.tensor([c.head for c in found], dtype=torch.long)
    averages = torch.zeros(len(found), len(document.words))
    for row, c in enumerate(found):
        averages[row, c.first : c.last] = 1 / (c.last - c.first)
    names = np.array([c.party for c in found])
    same = torch.from_numpy((names[:, None] == names[None]).astype(np.float32))
    return Mentions(heads, averages, same / same.sum(1, keepdim=True).clamp(min=1))


def _example(story: str, document: Document, read: list[Window], marks: Labels) -> Example:
    n, nobody = len(document.words), len(document.candidates)
    syntax = Syntax(document)
    tags, weights = torch.zeros(n, 2), torch.zeros(n, 2)
    for window in read:
        weights[slice(*window.own)] = 1.0
    weights[list(marks.ignored)] = 0.0
    targets = []
    for act in marks.acts:
        tags[act.word] = torch.tensor([1.0, 0.0 if act.optional else 1.0])
        weights[act.word] = torch.tensor([1.0, 1.0])
        targets.append(_target(act, syntax.sentence(act.word), nobody))
    facts = [_facts(syntax, t.word) for t in targets]
    spelled = torch.zeros(n, 2, dtype=torch.long)
    for column, ranges in enumerate((marks.actors, marks.resources)):
        for a, b in ranges:
            spelled[a:b, column] = 2
            spelled[a, column] = 1
    return Example(
        story,
        read,
        [],
        tags,
        weights,
        spelled,
        mentions(document),
        targets,
        torch.from_numpy(np.stack(facts)) if facts else torch.zeros(0),
    )


def _target(act: Act, sentence: tuple[int, int], nobody: int) -> Target:
    """What is to be learned of an act; its places are counted from the start of its sentence."""
    parties = []
    for right, names, null_ok in zip((act.proposers, act.recipients), act.names, act.null_ok, strict=True):
        missing = bool(names) and not right and not null_ok
        parties.append((right or [nobody], not missing))
    low, high = sentence
    terms = [(a, b - 1) for a, b in act.terms if low <= a and b <= high]
    return Target(
        act.word,
        act.acts,
        float(act.negated),
        0.5 if act.optional else 1.0,
        parties,
        [a - low for a, _ in terms],
        [b - low for _, b in terms],
        (low, high),
    )


def _facts(syntax: Syntax, word: int) -> np.ndarray[Any, Any]:
    """What is known of each candidate beside a word."""
    every = np.arange(len(syntax.document.candidates))
    return np.concatenate([syntax.candidates, syntax.pairs(np.array([word]), every)[0]], axis=1)
