"""A small transformer in numpy: numbers of pieces in, a vector for each piece out."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from briefing.analysis.learned.weights import Floats, Layer, Weights

_HEADS = 12
_BLOCK = 64
"""Rows that are worked on at once, so that they stay in the processor's cache."""


class Encoder:
    """The encoder of a file of weights."""

    def __init__(self, weights: Weights, layers: int) -> None:
        self._words = weights.rows("encoder.words.weight")
        self._places = weights.array("encoder.places.weight")
        self._norm = _Norm(weights, "encoder.norm")
        self._layers = [_Block(weights, f"encoder.layers.{i}.") for i in range(layers)]

    def __call__(self, pieces: NDArray[np.int64], wanted: NDArray[np.int64]) -> Floats:
        """The vectors of the wanted pieces."""
        x = self._norm(self._words[pieces] + self._places[: len(pieces)])
        for layer in self._layers[:-1]:
            x = layer(x)
        return self._layers[-1](x, wanted)


class _Norm:
    def __init__(self, weights: Weights, name: str) -> None:
        self._weight, self._bias = weights.array(name + ".weight"), weights.array(name + ".bias")

    def __call__(self, x: Floats) -> Floats:
        x -= x.mean(axis=-1, keepdims=True)
        x /= np.sqrt(np.square(x).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        x *= self._weight
        x += self._bias
        return x


class _Block:
    """One layer: each piece looks at all others, then is changed by itself."""

    def __init__(self, weights: Weights, name: str) -> None:
        whole = weights.layer(name + "qkv")
        size = whole.weight.shape[0]
        scale = np.float32(1 / sqrt(size / _HEADS))
        self._ask = Layer(np.ascontiguousarray(whole.weight[:, :size]) * scale, whole.bias[:size] * scale)
        self._held = Layer(np.ascontiguousarray(whole.weight[:, size:]), whole.bias[size:])
        self._out = weights.layer(name + "out")
        self._norm1, self._norm2 = _Norm(weights, name + "norm1"), _Norm(weights, name + "norm2")
        self._up, self._down = weights.layer(name + "up"), weights.layer(name + "down")

    def __call__(self, x: Floats, wanted: NDArray[np.int64] | None = None) -> Floats:
        mine = x if wanted is None else x[wanted]
        y = mine + self._out(_attended(self._ask(mine), self._held(x)))
        y = self._norm1(y)
        z = self._up(y)
        _bend(z)
        y = y + self._down(z)
        return self._norm2(y)


def _attended(ask: Floats, held: Floats) -> Floats:
    size = ask.shape[1]
    width = size // _HEADS
    seen = np.empty_like(ask)
    for at in range(0, size, width):
        scores = ask[:, at : at + width] @ held[:, at : at + width].T
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        total = scores.sum(axis=1, keepdims=True)
        part = scores @ held[:, size + at : size + at + width]
        part /= total
        seen[:, at : at + width] = part
    return seen


def _bend(x: Floats) -> None:
    """GELU in place, by its usual approximation."""
    for at in range(0, len(x), _BLOCK):
        rows = x[at : at + _BLOCK]
        inner = rows * rows
        inner *= np.float32(0.044715 * 0.7978845608)
        inner += np.float32(0.7978845608)
        inner *= rows
        np.tanh(inner, out=inner)
        inner += np.float32(1)
        inner *= np.float32(0.5)
        rows *= inner
