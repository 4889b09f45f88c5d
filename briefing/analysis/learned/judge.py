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

KEPT_FROM = 0.55
"""From which chance that it tells an act a line is kept."""

Features = Mapping[str, float]

_PARTS = ("feature", "bound", "below", "above", "chance", "roots")


class Chance(Protocol):
    """Something that says how likely lines are so, from 0 to 1."""

    def of(self, lines: Sequence[Features]) -> list[float]:
        """The chance of each line, by its features; those that it lacks are 0."""
        ...


class Forest:
    """Trees of questions, each whether a feature is above a bound; the chance is the mean of what they end at.

    `feature` is -1 where a tree ends. Arrays over all nodes of all trees; `roots` are the numbers of the first nodes.
    """

    def __init__(self, names: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self._names = tuple(names)
        self._feature, self._bound, self._below, self._above, self._chance, self._roots = (arrays[p] for p in _PARTS)

    def of(self, lines: Sequence[Features]) -> list[float]:
        """The chances, by the features of the lines, which go down all trees side by side."""
        values = np.array([[line.get(name, 0.0) for name in self._names] for line in lines], dtype=np.float32)
        nodes = np.tile(self._roots.astype(np.int64), (len(lines), 1))
        while (asked := self._feature[nodes] >= 0).any():
            low = np.take_along_axis(values, self._feature[nodes], axis=1) <= self._bound[nodes]
            nodes = np.where(asked, np.where(low, self._below[nodes], self._above[nodes]), nodes)
        return [float(chance) for chance in self._chance[nodes].mean(axis=1)]


@dataclass(frozen=True, slots=True)
class Judge:
    """Two chances of a line: `right` that nothing in it is wrong, `act` that it tells an act."""

    right: Chance
    act: Chance

    def are_kept(self, lines: Sequence[Features]) -> list[bool]:
        """For each line whether it tells an act surely enough."""
        return [chance >= KEPT_FROM for chance in self.act.of(lines)]

    def confidences(self, lines: Sequence[Features]) -> list[float]:
        """For each line how likely nothing in it is wrong, from 0 to 1."""
        return self.right.of(lines)


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
