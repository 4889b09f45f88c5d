"""The ranker of pairs: the chances of small networks, averaged."""

from __future__ import annotations

import numpy as np
import pytest

from briefing.analysis.learned.pair_ranker import PairRanker
from tests.analysis.learned.test_small_networks import networks

PAIRS = [{"joint": 3.0}, {"joint": 1.0, "here": 1.0}, {}]


def test_the_pair_of_the_highest_score_is_chosen() -> None:
    (ranked,) = PairRanker(networks((1.0, 2.0))).rank([PAIRS])
    chances = np.exp([1.0, 2.0, -0.5]) / np.exp([1.0, 2.0, -0.5]).sum()
    assert ranked.number == 1
    assert ranked.chance == pytest.approx(chances[1], abs=1e-3)
    assert ranked.lead == pytest.approx(chances[1] - chances[0], abs=1e-3)


def test_networks_are_averaged_by_their_chances() -> None:
    (both,) = PairRanker(networks((1.0, 0.0), (0.0, 3.0))).chances([PAIRS])
    alone = [PairRanker(networks(plain)).chances([PAIRS])[0] for plain in ((1.0, 0.0), (0.0, 3.0))]
    assert both == pytest.approx((alone[0] + alone[1]) / 2)
    assert both.sum() == pytest.approx(1)


def test_a_pair_alone_is_certain() -> None:
    assert PairRanker(networks((1.0, 1.0))).rank([[{"joint": -4.0}]]) == [(0, 1.0, 1.0)]


def test_each_act_is_ranked_by_itself() -> None:
    ranker = PairRanker(networks((1.0, 2.0)))
    acts = [PAIRS, PAIRS[:1], PAIRS[::-1]]
    assert [ranked.number for ranked in ranker.rank(acts)] == [1, 0, 1]
    for together, pairs in zip(ranker.chances(acts), acts, strict=True):
        assert together == pytest.approx(ranker.chances([pairs])[0])
    assert ranker.rank([]) == []
