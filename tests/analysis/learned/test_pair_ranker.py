"""The ranker of pairs: small networks whose chances are averaged, read back from their file as they were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from briefing.analysis.learned.pair_ranker import LARGEST, PairRanker, read_ranker, write_ranker
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


def test_the_pair_of_the_highest_score_is_chosen() -> None:
    ranked = PairRanker(NAMES, arrays((1.0, 2.0))).rank([{"joint": 3.0}, {"joint": 1.0, "here": 1.0}, {}])
    assert ranked.number == 1  # scores: (3 - 1) / 2, 2, and (0 - 1) / 2
    chances = np.exp([1.0, 2.0, -0.5]) / np.exp([1.0, 2.0, -0.5]).sum()
    assert ranked.chance == pytest.approx(chances[1], abs=1e-3)
    assert ranked.lead == pytest.approx(chances[1] - chances[0], abs=1e-3)


def test_networks_are_averaged_by_their_chances() -> None:
    both = PairRanker(NAMES, arrays((1.0, 0.0), (0.0, 3.0))).chances([{"joint": 3.0}, {"joint": 1.0, "here": 1.0}])
    one, other = (
        PairRanker(NAMES, arrays(plain)).chances([{"joint": 3.0}, {"joint": 1.0, "here": 1.0}])
        for plain in ((1.0, 0.0), (0.0, 3.0))
    )
    assert both == pytest.approx((one + other) / 2)
    assert both.sum() == pytest.approx(1)


def test_a_layer_lets_through_what_is_above_nothing() -> None:
    deep = arrays((0.0, 0.0))
    deep["hidden.weight"][0, 1, 0] = 1.0
    deep["upper.weight"][0, 0, 1] = 2.0
    deep["score.weight"][0, 1, 0] = 1.5
    chances = PairRanker(NAMES, deep).chances([{"joint": 1.0, "here": 1.0}, {"joint": 1.0, "here": -1.0}])
    assert chances[0] / chances[1] == pytest.approx(np.exp(3.0), rel=1e-3)


def test_no_feature_counts_beyond_bounds_and_unknown_ones_not_at_all() -> None:
    ranker = PairRanker(NAMES, arrays((0.0, 1.0)))
    far, bound = ranker.chances([{"here": 1e6}, {"here": LARGEST, "weather": 9.0}])
    assert far == bound == pytest.approx(0.5)


def test_a_pair_alone_is_certain() -> None:
    assert PairRanker(NAMES, arrays((1.0, 1.0))).rank([{"joint": -4.0}]) == (0, 1.0, 1.0)


def test_a_ranker_is_read_as_it_was_written(tmp_path: Path) -> None:
    pairs = [{"joint": 0.3}, {"here": 1.0}]
    write_ranker(tmp_path / "pairs.npz", NAMES, arrays((0.5, 0.25)))
    found = read_ranker(tmp_path / "pairs.npz").chances(pairs)
    assert found == pytest.approx(PairRanker(NAMES, arrays((0.5, 0.25))).chances(pairs), abs=1e-3)


def test_a_file_that_lacks_a_part_is_an_error(tmp_path: Path) -> None:
    whole = arrays((0.5, 0.25))
    del whole["upper.bias"]
    write_ranker(tmp_path / "pairs.npz", NAMES, whole)
    with pytest.raises(KeyError):
        read_ranker(tmp_path / "pairs.npz")
