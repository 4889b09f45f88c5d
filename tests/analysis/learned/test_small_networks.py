"""Small networks: their scores by hand, and read back from their file as they were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from briefing.analysis.learned.small_networks import LARGEST, SmallNetworks, read_networks, write_networks
from briefing.analysis.learned.weights import Floats

NAMES = ("joint", "here")


def arrays(*plain: tuple[float, float]) -> dict[str, Floats]:
    """As many networks as there are weights of the two features, whose layers add nothing to those."""
    count = len(plain)
    none = {
        f"{part}.{kind}": np.zeros((count, *shape), dtype=np.float32)
        for part, inputs, outputs in (("hidden", 2, 3), ("upper", 3, 3), ("score", 3, 1), ("plain", 2, 1))
        for kind, shape in (("weight", (inputs, outputs)), ("bias", (outputs,)))
    }
    weights = np.array(plain, dtype=np.float32)[..., None]
    even = {"mean": np.array([1.0, 0.0], dtype=np.float32), "deviation": np.array([2.0, 1.0], dtype=np.float32)}
    return {**none, **even, "plain.weight": weights}


def networks(*plain: tuple[float, float], names: tuple[str, ...] = NAMES) -> SmallNetworks:
    return SmallNetworks(names, arrays(*plain))


def test_features_are_evened_and_weighed() -> None:
    scores = networks((1.0, 2.0), (0.0, -1.0)).scores([{"joint": 3.0}, {"joint": 1.0, "here": 1.5}, {}])
    assert scores == pytest.approx(np.array([[1.0, 3.0, -0.5], [0.0, -1.5, 0.0]]))


def test_a_layer_lets_through_what_is_above_nothing() -> None:
    deep = arrays((0.0, 0.0))
    deep["hidden.weight"][0, 1, 0] = 1.0
    deep["upper.weight"][0, 0, 1] = 2.0
    deep["upper.bias"][0, 1] = 0.5
    deep["score.weight"][0, 1, 0] = 1.5
    deep["score.bias"][0, 0] = 1.0
    scores = SmallNetworks(NAMES, deep).scores([{"here": 1.0}, {"here": -1.0}])
    assert scores[0] == pytest.approx([(2.0 + 0.5) * 1.5 + 1.0, 0.5 * 1.5 + 1.0])


def test_no_feature_counts_beyond_bounds_and_unknown_ones_not_at_all() -> None:
    far, bound = networks((0.0, 1.0)).scores([{"here": 1e6}, {"here": LARGEST, "weather": 9.0}])[0]
    assert far == bound == LARGEST


def test_no_rows_have_no_scores() -> None:
    assert networks((0.0, 1.0)).scores([]).shape == (1, 0)


def test_networks_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows = [{"joint": 0.3}, {"here": 1.0}]
    written = {"right": (NAMES, arrays((0.5, 0.25))), "act": (("here", "joint"), arrays((2.0, 0.0)))}
    write_networks(tmp_path / "small.npz", written)
    act, right = read_networks(tmp_path / "small.npz", ("act", "right"))
    assert right.scores(rows) == pytest.approx(networks((0.5, 0.25)).scores(rows), abs=1e-3)
    assert act.scores(rows) == pytest.approx(networks((2.0, 0.0), names=("here", "joint")).scores(rows), abs=1e-3)


def test_a_file_that_lacks_a_part_is_an_error(tmp_path: Path) -> None:
    whole = arrays((0.5, 0.25))
    del whole["upper.bias"]
    write_networks(tmp_path / "small.npz", {"right": (NAMES, whole)})
    for kind in ("right", "act"):
        with pytest.raises(KeyError):
            read_networks(tmp_path / "small.npz", (kind,))
