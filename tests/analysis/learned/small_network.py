"""A file of weights of a very small network, by chance, for tests that need one of the right shape."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np

from briefing.analysis.learned.features import sizes
from briefing.analysis.learned.weights import pack

HIDDEN, WIDE, NARROW = 24, 16, 64
_LAYERS = base64.b64decode(
    "CAg6TwoMCgF4EgF5IgRUYW5oEgFnWh0KAXgSGAoWCAESEgoCCAEKCBIGbGVuZ3RoCgIIGGIdCgF5EhgKFggBEhIKAggBCggSBmxlbmd0aAoCCBhCBAoAEBE="
)
"""An ONNX graph of one operation, tanh, in place of layers."""
VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *"abcdefghijklmnopqrstuvwxyz.,",
    *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"),
    "the",
]


def write(path: Path, seed: int = 3) -> Path:
    """Write the file; the same seed gives the same weights."""
    chance = np.random.default_rng(seed)
    arrays: dict[str, np.ndarray] = {}

    def linear(name: str, inputs: int, outputs: int) -> None:
        arrays[name + ".weight"] = chance.normal(0, 0.3, (outputs, inputs)).astype(np.float32)
        arrays[name + ".bias"] = chance.normal(0, 0.1, outputs).astype(np.float32)

    def norm(name: str) -> None:
        arrays[name + ".weight"], arrays[name + ".bias"] = np.ones(HIDDEN, np.float32), np.zeros(HIDDEN, np.float32)

    arrays["encoder.words.weight"] = chance.normal(0, 1, (len(VOCABULARY) + 200, HIDDEN)).astype(np.float32)
    arrays["encoder.places.weight"] = chance.normal(0, 1, (512, HIDDEN)).astype(np.float32)
    norm("encoder.norm")
    alone, pair = sizes()
    linear("tag_hidden", HIDDEN, WIDE)
    linear("tag", WIDE, 12)
    linear("names", HIDDEN, 6)
    linear("word", HIDDEN, WIDE)
    linear("mention", 2 * HIDDEN, WIDE)
    linear("party_hidden", 3 * WIDE + alone + pair, WIDE)
    linear("party", WIDE, 2)
    linear("all_mentions", WIDE, WIDE)
    linear("compare", WIDE, 3 * WIDE)
    linear("compared", WIDE, WIDE)
    linear("none_hidden", HIDDEN, WIDE)
    linear("none", WIDE, 2)
    linear("ask", HIDDEN, 2 * NARROW)
    linear("key", HIDDEN, 2 * NARROW)
    arrays["bias"] = chance.normal(0, 0.1, (2, 33)).astype(np.float32)
    packed = pack(arrays)
    packed["encoder.layers"] = np.frombuffer(_LAYERS, dtype=np.uint8)
    packed["vocabulary"] = np.frombuffer("\n".join(VOCABULARY).encode(), dtype=np.uint8)
    np.savez_compressed(path, **packed)
    return path
