"""What is said of an entry in a few words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefing.core.analysis import Act, ActorKind
from briefing.core.ledger.entries import Side, State
from briefing.core.ledger.wording import between, long_state, outcome, quantity_words, short_state
from tests.core.ledger.rows import row_of
from tests.support.made import NOON

ROW = row_of("o1", Act.OFFER, "Norland", "Sudland", "zinc", quantity="2 mln tons")
CHANGED = {"state": State.CHANGED, "earlier_quantity": "1 mln\ntons"}


@pytest.mark.parametrize(
    ("fields", "short", "long"),
    [
        ({}, "put", "put"),
        ({"state": State.ANSWERED, "answered_with": Act.ACCEPT}, "accepted", "accepted"),
        ({"state": State.ANSWERED, "answered_with": Act.REJECT}, "rejected", "rejected"),
        ({"state": State.ANSWERED, "answered_with": Act.LIFT}, "lifted", "lifted"),
        ({"state": State.ANSWERED, "answered_with": Act.REJECT, "answerer": "Sudland"}, "rejected", "rejected"),
        (
            {"state": State.ANSWERED, "answered_with": Act.REJECT, "answerer": "West\nland"},
            "rejected by West land",
            "rejected by West land",
        ),
        ({"state": State.ANSWERED}, "answered", "answered"),
        ({"state": State.LAPSED, "deadline": NOON}, "lapsed", "lapsed"),
        ({"state": State.REPEATED, "deadline": NOON}, f"by {NOON.day} {NOON:%b}", f"by {NOON.day} {NOON:%b}"),
        ({"act": Act.REJECT, "answers": "o2"}, "an answer", "an answer"),
        ({"act": Act.ACCEPT}, "an answer", "an answer"),
        ({"act": Act.IMPOSE}, "taken", "taken"),
        ({"act": Act.LIFT, "state": State.REPEATED}, "repeated", "repeated"),
        (CHANGED, "changed", "changed from 1 mln tons"),
    ],
)
def test_both_forms_of_a_state_say_the_same(fields: dict[str, Any], short: str, long: str) -> None:
    row = replace(ROW, **fields)
    assert (short_state(row), long_state(row)) == (short, long)


def test_a_list_says_only_what_has_become_of_an_entry() -> None:
    assert [outcome(replace(ROW, act=act)) for act in (Act.OFFER, Act.IMPOSE, Act.REJECT)] == ["", "", ""]
    assert outcome(replace(ROW, deadline=NOON)) == f"by {NOON.day} {NOON:%b}"


@pytest.mark.parametrize(
    ("act", "recipient", "told"),
    [
        (Act.PLEDGE, Side("voters"), "Ada Lis → voters"),
        (Act.PLEDGE, Side("Sudland", kind=ActorKind.STATE), "Norland → Sudland"),
        (Act.PLEDGE, Side("Sudland", ("Bo Ek",)), "Norland → Sudland"),
        (Act.IMPOSE, Side("voters"), "Norland → voters"),
        (Act.PLEDGE, None, "Norland"),
    ],
)
def test_a_person_speaks_for_their_state_to_other_sides_alone(act: Act, recipient: Side | None, told: str) -> None:
    maker = Side("Norland", ("Ada Lis",), ActorKind.STATE)
    assert between(replace(ROW, act=act, proposer=maker, recipient=recipient)) == told


def test_parties_and_quantities() -> None:
    assert between(replace(ROW, proposer=None), "->", "-") == "- -> Sudland"
    assert between(replace(ROW, proposer=Side("Nor\nland"), recipient=None)) == "Nor land"
    assert quantity_words(replace(ROW, **CHANGED), "->") == "1 mln tons -> 2 mln tons"
    assert quantity_words(ROW, "->") == "2 mln tons"
