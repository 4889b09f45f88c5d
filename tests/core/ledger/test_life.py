"""What the lines of an entry come to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing.core.analysis import Act, ActorKind
from briefing.core.feed import Reliability
from briefing.core.ledger.entries import State
from briefing.core.ledger.life import CERTAIN, Answered, are_far_apart, is_changed, live, same_amount
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
        ("$44 a share", "$46 a share", False),
        ("8.5 percent", "8.25 percent", False),
        ("3.16 billion dollars", "$3.2 billion", True),
        ("103 billion dollars", "$105 billion", True),
        ("10.3 million tonnes", "10.5 million tonnes", False),
        ("nearly 500 tanks", "488 tanks", True),
        ("490 tanks", "488 tanks", True),
        ("about $44 a share", "$46 a share", True),
        ("between $40 and $44", "$43", True),
        ("between $44 and $40", "between $44 and $40", True),
        ("$44 a share", "$44", True),
        ("$44 a share", "$3.16 billion", None),
    ],
)
def test_amounts_are_the_same_whatever_their_unit(one: str, other: str, same: bool | None) -> None:
    assert same_amount(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("two million tonnes", "three million tonnes", False),
        ("from $4 million to $9 million", "$45 million", False),
        ("$45 million", "$4 million", True),
        ("$4 million", "$45 million", True),
        ("four hours", "three weeks", False),
        ("two million tonnes", "$2", False),
        ("$44 a share", "$3.16 billion", False),
    ],
)
def test_an_amount_that_is_a_tenth_of_another_is_of_something_else(one: str, other: str, far: bool) -> None:
    assert are_far_apart(one, other) is far


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
        ("$44 a share", "$46 a share", True),
        ("$44 a share", "$3.16 billion", False),
    ],
)
def test_another_figure_changes_an_act_but_another_length_of_time_does_not(one: str, other: str, changed: bool) -> None:
    assert is_changed(one, other) is changed
    first = LedgerLine("a", Act.DEMAND, "stop blocking aid", NOON, quantity=one)
    life = live((first, replace(first, id="b", at=NOON + hours(1), quantity=other)), NOON + hours(2))
    assert (life.state is State.CHANGED, bool(life.earlier_quantity)) == (changed, changed)


@pytest.mark.parametrize(
    "aside", [{"reliability": Reliability.LOW}, {"mentioned": True}, {"quote": "In 2024 it offered zinc."}]
)
def test_a_telling_that_changes_nothing_gives_no_other_figure(aside: dict[str, Any]) -> None:
    first = LedgerLine("a", Act.OFFER, "zinc", NOON, LineParty("Norland"), quantity="two tonnes")
    other = replace(first, id="b", at=NOON + hours(1), quantity="nine tonnes", **aside)
    life = live([first, other], NOON + hours(2))
    assert (life.state, life.quantity, life.earlier_quantity) == (State.PUT, "two tonnes", "")
    assert live([replace(first, quantity=""), other], NOON + hours(2)).quantity == "nine tonnes", "better than none"


def test_nobody_is_said_to_put_an_act_to_themselves_for_what_a_less_sure_line_says() -> None:
    plain = LedgerLine("a", Act.IMPOSE, "a lower tax", NOON, LineParty("Norland"), confidence=0.9)
    within = replace(plain, id="b", recipient=LineParty("Norland"), confidence=0.6)
    life = live([plain, within], NOON + hours(1))
    assert life.best == plain
    assert life.recipient is None


def _threats(*told: tuple[int, str]) -> list[LedgerLine]:
    """Tellings of one threat, so many hours after noon of a Sunday, in these words."""
    threat = LedgerLine("", Act.THREATEN, "strike the mills", NOON, LineParty("Norland"), LineParty("Sudland"))
    return [
        replace(threat, id=f"{after}", at=NOON + hours(after), quote=f"Norland will strike the mills {words}.")
        for after, words in told
    ]


@pytest.mark.parametrize(
    ("told", "after", "state", "due"),
    [
        ([(0, "within 24 hours")], 25, State.LAPSED, 24),
        ([(0, "within 24 hours"), (20, "within 24 hours")], 25, State.LAPSED, 24),
        ([(0, "within 24 hours"), (60, "within 48 hours")], 70, State.REPEATED, 108),
        ([(0, "within 24 hours"), (60, "within 48 hours")], 109, State.LAPSED, 108),
        ([(0, "soon"), (3, "within 24 hours")], 28, State.LAPSED, 27),
    ],
)
def test_an_act_lapses_at_the_deadline_with_which_it_was_put_last(
    told: list[tuple[int, str]], after: int, state: State, due: int
) -> None:
    life = live(_threats(*told), NOON + hours(after))
    assert (life.state, life.deadline) == (state, NOON + hours(due))


def test_no_answer_is_awaited_by_a_deadline_after_which_the_act_was_put_again() -> None:
    life = live(_threats((0, "within 24 hours"), (60, "soon")), NOON + hours(61))
    assert (life.state, life.deadline) == (State.REPEATED, None)


def test_the_last_answer_decides_and_of_equals_the_likeliest() -> None:
    put = LedgerLine("one", Act.OFFER, "zinc", NOON, LineParty("Norland"), LineParty("Sudland"))
    first = Answered(NOON + hours(3), Act.REJECT, "Sudland", True, CERTAIN)
    last = Answered(NOON + hours(5), Act.REJECT, "Norland", True, 0.7)
    life = live([put], NOON + hours(9), [first, last])
    assert (life.state, life.moved) == (State.WITHDRAWN, last.at)
    assert live([put], NOON + hours(9), [replace(last, at=first.at), first]).state is State.ANSWERED


def test_what_is_told_by_several_papers_is_surer_and_by_a_believed_one_more_so() -> None:
    one = LedgerLine(
        "a", Act.OFFER, "zinc", NOON, LineParty("Norland"), LineParty("Sud"), confidence=0.5, house="a.example"
    )
    other = replace(one, id="b", house="b.example")
    alone, both, believed = (
        live(lines, NOON + hours(1)).confidence
        for lines in ((one,), (one, other), (one, replace(other, reliability=Reliability.HIGH)))
    )
    assert 0.5 == alone < both < believed < 1


def test_an_entry_is_shown_where_it_is_sure_enough() -> None:
    life = live([LedgerLine("a", Act.PLEDGE, "zinc", NOON, LineParty("Norland"), confidence=0.5)], NOON + hours(1))
    assert (life.is_shown(0.5), life.is_shown(0.6)) == (True, False)


def test_public_parties_and_measures_weigh_more_than_private_people() -> None:
    line = LedgerLine("a", Act.DEMAND, "zinc", NOON, LineParty("Norland", kind=ActorKind.STATE), confidence=0.9)

    def weight(**fields: object) -> float:
        return live([replace(line, **fields)], NOON + hours(1)).weight  # type: ignore[arg-type]

    person = LineParty("Ada Lis", kind=ActorKind.PERSON)
    assert weight(proposer=person) < weight(proposer=None) < weight(proposer=LineParty("somebody")) < weight()
    assert weight(proposer=LineParty("Norland", "Ada Lis", ActorKind.PERSON)) == weight()
    assert weight(resources=("zinc",)) > weight()
    assert weight(act=Act.IMPOSE) > weight()
