"""What makes two lines one act: the parties, the words and the days, each for itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.clustering.act_weights import SAME, THRESHOLDS
from briefing.clustering.compared_line import ComparedLine
from briefing.clustering.same_acts import may_be_one, same_act, same_chance, told_in_full
from briefing.core.analysis import Act, ActorKind
from briefing.core.ledger.lines import LedgerLine, LineParty

DAY = datetime(2026, 11, 3, tzinfo=UTC)
NORLAND, SUDLAND, WESTPORT = (LineParty(name) for name in ("Norland", "Sudland", "Westport"))
DEMAND = LedgerLine(
    "one", Act.DEMAND, "open its ports to grain ships", DAY, NORLAND, SUDLAND,
    quote="Norland again demanded that Sudland open its ports to grain ships.",
)  # fmt: skip
TOLD = replace(
    DEMAND, id="two", terms="open the ports for ships with grain", at=DAY + timedelta(days=1),
    quote="Sudland must open the ports for ships with grain, Norland insisted on Wednesday.",
)  # fmt: skip


def chance(one: LedgerLine, other: LedgerLine) -> float:
    return same_chance(ComparedLine(one), ComparedLine(other))


def test_a_demand_in_other_words_is_one_act() -> None:
    assert chance(DEMAND, TOLD) >= THRESHOLDS[SAME]


def test_what_is_asked_of_another_is_another_act() -> None:
    elsewhere = replace(TOLD, recipient=WESTPORT, quote=TOLD.quote.replace("Sudland", "Westport"))
    assert chance(DEMAND, elsewhere) < THRESHOLDS[SAME]
    unnamed = replace(TOLD, recipient=None)
    assert chance(DEMAND, elsewhere) < chance(DEMAND, unnamed) < chance(DEMAND, TOLD)


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("commercial banks", "banks", True),
        ("commercial foreign banks", "foreign commercial banks", True),
        ("commercial banks", "savings banks", False),
        ("commercial banks", "bank workers", False),
        ("South Norland", "Norland", False),
        ("Sudland", "sailors", False),
    ],
)
def test_who_is_named_in_fewer_words_may_be_the_same(one: str, other: str, may_be: bool) -> None:
    pair = replace(DEMAND, recipient=LineParty(one)), replace(TOLD, recipient=LineParty(other))
    assert may_be_one(*pair) is may_be_one(*pair[::-1]) is may_be
    unnamed = chance(DEMAND, replace(TOLD, recipient=None))
    assert (chance(*pair) == unnamed) is may_be


def test_a_body_is_not_another_of_a_longer_name() -> None:
    bodies = [LineParty(name, kind=ActorKind.BODY) for name in ("the upper council", "the council")]
    assert not may_be_one(replace(DEMAND, recipient=bodies[0]), replace(TOLD, recipient=bodies[1]))


@pytest.mark.parametrize("near", [Act.DEMAND, Act.PROPOSE, Act.OFFER])
def test_what_is_not_put_is_no_report_of_what_is(near: Act) -> None:
    other = replace(TOLD, act=near)
    assert may_be_one(DEMAND, other) is True
    assert may_be_one(DEMAND, replace(other, negated=True)) is may_be_one(replace(DEMAND, negated=True), other) is False


def test_an_act_does_not_come_to_a_tenth_of_itself() -> None:
    aid, more, fee = (
        replace(DEMAND, terms=f"{sum} in aid", quantity=sum) for sum in ("$900 million", "$700 million", "$3 million")
    )
    assert chance(aid, more) >= THRESHOLDS[SAME] > chance(aid, fee) == 0.0


@pytest.mark.parametrize(
    ("terms", "days", "may_be"),
    [
        ("fresh orders to leave the ports", 5, False),
        ("a new order to leave the ports", 5, False),
        ("its new ports", 5, False),
        ("a new order to leave the ports", 2, True),
        ("leave the new ports", 5, True),
        ("news of the ports", 5, True),
    ],
)
def test_what_is_called_new_is_not_what_was_put_days_before(terms: str, days: int, may_be: bool) -> None:
    later = replace(TOLD, terms=terms, at=DAY + timedelta(days=days))
    assert may_be_one(DEMAND, later) is may_be_one(later, DEMAND) is may_be
    assert may_be_one(DEMAND, replace(later, is_dated=False))
    assert may_be_one(replace(DEMAND, terms=terms), replace(later, terms=DEMAND.terms)), "old by now"
    assert may_be_one(DEMAND, replace(later, quote=DEMAND.quote)), "the same words"
    assert may_be_one(replace(DEMAND, quantity="three ports"), replace(later, quantity="3 ports")), "the same amount"


def test_acts_that_nobody_takes_for_each_other_are_one_in_much_the_same_terms() -> None:
    pledge = replace(TOLD, act=Act.PLEDGE, terms="open the ports to every ship with grain")
    assert chance(DEMAND, pledge) > 0
    other = replace(pledge, terms="rebuild the ports of its western coast", quote="Norland will rebuild the ports.")
    assert chance(DEMAND, other) == 0 < chance(DEMAND, replace(other, act=Act.DEMAND))


def test_each_further_word_that_is_found_again_counts() -> None:
    short, long = "open its ports", "open its ports to grain ships under escort of neutral pilots"
    said = "Norland demanded that Sudland {}."
    pair = [replace(one, terms=terms, quote=said.format(terms)) for terms in (short, long) for one in (DEMAND, TOLD)]
    assert chance(pair[0], pair[1]) < chance(pair[2], pair[3])


def test_the_order_of_two_lines_does_not_matter() -> None:
    assert chance(DEMAND, TOLD) == chance(TOLD, DEMAND)


@pytest.mark.parametrize("act", [Act.THREATEN, Act.PLEDGE, Act.DEMAND, Act.OFFER, Act.IMPOSE])
def test_a_lifting_is_no_repetition_of_what_was_said_before(act: Act) -> None:
    said, lifted = replace(TOLD, act=act), replace(DEMAND, act=Act.LIFT)
    assert not may_be_one(said, lifted)
    assert not may_be_one(lifted, said)
    assert may_be_one(lifted, replace(TOLD, act=Act.LIFT))


GRAIN_HEADLINE = replace(
    DEMAND, id="headline", terms="open its ports to grain", quote="Norland: open ports to grain, or face duties",
    in_title=True,
)  # fmt: skip


def test_a_headline_belongs_to_the_line_of_its_story_that_has_its_words_best() -> None:
    pilots = replace(DEMAND, id="three", terms="grain pilots", quote="Norland also asked Sudland for grain pilots.")
    assert told_in_full(GRAIN_HEADLINE, [pilots, GRAIN_HEADLINE, DEMAND]) is DEMAND


def test_what_else_a_headline_says_is_not_what_its_line_tells() -> None:
    duties = replace(DEMAND, id="three", terms="pay duties", quote="Norland demanded that Sudland pay duties.")
    assert told_in_full(GRAIN_HEADLINE, [duties]) is None


def test_a_headline_is_told_in_full_where_the_text_calls_the_people_otherwise() -> None:
    sailors, seamen = LineParty("Sailors"), LineParty("Norland seamen")
    headline, full = replace(GRAIN_HEADLINE, proposer=sailors), replace(DEMAND, proposer=seamen)
    assert told_in_full(headline, [full]) is full
    elsewhere = replace(full, terms="raise their wages", quote="Norland seamen demanded that Sudland raise wages.")
    assert told_in_full(headline, [elsewhere]) is None
    state = replace(full, proposer=LineParty("Westport", kind=ActorKind.STATE))
    assert told_in_full(headline, [state]) is None
    group, wing = (LineParty(name, kind=ActorKind.GROUP) for name in ("Greens", "Young Greens"))
    young = replace(DEMAND, proposer=wing)
    assert told_in_full(replace(headline, proposer=group), [young]) is young


def test_a_headline_is_told_in_full_where_the_text_has_it_as_another_act() -> None:
    vowed, threatened = replace(GRAIN_HEADLINE, act=Act.PLEDGE), replace(DEMAND, act=Act.THREATEN)
    assert told_in_full(vowed, [threatened]) is threatened
    refused = replace(DEMAND, act=Act.REJECT)
    assert told_in_full(vowed, [refused]) is None
    offered = replace(DEMAND, act=Act.OFFER, terms="a way through", quote="Norland: open ports to grain, a way through")
    assert told_in_full(vowed, [offered]) is offered
    assert told_in_full(vowed, [replace(offered, quote="Norland offered Sudland a way through.")]) is None


def test_the_reasons_say_what_two_lines_have_in_common() -> None:
    join = same_act(
        ComparedLine(replace(DEMAND, quantity="two ships")), ComparedLine(replace(TOLD, quantity="2 ships"))
    )
    assert join.chance == chance(replace(DEMAND, quantity="two ships"), replace(TOLD, quantity="2 ships"))
    assert join.reasons == (
        "the same proposer and recipient",
        "the same act",
        "terms with the same words: grain, port, ship, open",
        "the same quantity",
        "sentences that say nearly the same",
    )
    unlike = replace(TOLD, recipient=None, quantity="9 ships", terms="let its cutters in", quote="It asks for cutters.")
    assert same_act(ComparedLine(replace(DEMAND, quantity="two ships")), ComparedLine(unlike)).reasons == (
        "the same proposer",
        "the same act",
        "terms with the same words: ship",
        "another quantity",
    )


def test_what_cannot_be_one_act_has_no_reasons() -> None:
    other = replace(TOLD, proposer=WESTPORT, act=Act.ACCEPT)
    join = same_act(ComparedLine(replace(DEMAND, act=Act.REJECT)), ComparedLine(other))
    assert (join.reasons, join.chance) == ((), 0)


def test_what_stands_in_no_headline_is_told_in_full_by_nothing() -> None:
    assert told_in_full(replace(DEMAND, in_title=False), [TOLD]) is None
