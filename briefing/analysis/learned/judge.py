"""How likely a line is right as it stands, and how likely it tells an act at all, by forests that were fitted.

What they go by are the features of `line_features.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

KEPT_FROM = 0.47
"""From which chance that it tells an act a line is kept."""

Features = Mapping[str, float]

_PARTS = ("feature", "bound", "below", "above", "chance", "roots")


class Chance(Protocol):
    """Something that says how likely a line is so, from 0 to 1."""

    def of(self, features: Features) -> float:
        """The chance, by the features of a line; those that it lacks are 0."""
        ...


class Forest:
    """Trees of questions, each whether a feature is above a bound; the chance is the mean of what they end at.

    `feature` is -1 where a tree ends. Arrays over all nodes of all trees; `roots` are the numbers of the first nodes.
    """

    def __init__(self, names: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self._names = tuple(names)
        self._feature, self._bound, self._below, self._above, self._chance, self._roots = (arrays[p] for p in _PARTS)

    def of(self, features: Features) -> float:
        """The chance, by the features of a line."""
        values = np.array([features.get(name, 0.0) for name in self._names], dtype=np.float32)
        nodes = self._roots.astype(np.int64)
        while (asked := self._feature[nodes] >= 0).any():
            low = values[self._feature[nodes]] <= self._bound[nodes]
            nodes = np.where(asked, np.where(low, self._below[nodes], self._above[nodes]), nodes)
        return float(self._chance[nodes].mean())


@dataclass(frozen=True, slots=True)
class Judge:
    """Two chances of a line: `right` that nothing in it is wrong, `act` that it tells an act."""

    right: Chance
    act: Chance

    def is_kept(self, features: Features) -> bool:
        """Whether a line tells an act surely enough."""
        return self.act.of(features) >= KEPT_FROM

    def confidence(self, features: Features) -> float:
        """How likely nothing in a line is wrong, from 0 to 1."""
        return self.right.of(features)


def read_judge(path: Path) -> Judge:
    """A judge from its file. Raises OSError, ValueError or KeyError where it cannot be read."""
    with np.load(path, allow_pickle=False) as file:
        names = bytes(file["names"]).decode("utf-8").split("\n")
        right, act = (Forest(names, {part: file[f"{kind}.{part}"] for part in _PARTS}) for kind in ("right", "act"))
    return Judge(right, act)


def write_judge(path: Path, names: Sequence[str], forests: Mapping[str, Mapping[str, NDArray[Any]]]) -> None:
    """Write the file of a judge: the arrays of the forests `right` and `act`."""
    arrays: dict[str, Any] = {f"{kind}.{part}": forest[part] for kind, forest in forests.items() for part in _PARTS}
    np.savez_compressed(path, names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8), **arrays)
