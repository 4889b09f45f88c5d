"""Five folds of stories in which no event stands in two: stories that share rare words tell of one event."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDS = 5
HELD_OUT, TRAINED_ON = 0, 1
_LIKE = 0.22
"""From which cosine of their rare words two stories are taken to tell of one event."""
_COMMON = 40


def folds(stories: Sequence[dict[str, Any]], held_out: Path | None = None) -> dict[str, int]:
    """The fold of each story by its id. Where a file names the ids to hold out, they are fold 0, all others fold 1."""
    if held_out is not None:
        ids = frozenset(held_out.read_text(encoding="utf-8").split("\n"))
        return {story["id"]: HELD_OUT if story["id"] in ids else TRAINED_ON for story in stories}
    bags = [_words(s) for s in stories]
    often = Counter(w for bag in bags for w in bag)
    n = len(stories)
    vectors = []
    for bag in bags:
        v = {w: math.log(n / often[w]) for w in bag if often[w] > 1}
        norm = math.sqrt(sum(x * x for x in v.values())) or 1.0
        vectors.append({w: x / norm for w, x in v.items()})
    holders: dict[str, list[int]] = defaultdict(list)
    for i, v in enumerate(vectors):
        for w in v:
            if often[w] <= _COMMON:
                holders[w].append(i)
    parent = list(range(n))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, v in enumerate(vectors):
        near = Counter(j for w in v if often[w] <= _COMMON for j in holders[w] if j > i)
        for j, shared in near.items():
            if shared >= 4 and sum(x * vectors[j].get(w, 0.0) for w, x in v.items()) >= _LIKE:
                parent[root(j)] = root(i)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(n):
        groups[root(i)].append(i)
    sizes = [0] * FOLDS
    found: dict[str, int] = {}
    order = sorted(groups.values(), key=lambda g: (-len(g), hashlib.sha256(stories[g[0]]["id"].encode()).hexdigest()))
    for group in order:
        fold = min(range(FOLDS), key=lambda f: sizes[f])
        sizes[fold] += len(group)
        for i in group:
            found[stories[i]["id"]] = fold
    return found


def _words(story: dict[str, Any]) -> set[str]:
    text = f"{story.get('title') or ''} {story['text']}"
    return {w for w in re.findall(r"[a-z][a-z'-]+|[A-Z][\w'-]+", text) if len(w) > 3}


def half(story: str) -> int:
    """The half of a fold that a story belongs to, by its id."""
    return hashlib.sha256(story.encode()).digest()[0] % 2
