"""The encoder says the same on every processor, but for what rounding to eight bits costs."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest

from briefing.analysis.learned import encoder
from briefing.analysis.learned.encoder import Encoder
from briefing.analysis.learned.weights import Floats, Weights

PIECES = np.array([101, 3607, 2003, 3201, 2000, 5271, 13061, 2000, 1996, 2142, 2163, 1012, 102])


def states(monkeypatch: pytest.MonkeyPatch, processor: str) -> Floats:
    """What the shipped layers make of some pieces on a kind of processor."""
    monkeypatch.setattr(encoder, "threadpool_info", lambda: [{"user_api": "blas", "architecture": processor}])
    with as_file(files("briefing.analysis.languages.en.weights") / "network.npz") as path:
        return Encoder(Weights(path))(PIECES, np.arange(len(PIECES)))


def test_older_processors_count_blocks_as_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    older, newer = states(monkeypatch, "Haswell"), states(monkeypatch, "SapphireRapids")
    assert older.shape == newer.shape == (len(PIECES), 384)
    likeness = (older * newer).sum(axis=1) / np.linalg.norm(older, axis=1) / np.linalg.norm(newer, axis=1)
    assert likeness.min() > 0.97
    assert np.abs(older - newer).max() > 1e-4, "both were counted alike"


def test_a_matrix_library_without_a_name_is_taken_for_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "threadpool_info", lambda: [{"user_api": "openmp"}])
    assert encoder._has_eight_bit_sums()


def test_layers_that_cannot_be_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Weights, "content", lambda _self, _name: b"no layers")
    with pytest.raises(ValueError, match="the layers of the network cannot be read"):
        states(monkeypatch, "Zen")


def test_its_library_keeps_and_reports_nothing_of_this_machine(tmp_path: Path) -> None:
    without = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    command = [sys.executable, "-B", "-c", "import briefing.analysis.learned.encoder"]
    subprocess.run(command, env={**without, "HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.rglob("*")) == []
