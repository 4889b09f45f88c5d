"""What the lines of an entry come to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.analysis import Act
from briefing.core.ledger.entries import State
from briefing.core.ledger.life import CERTAIN, Answered, is_changed, live, same_amount
from briefing.core.ledger.lines import LedgerLine, LineParty
from tests.support.made import NOON, hours


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("two million tonnes", "2 mln tonnes", True),
        ("two million tonnes", "three million tonnes", False),
        ("two million tonnes", "$2 million", None),
        ("21-day", "three weeks", True),
        ("48 hours", "two days", True),
        ("48 hours", "a truce of four days", False),
        ("48 hours", "48 tonnes", None),
        ("", "48 hours", None),
    ],
)
def test_amounts_are_the_same_whatever_their_unit(one: str, other: str, same: bool | None) -> None:
    assert same_amount(one, other) is same


@pytest.mark.parametrize(
    ("by", "is_shown", "chance", "state"),
    [
        ("Sudland", True, 0.7, State.ANSWERED),
        ("norland", True, 0.7, State.WITHDRAWN),
        ("", True, 0.7, State.ANSWERED),
        ("Sudland", False, 0.7, State.PUT),
        ("Sudland", False, CERTAIN, State.ANSWERED),
    ],
)
def test_an_answer_counts_if_it_is_sure_or_one_story_tells_both(
    by: str, is_shown: bool, chance: float, state: State
) -> None:
    put = LedgerLine("one", Act.OFFER, "zinc", NOON, LineParty("Norland"), LineParty("Sudland"))
    answer = Answered(NOON + hours(3), Act.REJECT, by, is_shown, chance)
    assert live([put], NOON + hours(9), [answer]).state is state


@pytest.mark.parametrize(
    ("one", "other", "changed"),
    [
        ("two million tonnes", "three million tonnes", True),
        ("two million tonnes", "2 mln tonnes", False),
        ("two million tonnes", "$2 million", False),
        ("more than two months", "a four-hour cease-fire", False),
        ("", "three million tonnes", False),
    ],
)
def test_another_figure_changes_an_act_but_another_length_of_time_does_not(one: str, other: str, changed: bool) -> None:
    assert is_changed(one, other) is changed
    first = LedgerLine("a", Act.DEMAND, "stop blocking aid", NOON, quantity=one)
    life = live((first, replace(first, id="b", at=NOON + hours(1), quantity=other)), NOON + hours(2))
    assert (life.state is State.CHANGED, bool(life.earlier_quantity)) == (changed, changed)
