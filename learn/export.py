"""Writes a trained network as the file that the analysis reads: `python -m learn.export CHECKPOINT …`.

The encoder's layers become an ONNX graph whose matrices are whole numbers of eight bits.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn
from torch.nn import functional as F

from briefing.analysis.learned.weights import pack
from learn.net import HEADS, HIDDEN, Encoder, Network
from learn.train import vocabulary

BLOCKWISE = ("/down",)
"""Matrices whose numbers have a scale for each block: one scale for all would lose too much of what they say."""
BLOCK, INT8_SUMS = 64, 4


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
        fine = [node.name for node in onnx.load(plain).graph.node if any(part in node.name for part in BLOCKWISE)]
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=fine)
        blocks = MatMulNBitsQuantizer(
            onnx.load(small), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=INT8_SUMS
        )
        blocks.process()
        blocks.model.save_model_to_file(str(small), False)
        return small.read_bytes()


def main() -> None:
    """Pack and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    net = Network()
    net.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    state = net.state_dict()
    arrays = pack({name: v.float().numpy() for name, v in state.items() if not name.startswith("encoder.layers.")})
    arrays["encoder.layers"] = np.frombuffer(layers(net.encoder), dtype=np.uint8)
    arrays["vocabulary"] = np.frombuffer("\n".join(vocabulary(args.encoder)).encode(), dtype=np.uint8)
    np.savez_compressed(args.out, **arrays)  # type: ignore[arg-type]
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
