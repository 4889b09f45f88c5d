"""A network's file as a checkpoint again, so that training can go on from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from briefing.analysis.learned.weights import Weights
from learn.net import LAYERS, Network

PARTS = ("qkv", "out", "up", "down")
"""The products of a layer in the order in which they are computed."""


def load_shipped(net: Network, path: Path) -> None:
    """Take the weights of a network's file, as near as its eight bits tell them."""
    weights = Weights(path)
    state = layers_of(weights.content("encoder.layers"))
    for name in net.state_dict():
        if not name.startswith("encoder.layers."):
            state[name] = torch.from_numpy(np.array(weights.array(name)))
    net.load_state_dict(state)


def layers_of(content: bytes) -> dict[str, Tensor]:
    """The weights of the encoder's layers by their names in a checkpoint."""
    graph = onnx.load_from_string(content).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    matrices = iter(_matrices(graph, arrays))
    named = {name.replace(".product.", "."): v for name, v in arrays.items() if name.startswith("layers.")}
    factors = {name: named.pop(name) for name in list(named) if name.endswith(".factor")}
    state = {f"encoder.{name}": torch.from_numpy(v.copy()) for name, v in named.items()}
    for layer in range(LAYERS):
        for part in PARTS:
            weight = next(matrices).T * factors.get(f"layers.{layer}.{part}.factor", np.float32(1))
            state[f"encoder.layers.{layer}.{part}.weight"] = torch.from_numpy(weight.copy())
    return state


def _matrices(graph: onnx.GraphProto, arrays: dict[str, np.ndarray]) -> list[np.ndarray]:  # type: ignore[type-arg]
    """The matrices of the products with weights, as floats `[in, out]`, in the order of the graph."""
    found, floats = [], {}
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in arrays:
            floats[node.output[0]] = _unpacked(arrays[node.input[0]], arrays[node.input[1]])
        elif node.op_type == "MatMulInteger" and node.input[1] in arrays:
            name = node.input[1]
            found.append(_unpacked(arrays[name], arrays[name.replace("_quantized", "_scale")][None]))
        elif node.op_type == "MatMul" and node.input[1] in floats:
            found.append(floats[node.input[1]])
    return found


def _unpacked(whole: np.ndarray, scales: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Whole numbers of a column times the scale of their block of rows."""
    return whole.astype(np.float32) * np.repeat(scales, len(whole) // len(scales), axis=0)
