"""Lines are paired with the acts that readers marked, and pairs of parties weighed by them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from learn.pairing import JudgedLine, are_parties, marked_acts, verdicts, weigh_pairs

TEXT = "Norway offered Chad cheap salmon. Oslo also wants a fishing licence from Chad."
OFFER: dict[str, Any] = {
    "act": "offer",
    "quote": "Norway offered Chad cheap salmon.",
    "terms": "cheap salmon",
    "proposer": {"name": "Norway", "also": ["Oslo"]},
    "recipient": {"name": "Chad"},
}
DEMAND: dict[str, Any] = {
    "act": "demand",
    "quote": "Oslo also wants a fishing licence from Chad.",
    "terms": "a fishing licence",
    "proposer": {"name": "Norway", "also": ["Oslo"]},
    "recipient": {"name": "Chad"},
    "null_ok": True,
}
STORY: dict[str, Any] = {"text": TEXT, "acts": [OFFER, DEMAND]}
FIRST = JudgedLine("offer", False, "Norway", "Chad", "cheap salmon", [(0, 33)])
SECOND = JudgedLine("demand", False, "Oslo", "Chad", "a fishing licence", [(34, 78)])


def test_each_act_goes_to_the_line_that_is_most_like_it() -> None:
    vague = replace(FIRST, terms="salmon of all kinds")
    found = verdicts(STORY, [vague, FIRST, SECOND])
    assert [(one.is_act, one.right) for one in found] == [(False, False), (True, True), (True, True)]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FIRST, recipient=None),
        replace(FIRST, proposer="Chad", recipient="Norway"),
        replace(FIRST, negated=True),
        replace(FIRST, act="demand"),
        replace(FIRST, terms="cheap herring, shrimp and crab"),
    ],
)
def test_a_line_with_anything_wrong_tells_an_act_and_is_not_right(wrong: JudgedLine) -> None:
    (found,) = verdicts(STORY, [wrong])
    assert (found.is_act, found.right) == (True, False)


def test_lines_may_share_the_act_that_they_are_most_like() -> None:
    elsewhere = replace(FIRST, terms="a harbour", proposer=None)
    assert marked_acts(STORY, [FIRST, FIRST, SECOND, elsewhere]) == [OFFER, OFFER, DEMAND, None]


def test_naming_nobody_is_right_only_where_readers_allow_it() -> None:
    assert are_parties(SECOND.between("Norway", None), DEMAND)
    assert not are_parties(FIRST.between("Norway", None), OFFER)
    assert not are_parties(FIRST.between(None, "Chad"), OFFER)
    assert not are_parties(FIRST.between("Oslo", "Norway"), OFFER)


def test_a_pair_that_names_a_recipient_goes_before_one_that_leaves_it_out() -> None:
    assert weigh_pairs([True, True, False], [True, False, True]) == [1.0, 0.1, 0.0]
    assert weigh_pairs([False, True], [True, False]) == [0.0, 1.0]
