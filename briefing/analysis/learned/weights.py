"""The file of learned weights: matrices as whole numbers from -127 to 127 with a scale for each row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_SCALE = ".scale"


def pack(weights: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """The arrays of the file: each matrix as whole numbers and scales, everything else as it is."""
    packed: dict[str, NDArray[Any]] = {}
    for name, values in weights.items():
        if values.ndim == 2 and values.size > 4096:
            scale = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / 127
            packed[name] = np.round(values / scale).astype(np.int8)
            packed[name + _SCALE] = scale.astype(np.float32)
        else:
            packed[name] = values.astype(np.float32)
    return packed


class Weights:
    """The arrays of a file by name. Raises OSError or ValueError where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            self._arrays = {name: file[name] for name in file.files}

    def content(self, name: str) -> bytes:
        """What was stored as bytes."""
        return bytes(self._arrays[name])

    def text(self, name: str) -> str:
        """A text that was stored as bytes."""
        return self.content(name).decode("utf-8")

    def array(self, name: str) -> Floats:
        """An array as floats."""
        values = self._arrays[name]
        if name + _SCALE in self._arrays:
            return np.ascontiguousarray(values.astype(np.float32) * self._arrays[name + _SCALE])
        return np.asarray(values, dtype=np.float32)

    def rows(self, name: str) -> Rows:
        """A matrix of which few rows are used at a time, kept small."""
        return Rows(self._arrays[name], self._arrays[name + _SCALE])

    def layer(self, name: str) -> Layer:
        """A linear layer."""
        return Layer(np.ascontiguousarray(self.array(name + ".weight").T), self.array(name + ".bias"))


class Rows:
    """A matrix whose rows become floats when they are asked for."""

    def __init__(self, values: NDArray[np.int8], scale: Floats) -> None:
        self._values, self._scale = values, scale

    def __getitem__(self, rows: NDArray[np.int64]) -> Floats:
        found: Floats = self._values[rows].astype(np.float32) * self._scale[rows]
        return found


class Layer:
    """A linear layer: its weights `[in, out]` and biases."""

    def __init__(self, weight: Floats, bias: Floats) -> None:
        self.weight, self.bias = weight, bias

    def __call__(self, x: Floats) -> Floats:
        y: Floats = x @ self.weight
        y += self.bias
        return y
