"""What makes a line an answer to another: yes or no to the same matter, from who was asked, and not long before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.clustering.answers import ANSWER_BEFORE, TOLD_TOGETHER, answer_chance, may_answer, takes_back
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


def test_an_answer_is_mostly_about_what_it_answers() -> None:
    """That its terms are found in the sentence around the other's is not enough, nor that both have a word or two: one
    story tells of much.
    """
    around = replace(PUT, quote=f"{PUT.quote} Sudland has had a dispute over salt since spring.")
    assert chance(around, refusal("the dispute over salt")) is None
    assert chance(around, refusal("the dispute over ports")) is None
    assert chance(around, refusal("the call to open the ports")) is not None
    assert chance(around, refusal("opening its ports")) is not None, "a word in another form"
    assert chance(replace(around, terms=""), refusal("the dispute over salt")) is not None


def test_terms_that_stand_in_longer_ones_are_about_the_same() -> None:
    told_in_short = replace(PUT, terms="open ports")
    assert chance(told_in_short, refusal("a plan for open ports along the whole of its western coast")) is not None


def test_a_word_and_the_same_amount_say_what_is_meant() -> None:
    put = replace(PUT, terms="let in 10 ships with grain or salt", quantity="10 ships")
    answer = replace(refusal("the pilots for 10 ships off the western coast"), quantity="10 ships")
    assert chance(put, answer) is not None
    assert chance(put, replace(answer, quantity="")) is None


def test_another_story_answers_with_some_of_the_same_news() -> None:
    answer = replace(refusal("opening the ports"), story=2)
    assert chance(PUT, answer) is not None
    assert chance(PUT, replace(answer, context={"herons": 1.0})) is None


def test_a_word_that_points_back_points_into_its_own_story() -> None:
    assert chance(PUT, refusal("this")) is not None
    assert chance(PUT, replace(refusal("this"), story=2)) is None


def test_what_a_side_asks_of_itself_is_not_answered() -> None:
    assert chance(replace(PUT, recipient=NORLAND), replace(refusal("opening the ports"), proposer=NORLAND)) is None


def test_what_is_not_yet_agreed_is_no_answer() -> None:
    told = refusal("opening the ports")
    assert chance(PUT, told) is not None
    assert chance(PUT, replace(told, negated=True)) is None


def test_nobody_says_yes_to_themselves() -> None:
    """Two sides that agree may be those of whom one has put it."""
    yes = replace(refusal("opening the ports"), act=Act.ACCEPT)
    assert chance(replace(PUT, recipient=None), yes) is not None
    own = replace(yes, proposer=NORLAND, recipient=SUDLAND)
    assert not may_answer(own, PUT.proposer)
    assert may_answer(replace(own, proposer=replace(NORLAND, others=("Sudland",))), PUT.proposer)
    assert may_answer(replace(own, act=Act.REJECT), PUT.proposer)


def test_one_sentence_tells_both_only_where_the_answer_names_what_it_answers() -> None:
    """A demand to think again names the refusal before it."""
    quote = "Norland urged Sudland to think again of its refusal to open its ports to grain ships."
    answer = replace(refusal("open its ports to grain ships"), quote=quote)
    assert chance(replace(PUT, quote=quote), answer) is not None
    assert chance(replace(PUT, quote=quote, terms=answer.terms), answer) is not None
    assert chance(replace(PUT, quote=quote, terms=f"think again of its refusal to {answer.terms}"), answer) is None


def test_negotiations_take_nothing_back() -> None:
    quote = "Norland would not like grain ships in its ports until there is a renegotiation."
    assert takes_back(ComparedLine(PUT), ComparedLine(withdrawal(PUT.terms, quote))) is None
    quote = "Norland reneged on its demand for grain ships in the ports."
    assert takes_back(ComparedLine(PUT), ComparedLine(withdrawal(PUT.terms, quote))) is not None


def test_what_was_answered_long_ago_answers_nothing_new() -> None:
    then = replace(refusal("opening the ports"), quote="Sudland rejected opening the ports in 1994.")
    assert chance(PUT, then) is None
    put_then = replace(PUT, terms="open its ports", quote="Norland demanded that Sudland open its ports in 1993.")
    assert chance(put_then, then) is not None


def test_yes_or_no_to_another_amount_is_no_answer() -> None:
    ten, twelve, none = (f"{n}ship a day to the ports" for n in ("10 ", "12 ", ""))
    put = replace(PUT, terms=f"let in {ten}", quantity="10 ships", quote=f"Norland demanded that Sudland let in {ten}.")
    assert chance(put, replace(refusal(ten), quantity="10 ships")) is not None
    assert chance(put, refusal(none)) is not None
    assert chance(put, replace(refusal(twelve), quantity="12 ships")) is None


def withdrawal(terms: str, quote: str, act: Act = Act.REJECT) -> LedgerLine:
    return replace(PUT, id="two", act=act, terms=terms, quote=quote)


def test_who_put_it_takes_it_back() -> None:
    withdrawn = withdrawal(PUT.terms, "Norland withdrew its demand to Sudland to open its ports to grain ships.")
    found = takes_back(ComparedLine(PUT), ComparedLine(withdrawn))
    assert found is not None
    assert found == chance(PUT, withdrawn)
    assert found.chance < TOLD_TOGETHER.chance, "only what one story tells of both is certain"
    assert found.reasons[0] == "the side that put it takes it back"
    assert takes_back(ComparedLine(PUT), ComparedLine(refusal(PUT.terms))) is None


@pytest.mark.parametrize(
    ("terms", "quote"),
    [
        ("the ports of Sudland", "Norland no longer wants the ports of Sudland to have grain ships."),
        ("pay for the pilots", f"{PUT.quote} It dropped its own pilots."),
        (PUT.terms, PUT.quote),
    ],
)
def test_what_a_side_refuses_besides_takes_nothing_back(terms: str, quote: str) -> None:
    assert takes_back(ComparedLine(PUT), ComparedLine(withdrawal(terms, quote))) is None


@pytest.mark.parametrize(
    "quote",
    [
        "Norland lets the grain ships of Sudland in again.",
        "Norland eased its ban on the grain ships of Sudland.",
        "Norland lifted the ban on the grain ships of Sudland.",
        "Norland no longer bans the grain ships of Sudland.",
    ],
)
def test_who_lifts_what_it_imposed_takes_it_back_in_many_words(quote: str) -> None:
    ban = replace(PUT, act=Act.IMPOSE, terms="a ban on grain ships", quote="Norland bans Sudland's grain ships.")
    lifted = withdrawal("the ban on grain ships", quote, Act.LIFT)
    assert takes_back(ComparedLine(ban), ComparedLine(lifted)) is not None
    assert takes_back(ComparedLine(ban), ComparedLine(replace(lifted, quote=ban.quote))) is None


def test_what_a_side_allows_besides_takes_no_measure_back() -> None:
    ban = replace(PUT, act=Act.IMPOSE, terms="a ban on grain ships", quote="Norland bans Sudland's grain ships.")
    permit = withdrawal("impose a ban on grain ships", "Norland's law allows a ban on grain ships.", Act.LIFT)
    assert takes_back(ComparedLine(ban), ComparedLine(permit)) is None
