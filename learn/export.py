"""Writes a trained network as the file that the analysis reads: `python -m learn.export CHECKPOINT …`."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from briefing.analysis.learned.weights import pack
from learn.train import vocabulary


def main() -> None:
    """Pack and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    state = torch.load(args.checkpoint, weights_only=True)
    arrays = pack({name: values.float().numpy() for name, values in state.items()})
    arrays["vocabulary"] = np.frombuffer("\n".join(vocabulary(args.encoder)).encode(), dtype=np.uint8)
    np.savez_compressed(args.out, **arrays)  # type: ignore[arg-type]
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
