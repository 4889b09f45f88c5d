"""The measures run: small here, and only to see that they do."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from bench import growth
from bench.clock import Ratio
from bench.figures import write_figures
from bench.logistic import Asked, chosen, cross_validated


def test_where_a_baseline_is_missing_the_row_says_so() -> None:
    assert Ratio("a fetch", "newsboat", 3.0, None).line().endswith("3.0000 s; not here: newsboat")


def test_growth_is_measured() -> None:
    first, _, second, _ = growth.measure(sizes=(50, 100))
    assert first.times == 1
    assert second.what == "50 new stories stored among 100"


def test_what_was_measured_is_kept_as_json_and_as_a_picture(tmp_path: Path) -> None:
    ratios = [Ratio("a <thing>", "another", 3.0, 2.0), Ratio("a thing", "nothing here", 3.0, None)]
    write_figures({"part": ratios}, tmp_path)
    shape = json.loads((tmp_path / "performance.json").read_text(encoding="utf-8"))
    assert [row["ratio"] for row in shape["parts"]["part"]] == [1.5, None]
    picture = (tmp_path / "performance.svg").read_text(encoding="utf-8")
    assert "a &lt;thing&gt;" in picture
    assert "1.50" in picture


def test_weights_and_thresholds_see_nothing_of_the_group_that_they_are_judged_on() -> None:
    """Each group has a sign of its own that tells right from wrong: who has seen it would know."""
    groups = [f"event {at // 2}" for at in range(80)]
    right = np.array([at % 2 for at in range(80)], float)
    signs = np.zeros((80, 40))
    signs[np.arange(80), np.arange(80) // 2] = right
    unseen = Asked(signs, right, groups, np.ones(80, bool), 0.1)
    (chances,) = cross_validated(unseen, 1)
    assert abs(chances[right == 1] - chances[right == 0]).max() < 0.01
    (joined,) = chosen(Asked(right[:, None], right, groups, np.ones(80, bool), 0.1), 1, 0.9)
    assert (joined == right).all()
    (none,) = chosen(Asked(signs, right, groups, np.zeros(80, bool), 0.1), 1, 0.9)
    assert not none.any()
