"""The judge: the chances of small networks, and which lines are kept."""

from __future__ import annotations

import numpy as np
import pytest

from briefing.analysis.learned.judge import KEPT_FROM, Judge, Likelihood
from briefing.analysis.learned.small_networks import Features
from tests.analysis.learned.test_small_networks import networks

LINES: list[Features] = [{"joint": 3.0}, {"joint": 1.0, "here": -1.0}, {"here": 1.0, "joint": 1.0}]
JUDGE = Judge(Likelihood(networks((1.0, 0.0), (0.0, 2.0))), Likelihood(networks((0.0, 1.0))))


def test_a_chance_is_the_mean_of_what_the_networks_say() -> None:
    odds = [(1.0, 0.0), (0.0, -2.0), (0.0, 2.0)]
    wanted = [np.mean([1 / (1 + np.exp(-score)) for score in scores]) for scores in odds]
    assert JUDGE.confidences(LINES) == pytest.approx(wanted)


def test_lines_are_judged_side_by_side_as_each_alone() -> None:
    assert JUDGE.confidences(LINES) == pytest.approx([JUDGE.confidences([line])[0] for line in LINES])
    assert JUDGE.confidences([]) == []
    assert JUDGE.are_kept([]) == []


def test_what_hardly_tells_an_act_is_not_kept() -> None:
    bound = float(np.log(KEPT_FROM / (1 - KEPT_FROM)))
    lines: list[Features] = [{"here": bound + 0.01}, {"here": bound - 0.01}, {"here": -1.0}]
    assert JUDGE.are_kept(lines) == [True, False, False]
