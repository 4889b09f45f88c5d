"""Five folds of stories in which no event stands in two: stories that share rare words tell of one event."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FOLDS = 5
HELD_OUT, TRAINED_ON = 0, 1
_LIKE = 0.22
"""From which cosine of their rare words two stories are taken to tell of one event."""
_COMMON = 40
"""Stories that a rare word stands in at most."""
_SHARED = 4
"""Rare words that two such stories share at least."""


def folds(stories: Sequence[dict[str, Any]], held_out: Path | None = None) -> dict[str, int]:
    """The fold of each story by its id. Where a file names the ids to hold out, they are fold 0, all others fold 1."""
    if held_out is not None:
        ids = frozenset(held_out.read_text(encoding="utf-8").split("\n"))
        return {story["id"]: HELD_OUT if story["id"] in ids else TRAINED_ON for story in stories}
    sizes = [0] * FOLDS
    found: dict[str, int] = {}
    order = sorted(_events(stories), key=lambda g: (-len(g), hashlib.sha256(g[0].encode()).hexdigest()))
    for event in order:
        fold = min(range(FOLDS), key=lambda f: sizes[f])
        sizes[fold] += len(event)
        found.update(dict.fromkeys(event, fold))
    return found


def _events(stories: Sequence[dict[str, Any]]) -> list[list[str]]:
    """The ids of stories, those of one event together: each is like another of them."""
    parent = list(range(len(stories)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _alike(stories):
        parent[root(j)] = root(i)
    events: dict[int, list[str]] = defaultdict(list)
    for i, story in enumerate(stories):
        events[root(i)].append(story["id"])
    return list(events.values())


def _alike(stories: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """The numbers of two stories at a time that share enough rare words, the earlier story first."""
    bags = [_words(s) for s in stories]
    often = Counter(w for bag in bags for w in bag)
    vectors = [_vector(bag, often, len(stories)) for bag in bags]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, v in enumerate(vectors):
        for w in v:
            if often[w] <= _COMMON:
                holders[w].append(i)
    for i, v in enumerate(vectors):
        near = Counter(j for w in v if often[w] <= _COMMON for j in holders[w] if j > i)
        for j, shared in near.items():
            if shared >= _SHARED and sum(x * vectors[j].get(w, 0.0) for w, x in v.items()) >= _LIKE:
                yield i, j


def _vector(bag: set[str], often: Counter[str], stories: int) -> dict[str, float]:
    """The weights of a story's words that another story has too, of length 1."""
    v = {w: math.log(stories / often[w]) for w in bag if often[w] > 1}
    norm = math.sqrt(sum(x * x for x in v.values())) or 1.0
    return {w: x / norm for w, x in v.items()}


def _words(story: dict[str, Any]) -> set[str]:
    text = f"{story.get('title') or ''} {story['text']}"
    return {w for w in re.findall(r"[a-z][a-z'-]+|[A-Z][\w'-]+", text) if len(w) > 3}


def half(story: str) -> int:
    """The half of a fold that a story belongs to, by its id."""
    return hashlib.sha256(story.encode()).digest()[0] % 2
