"""Small networks over named features, whose chances are averaged: what weighs the scores of the large one.

They are fitted on stories that the large network had not seen (`learn/small.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from briefing.analysis.learned.weights import Floats

Features = Mapping[str, float]

LARGEST = 5.0
"""How many deviations from its mean a feature counts at most."""
LAYERS = ("hidden", "upper", "score", "plain")
"""Two layers, one behind the other, what they are summed up to, and what is added to that for each feature itself."""


class SmallNetworks:
    """Some networks of two layers over the same features; features that they do not know count nothing.

    Arrays: `mean` and `deviation` of each feature, and for each layer `weight` `[networks, in, out]` and `bias`.
    """

    def __init__(self, names: Sequence[str], arrays: Mapping[str, Floats]) -> None:
        self._names = tuple(names)
        self._mean, self._deviation = arrays["mean"], arrays["deviation"]
        self._layers = {part: (arrays[f"{part}.weight"], arrays[f"{part}.bias"][:, None]) for part in LAYERS}

    def scores(self, rows: Sequence[Features]) -> Floats:
        """The score of each row by each network, `[networks, rows]`."""
        missing = (0.0,) * len(self._names)
        values = np.array([list(map(row.get, self._names, missing)) for row in rows], dtype=np.float32)
        values = values.reshape(len(rows), len(self._names))  # there may be no row
        evened = np.clip((values - self._mean) / self._deviation, -LARGEST, LARGEST)[None]
        hidden = np.maximum(self._apply("upper", np.maximum(self._apply("hidden", evened), 0)), 0)
        return np.asarray((self._apply("score", hidden) + self._apply("plain", evened))[..., 0], dtype=np.float32)

    def _apply(self, part: str, values: Floats) -> Floats:
        weight, bias = self._layers[part]
        return np.asarray(values @ weight + bias, dtype=np.float32)


Fitted = tuple[Sequence[str], Mapping[str, Floats]]
"""The names of features and the arrays of networks."""


def read_networks(path: Path, kinds: Sequence[str]) -> list[SmallNetworks]:
    """The networks of these kinds from a file. Raises OSError, ValueError or KeyError where they cannot be read."""
    found = []
    with np.load(path, allow_pickle=False) as file:
        for kind in kinds:
            names = bytes(file[f"{kind}.names"]).decode("utf-8").split("\n")
            parts = ("mean", "deviation", *(f"{part}.{what}" for part in LAYERS for what in ("weight", "bias")))
            found.append(SmallNetworks(names, {part: file[f"{kind}.{part}"].astype(np.float32) for part in parts}))
    return found


def write_networks(path: Path, fitted: Mapping[str, Fitted]) -> None:
    """Write networks by their kinds, with half the digits: those are more than the truth has."""
    arrays: dict[str, Any] = {}
    for kind, (names, parts) in fitted.items():
        arrays[f"{kind}.names"] = np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
        arrays |= {f"{kind}.{part}": array.astype(np.float16) for part, array in parts.items()}
    np.savez_compressed(path, **arrays)
