"""What makes a line an answer to another: yes or no to the same matter, from who was asked, and not long before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.clustering.answers import ANSWER_BEFORE, TOLD_TOGETHER, answer_chance, takes_back
from briefing.clustering.compared_line import ComparedLine
from briefing.core.analysis import Act
from briefing.core.ledger.entries import Join
from briefing.core.ledger.lines import LedgerLine, LineParty

NORLAND, SUDLAND = LineParty("Norland"), LineParty("Sudland")
PUT = LedgerLine(
    "one", Act.DEMAND, "open its ports to grain ships", datetime(2026, 11, 3, tzinfo=UTC), NORLAND, SUDLAND,
    quote="Norland again demanded that Sudland open its ports to grain ships.",
    context={"ports": 0.7, "grain": 0.7}, story=1,
)  # fmt: skip


def refusal(terms: str) -> LedgerLine:
    return replace(
        PUT, id=terms, act=Act.REJECT, proposer=SUDLAND, recipient=NORLAND, terms=terms,
        quote=f"Sudland rejected {terms} on Tuesday.",
    )  # fmt: skip


def chance(put: LedgerLine, answer: LedgerLine) -> Join | None:
    return answer_chance(ComparedLine(put), ComparedLine(answer))


def test_yes_or_no_to_another_matter_is_no_answer_though_one_story_tells_both() -> None:
    assert chance(PUT, refusal("opening the ports")) is not None
    assert chance(PUT, refusal("a census of herons")) is None


def test_an_answer_may_be_dated_a_little_before_what_it_answers_and_no_more() -> None:
    answer = refusal("opening the ports")
    assert chance(replace(PUT, at=answer.at + ANSWER_BEFORE), answer) is not None
    assert chance(replace(PUT, at=answer.at + ANSWER_BEFORE + timedelta(seconds=1)), answer) is None


def test_who_put_it_takes_it_back() -> None:
    withdrawn = replace(PUT, id="two", act=Act.REJECT)
    found = takes_back(ComparedLine(PUT), ComparedLine(withdrawn))
    assert found is not None
    assert found == chance(PUT, withdrawn)
    assert found.chance < TOLD_TOGETHER.chance, "only what one story tells of both is certain"
    assert found.reasons[0] == "the side that put it takes it back"
    assert takes_back(ComparedLine(PUT), ComparedLine(refusal(PUT.terms))) is None
