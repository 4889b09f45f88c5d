"""Writes a trained network as the file that the analysis reads: `python -m learn.export CHECKPOINT …`.

The encoder's layers become an ONNX graph whose matrices are whole numbers of eight bits. What that changes in a word's
vector, on a processor without sums of eight bits: 7.4 % of its length as they are, 4.8 % with inputs evened, 2.2 % with
weights of seven bits as well (3.6 % with the rounding of the weights themselves).
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from briefing.analysis.learned.features import windows
from briefing.analysis.learned.weights import pack
from briefing.analysis.learned.wordpiece import WordPiece
from learn.examples import document
from learn.net import HEADS, HIDDEN, Encoder, Network
from learn.rows import rows
from learn.train import vocabulary

BLOCKWISE = ("/down",)
"""Matrices whose numbers have a scale for each block: one scale for all would lose too much of what they say."""
BLOCK = 64
EVENED_PARTS, EVENED = ("qkv", "up"), 0.7
"""The products whose inputs are evened, and by how much: 0 not at all, 1 until all are of one size."""
_TINY = 1e-3
_WINDOWS = 40
"""Windows that are looked at for the sizes of inputs."""
_BLOCKS_SINCE = 21
"""The operations of ONNX that know blocks."""


class Layers(nn.Module):
    """The encoder's layers for one window, in plain operations."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.layers = encoder.layers

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            _, length, _ = x.shape
            q, k, v = layer.qkv(x).view(1, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
            seen = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS), -1) @ v
            x = layer.norm1(x + layer.out(seen.transpose(1, 2).reshape(1, length, HIDDEN)))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
        return x


class Evened(nn.Module):
    """A product whose inputs are brought to like sizes first, and its weights the other way.

    One of the 384 numbers of a word is ten times as large as the others: with one scale for all of eight bits, hardly
    anything would be left of those. (Smoothing, of Xiao and others, 2022.)
    """

    def __init__(self, product: nn.Linear, largest: Tensor) -> None:
        """`largest` is the largest size that each input had."""
        super().__init__()
        weights = product.weight.abs().amax(0).clamp(min=_TINY)
        size = largest.clamp(min=_TINY) ** EVENED / weights ** (1 - EVENED)
        self.factor = nn.Parameter(1 / size, requires_grad=False)
        self.product = nn.Linear(product.in_features, product.out_features)
        self.product.weight.data.copy_(product.weight * size)
        self.product.bias.data.copy_(product.bias)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.product(x * self.factor)
        return y


@torch.no_grad()
def even_inputs(encoder: Encoder, windows: Iterable[Tensor]) -> None:
    """Even the inputs of the products that `EVENED_PARTS` names, by what they are in some windows of pieces."""
    largest: dict[nn.Module, Tensor] = {}

    def look(product: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        sizes = inputs[0].abs().flatten(0, -2).amax(0)
        largest[product] = torch.maximum(largest.get(product, sizes), sizes)

    products = [(layer, part) for layer in encoder.layers for part in EVENED_PARTS]
    looks = [getattr(layer, part).register_forward_pre_hook(look) for layer, part in products]
    for pieces in windows:
        mask = torch.ones(1, 1, 1, len(pieces), dtype=torch.bool)
        encoder.upper(encoder.lower(pieces)[None], mask)
    for each in looks:
        each.remove()
    for layer, part in products:
        setattr(layer, part, Evened(getattr(layer, part), largest[getattr(layer, part)]))


def layers(encoder: Encoder) -> bytes:
    """The layers as the bytes of an ONNX file."""
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        axes = {"x": {1: "length"}, "y": {1: "length"}}
        torch.onnx.export(
            Layers(encoder).eval(),
            (torch.randn(1, 200, HIDDEN),),
            str(plain),
            input_names=["x"],
            output_names=["y"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        products = [node.name for node in onnx.load(plain).graph.node if node.op_type == "MatMul"]
        fine = [name for name in products if any(part in name for part in BLOCKWISE)]
        quantize_dynamic(
            plain, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=fine
        )  # seven bits of eight: a processor without sums of eight bits lets two products run over otherwise
        model = onnx.load(small)
        pack_in_blocks(model, fine)
        return bytes(model.SerializeToString())


def pack_in_blocks(model: onnx.ModelProto, names: Sequence[str]) -> None:
    """The weights of the named products as whole numbers of eight bits with a scale for each `BLOCK` rows of a column.

    They are made floats again by an operation of their own, which onnxruntime joins with the product or does once.
    """
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    nodes = []
    for node in model.graph.node:
        if node.name in names:
            weight = weights[node.input[1]]
            values = numpy_helper.to_array(weight)
            blocks = values.reshape(-1, BLOCK, values.shape[1])
            scale = np.maximum(np.abs(blocks).max(axis=1, keepdims=True), 1e-8) / 127
            whole = np.round(blocks / scale).astype(np.int8).reshape(values.shape)
            scales = scale.squeeze(1).astype(np.float32)
            floats = f"{weight.name}_floats"
            model.graph.initializer.append(numpy_helper.from_array(scales, f"{weight.name}_scales"))
            weight.CopyFrom(numpy_helper.from_array(whole, weight.name))
            made_floats = ([weight.name, f"{weight.name}_scales"], [floats])
            nodes.append(helper.make_node("DequantizeLinear", *made_floats, axis=0, block_size=BLOCK))
            node.input[1] = floats
        nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    next(one for one in model.opset_import if not one.domain).version = _BLOCKS_SINCE


def main() -> None:
    """Pack and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--read", type=Path, required=True, help="what learn.reading wrote of some stories")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    net = Network()
    net.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    state = net.state_dict()
    tokenizer = WordPiece(vocabulary(args.encoder))
    shown = (window for row in rows(args.read) for window in windows(document(row), tokenizer))
    even_inputs(net.encoder.eval(), (torch.from_numpy(window.pieces) for window in islice(shown, _WINDOWS)))
    arrays = pack({name: v.float().numpy() for name, v in state.items() if not name.startswith("encoder.layers.")})
    arrays["encoder.layers"] = np.frombuffer(layers(net.encoder), dtype=np.uint8)
    arrays["vocabulary"] = np.frombuffer("\n".join(vocabulary(args.encoder)).encode(), dtype=np.uint8)
    np.savez_compressed(args.out, **arrays)  # type: ignore[arg-type]
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
