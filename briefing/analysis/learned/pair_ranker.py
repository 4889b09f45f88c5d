"""Which pair of parties an act has: a small network that was fitted on stories which the large one had not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from briefing.analysis.learned.judge import Features
from briefing.analysis.learned.weights import Floats

LARGEST = 5.0
"""How many deviations from its mean a feature counts at most."""
LAYERS = ("hidden", "upper", "score", "plain")
"""Two layers, one behind the other, what they are summed up to, and what is added to that for each feature itself."""


class Ranked(NamedTuple):
    """The number of the pair that is chosen, its chance among all, and by how much it leads the next one."""

    number: int
    chance: float
    lead: float


class PairRanker:
    """Some networks of two layers, whose chances are averaged.

    Arrays: `mean` and `deviation` of each feature, and for each layer `weight` `[networks, in, out]` and `bias`.
    """

    def __init__(self, names: Sequence[str], arrays: Mapping[str, Floats]) -> None:
        self._places = {name: place for place, name in enumerate(names)}
        self._mean, self._deviation = arrays["mean"], arrays["deviation"]
        self._layers = {part: (arrays[f"{part}.weight"], arrays[f"{part}.bias"][:, None]) for part in LAYERS}

    def rank(self, pairs: Sequence[Features]) -> Ranked:
        """The pair of the highest chance."""
        chances = self.chances(pairs)
        best = int(chances.argmax())
        rival = float(np.delete(chances, best).max(initial=0.0))
        return Ranked(best, float(chances[best]), float(chances[best]) - rival)

    def chances(self, pairs: Sequence[Features]) -> Floats:
        """The chance of each pair; they add up to 1."""
        values = np.zeros((len(pairs), len(self._places)), dtype=np.float32)
        for row, pair in enumerate(pairs):
            for name, value in pair.items():
                if (place := self._places.get(name)) is not None:
                    values[row, place] = value
        evened = np.clip((values - self._mean) / self._deviation, -LARGEST, LARGEST)[None]
        hidden = np.maximum(self._apply("upper", np.maximum(self._apply("hidden", evened), 0)), 0)
        scores = (self._apply("score", hidden) + self._apply("plain", evened))[..., 0]
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray((chances / chances.sum(axis=1, keepdims=True)).mean(axis=0), dtype=np.float32)

    def _apply(self, part: str, values: Floats) -> Floats:
        weight, bias = self._layers[part]
        return np.asarray(values @ weight + bias, dtype=np.float32)


def read_ranker(path: Path) -> PairRanker:
    """A ranker from its file. Raises OSError, ValueError or KeyError where it cannot be read."""
    with np.load(path, allow_pickle=False) as file:
        names = bytes(file["names"]).decode("utf-8").split("\n")
        return PairRanker(names, {name: file[name].astype(np.float32) for name in file.files if name != "names"})


def write_ranker(path: Path, names: Sequence[str], arrays: Mapping[str, Floats]) -> None:
    """Write the file of a ranker, with half the digits: they are more than the truth has."""
    halves: dict[str, Any] = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(path, names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8), **halves)
