"""A small transformer: numbers of pieces in, a vector for each wanted piece out.

Its layers run in onnxruntime with whole numbers of eight bits, at half the time that numpy takes. One thread: stories
are read side by side with the reader's own work.

The last step of each layer has a scale for each block of its numbers. A processor that adds products of eight bits by
itself takes half the time for them as they are; any other is faster with floats, which are also nearer to what was
learned.
"""

from __future__ import annotations

import os

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_info

from briefing.analysis.learned.weights import Floats, Weights

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it reports its use to its makers, and keeps a number of this machine
import onnxruntime  # it looks at that while it is loaded

_WITHOUT_EIGHT_BIT_SUMS = frozenset({"Nehalem", "Sandybridge", "Haswell", "Excavator", "Zen"})
"""OpenBLAS's names of kinds of processor that have AVX2 at most."""


class Encoder:
    """The encoder of a file of weights. Raises ValueError where its layers cannot be read."""

    def __init__(self, weights: Weights) -> None:
        self._words = weights.rows("encoder.words.weight")
        self._places = weights.array("encoder.places.weight")
        self._scale, self._shift = weights.array("encoder.norm.weight"), weights.array("encoder.norm.bias")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        if not _has_eight_bit_sums():
            options.add_session_config_entry("session.disable_quant_qdq", "1")  # blocks become floats, once
        try:
            self._layers = onnxruntime.InferenceSession(
                weights.content("encoder.layers"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # it has no error of its own that is documented
            raise ValueError(f"the layers of the network cannot be read: {error}") from error

    def __call__(self, pieces: NDArray[np.int64], wanted: NDArray[np.int64]) -> Floats:
        """The vectors of the wanted pieces."""
        x = self._words[pieces] + self._places[: len(pieces)]
        x -= x.mean(axis=1, keepdims=True)
        x /= np.sqrt(np.square(x).mean(axis=1, keepdims=True) + np.float32(1e-12))
        x *= self._scale
        x += self._shift
        states = self._layers.run(None, {"x": x[None]})[0]
        return np.asarray(states[0][wanted], dtype=np.float32)


def _has_eight_bit_sums() -> bool:
    """Whether the processor may add products of eight bits by itself, as numpy's library for matrices knows it."""
    kinds = {library.get("architecture") for library in threadpool_info()}
    return not kinds & _WITHOUT_EIGHT_BIT_SUMS
