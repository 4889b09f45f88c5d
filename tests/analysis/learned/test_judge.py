"""The judge: trees that ask for features, read back from their file as they were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from briefing.analysis.learned.judge import KEPT_FROM, read_judge, write_judge

NAMES = ("likely", "length")
SHORT_AND_LIKELY = {
    # node 0 asks whether "likely" is above 0.5, node 2 whether "length" is above 3; node 5 is a tree of one end
    "feature": np.array([0, -1, 1, -1, -1, -1], dtype=np.int16),
    "bound": np.array([0.5, -2, 3, -2, -2, -2], dtype=np.float32),
    "below": np.array([1, -1, 3, -1, -1, -1], dtype=np.int32),
    "above": np.array([2, -1, 4, -1, -1, -1], dtype=np.int32),
    "chance": np.array([0, 0.2, 0, 0.9, 0.3, 0.5], dtype=np.float32),
    "roots": np.array([0, 5], dtype=np.int32),
}
NEVER = {
    "feature": np.array([-1], dtype=np.int16),
    "bound": np.zeros(1, dtype=np.float32),
    "below": np.array([-1], dtype=np.int32),
    "above": np.array([-1], dtype=np.int32),
    "chance": np.array([KEPT_FROM - 0.1], dtype=np.float32),
    "roots": np.array([0], dtype=np.int32),
}


@pytest.mark.parametrize(
    ("features", "end"),
    [({"likely": 0.9, "length": 2.0}, 0.9), ({"likely": 0.9, "length": 8.0}, 0.3), ({"likely": 0.5}, 0.2), ({}, 0.2)],
)
def test_a_chance_is_the_mean_of_what_the_trees_end_at(tmp_path: Path, features: dict[str, float], end: float) -> None:
    write_judge(tmp_path / "judge.npz", NAMES, {"right": SHORT_AND_LIKELY, "act": NEVER})
    judge = read_judge(tmp_path / "judge.npz")
    assert judge.confidences([features]) == pytest.approx([(end + 0.5) / 2])
    assert judge.are_kept([features]) == [False]


def test_lines_are_judged_side_by_side_as_each_alone(tmp_path: Path) -> None:
    write_judge(tmp_path / "judge.npz", NAMES, {"right": SHORT_AND_LIKELY, "act": NEVER})
    judge = read_judge(tmp_path / "judge.npz")
    lines: list[dict[str, float]] = [{"likely": 0.9, "length": 8.0}, {}, {"likely": 0.9, "length": 2.0}]
    assert judge.confidences(lines) == [judge.confidences([line])[0] for line in lines]
    assert judge.confidences([]) == []


def test_a_feature_that_no_tree_knows_changes_nothing(tmp_path: Path) -> None:
    write_judge(tmp_path / "judge.npz", NAMES, {"right": NEVER, "act": SHORT_AND_LIKELY})
    judge = read_judge(tmp_path / "judge.npz")
    known = {"likely": 0.9, "length": 2.0}
    assert judge.are_kept([known, {**known, "weather": 3.0}]) == [True, True]


def test_a_file_that_lacks_a_part_is_an_error(tmp_path: Path) -> None:
    np.savez(tmp_path / "judge.npz", names=np.frombuffer(b"likely", dtype=np.uint8))
    with pytest.raises(KeyError):
        read_judge(tmp_path / "judge.npz")
