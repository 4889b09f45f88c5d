"""The properties of an act: what every list, rule and report asks instead of holding sets of acts."""

import pytest

from briefing.core.analysis import Act


@pytest.mark.parametrize("act", Act)
def test_an_act_either_puts_something_or_answers_or_is_a_measure(act: Act) -> None:
    assert [act.opens, act.is_answer, act.is_measure].count(True) == 1


def test_yes_and_no_are_the_answers() -> None:
    assert {act for act in Act if act.is_answer} == {Act.ACCEPT, Act.REJECT}


@pytest.mark.parametrize(("act", "needs"), [(Act.DEMAND, True), (Act.PLEDGE, False), (Act.ACCEPT, False)])
def test_what_is_asked_of_nobody_says_too_little(act: Act, needs: bool) -> None:
    assert act.needs_recipient is needs


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (Act.OFFER, Act.PLEDGE, True),
        (Act.PLEDGE, Act.OFFER, True),
        (Act.ACCEPT, Act.PLEDGE, True),
        (Act.ACCEPT, Act.OFFER, False),
        (Act.DEMAND, Act.DEMAND, True),
        (Act.DEMAND, Act.THREATEN, False),
    ],
)
def test_acts_that_readers_take_for_each_other_are_near(one: Act, other: Act, near: bool) -> None:
    assert one.is_near(other) is near


def test_the_noun_of_an_act_can_follow_an_article() -> None:
    assert [act.noun for act in (Act.PROPOSE, Act.DEMAND, Act.REJECT)] == ["proposal", "demand", "refusal"]


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (Act.DEMAND, Act.PROPOSE, True),
        (Act.THREATEN, Act.IMPOSE, True),
        (Act.PLEDGE, Act.ACCEPT, True),
        (Act.DEMAND, Act.PLEDGE, False),
        (Act.DEMAND, Act.IMPOSE, False),
        (Act.THREATEN, Act.PROPOSE, False),
        (Act.ACCEPT, Act.REJECT, False),
        (Act.DEMAND, Act.REJECT, False),
        (Act.LIFT, Act.IMPOSE, False),
    ],
)
def test_which_acts_may_be_one_that_stories_tell_otherwise(one: Act, other: Act, may_be: bool) -> None:
    assert one.may_be(other) is other.may_be(one) is may_be
