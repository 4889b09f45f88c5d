"""Annotated stories as training examples: one for each window, with what the network should say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from briefing.analysis.learned.document import Candidate, Document, Word
from briefing.analysis.learned.features import Syntax, Window, windows
from briefing.analysis.learned.wordpiece import WordPiece
from learn.labels import Labels, labels
from learn.net import Mentions


@dataclass
class Example:
    """A window with its targets. Words and candidates are numbered within the window."""

    story: str
    window: Window
    state: Tensor | None
    places: Tensor
    tags: Tensor
    weights: Tensor
    names: Tensor
    mentions: Mentions
    acts: list[Target]
    facts: Tensor
    own: tuple[int, int]


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


def examples(row: dict[str, Any], story: dict[str, Any], title: str, tokenizer: WordPiece) -> Iterator[Example]:
    """The examples of a story."""
    made = document(row)
    marks = labels(story, made, row["spans"], title, {t[0] for t in row["trig"]})
    syntax = Syntax(made)
    for window in windows(made, tokenizer):
        yield _example(row["id"], made, syntax, window, marks)


def inside(document: Document, window: Window) -> list[int]:
    """The candidates that a window holds whole."""
    return [i for i, c in enumerate(document.candidates) if window.start <= c.first and c.last <= window.end]


def mentions(document: Document, window: Window, chosen: Sequence[int]) -> Mentions:
    """The chosen candidates as the network takes them."""
    heads = torch.tensor([document.candidates[i].head - window.start for i in chosen], dtype=torch.long)
    averages = torch.zeros(len(chosen), window.end - window.start)
    for row, i in enumerate(chosen):
        c = document.candidates[i]
        averages[row, c.first - window.start : c.last - window.start] = 1 / (c.last - c.first)
    names = np.array([document.candidates[i].party for i in chosen])
    same = torch.from_numpy((names[:, None] == names[None]).astype(np.float32))
    return Mentions(heads, averages, same / same.sum(1, keepdim=True).clamp(min=1))


def _example(story: str, document: Document, syntax: Syntax, window: Window, marks: Labels) -> Example:
    n = window.end - window.start
    own = range(*window.own)
    tags, weights = torch.zeros(n, 2), torch.zeros(n, 2)
    weights[[w - window.start for w in own]] = 1.0
    for w in marks.ignored:
        if window.start <= w < window.end:
            weights[w - window.start] = 0.0
    chosen = inside(document, window)
    number = {c: i for i, c in enumerate(chosen)}
    targets = []
    for act in marks.acts:
        if act.word not in own:
            continue
        at = act.word - window.start
        tags[at] = torch.tensor([1.0, 0.0 if act.optional else 1.0])
        weights[at] = torch.tensor([1.0, 1.0])
        parties = []
        for right, names, null_ok in zip((act.proposers, act.recipients), act.names, act.null_ok, strict=True):
            ok = [number[c] for c in right if c in number]
            missing = bool(names) and not ok and not null_ok
            parties.append((ok or [len(chosen)], not missing))
        low, high = syntax.sentence(act.word)
        high = min(high, window.end)
        terms = [(a, b - 1) for a, b in act.terms if low <= a and b <= high]
        targets.append(
            Target(
                at,
                act.acts,
                float(act.negated),
                0.5 if act.optional else 1.0,
                parties,
                [a - low for a, _ in terms],
                [b - low for _, b in terms],
                (low - window.start, high - window.start),
            )
        )
    facts = [_facts(syntax, t.word + window.start, chosen) for t in targets]
    names = torch.zeros(n, 2, dtype=torch.long)
    for column, ranges in enumerate((marks.actors, marks.resources)):
        for a, b in ranges:
            for w in range(max(a, window.start), min(b, window.end)):
                names[w - window.start, column] = 1 if w == a else 2
    return Example(
        story,
        window,
        None,
        torch.from_numpy(window.places.astype(np.int64)),
        tags,
        weights,
        names,
        mentions(document, window, chosen),
        targets,
        torch.from_numpy(np.stack(facts)) if facts else torch.zeros(0),
        (window.own[0] - window.start, window.own[1] - window.start),
    )


def _facts(syntax: Syntax, word: int, chosen: list[int]) -> np.ndarray[Any, Any]:
    """What is known of each candidate beside a word."""
    pairs = syntax.pairs(np.array([word]), np.array(chosen, dtype=np.int64))
    return np.concatenate([syntax.candidates[chosen], pairs[0]], axis=1)
