"""The ledger: what many stories tell is one entry; an answer knows what it answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.analysis import Act, Offer, Party, Span, Terms
from briefing.core.ledger.reports import ANSWERED_WITHIN, Entry, OfferReport, Wanted, merge_reports
from tests.support.made import NOON, hours

NUMBERS = iter(range(10_000))


def told(
    act: Act, proposer: str, to: str, terms: str, hour: float = 0, about: tuple[str, ...] = (), **more: object
) -> OfferReport:
    number = next(NUMBERS)
    span = Span(0, 1)
    offer = Offer(
        act, Terms(terms, span), (span,), Party(proposer) if proposer else None, Party(to) if to else None,
        id=f"o{number}", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    at = NOON + hours(hour)
    source = (f"Source {number}", "https://x.example/")
    return OfferReport(offer, f"s{number}", f"Title {number}", *source, "Q.", at, at, about)


OFFER = (Act.OFFER, "Norland", "Sudland", "two million tons of zinc")


def test_one_offer_of_three_stories_is_one_entry() -> None:
    first, second, third = told(*OFFER), told(*OFFER[:2], "", "two million tons of zinc a year", 2), told(*OFFER, 5)
    (entry,) = merge_reports([third, first, second])
    assert entry.reports == (first, second, third)
    assert (entry.id, entry.recipient) == (first.offer.id, "Sudland")
    assert (entry.first_seen, entry.last_seen) == (NOON, NOON + hours(5))


@pytest.mark.parametrize(
    "other",
    [
        told(Act.DEMAND, *OFFER[1:]),
        told(*OFFER, negated=True),
        told(Act.OFFER, "Midland", *OFFER[2:]),
        told(*OFFER[:2], "Midland", OFFER[3]),
        told(*OFFER[:3], "a port"),
        told(*OFFER, 24 * 11),
    ],
)
def test_what_differs_is_another_entry(other: OfferReport) -> None:
    assert len(merge_reports([told(*OFFER), other])) == 2


@pytest.mark.parametrize(
    ("terms", "quantity", "entries"),
    [
        ("about 1.9 million tons of zinc", "about 1.9 million tons", 1),
        ("three million tons of zinc", "three million tons", 2),
        ("two million tons of zinc for $90 a ton", "$90 a ton", 1),
        ("two million tons of zinc", None, 1),
    ],
)
def test_a_bid_that_is_raised_is_another_one(terms: str, quantity: str | None, entries: int) -> None:
    first = told(*OFFER, quantity="two million tons")
    assert len(merge_reports([first, told(*OFFER[:3], terms, 1, quantity=quantity)])) == entries


def test_an_answer_knows_what_it_answers() -> None:
    offer = told(*OFFER, about=("zinc",))
    stray = told(Act.DEMAND, "Norland", "Midland", "two million tons of zinc", 1)
    answer = told(Act.REJECT, "Sudland", "Norland", "the zinc", 3, ("zinc",))
    unasked = told(Act.ACCEPT, "Sudland", "Westland", "a loan", 4)
    found = {entry.id: entry.answers for entry in merge_reports([offer, stray, answer, unasked])}
    assert found == {offer.offer.id: "", stray.offer.id: "", answer.offer.id: offer.offer.id, unasked.offer.id: ""}


def test_the_newest_comes_first() -> None:
    old, new = told(*OFFER), told(Act.DEMAND, "A", "B", "cash", 9)
    assert [entry.id for entry in merge_reports([old, new])] == [new.offer.id, old.offer.id]


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (Wanted(), True),
        (Wanted(actor="norland"), True),
        (Wanted(actor="nor"), False),
        (Wanted(actor="Sudland"), False),
        (Wanted(to="sudland", resource="Zinc", act=Act.OFFER), True),
        (Wanted(act=Act.DEMAND), False),
        (Wanted(resource="tin"), False),
    ],
)
def test_what_is_wanted(wanted: Wanted, meant: bool) -> None:
    (entry,) = merge_reports([told(*OFFER, about=("zinc ore",))])
    assert wanted.means(entry) is meant


def test_an_entry_is_as_sure_as_its_surest_telling() -> None:
    doubted, sure = told(*OFFER), told(*OFFER, 3)
    doubted = replace(doubted, offer=replace(doubted.offer, confidence=0.3))
    sure = replace(sure, offer=replace(sure.offer, confidence=0.8))
    (entry,) = merge_reports([doubted, sure])
    assert (entry.confidence, entry.is_shown(), entry.is_shown(0.9)) == (0.8, True, False)


def test_nothing_told_is_nothing() -> None:
    assert merge_reports([]) == ()
    assert Entry((told(*OFFER),)).answers == ""


def test_an_answer_of_somebody_else_answers_nothing() -> None:
    put = told(*OFFER)
    answer = told(Act.REJECT, "Midland", "Norland", "two million tons of zinc", 3)
    assert {entry.answers for entry in merge_reports([put, answer])} == {""}


def test_what_was_put_too_long_ago_or_only_afterwards_is_not_answered() -> None:
    long_ago = told(*OFFER, -ANSWERED_WITHIN.total_seconds() / 3600 - 1)
    afterwards = told(Act.DEMAND, "Norland", "Sudland", "two million tons of zinc", 9)
    answer = told(Act.REJECT, "Sudland", "Norland", "two million tons of zinc", 3)
    assert {entry.answers for entry in merge_reports([long_ago, afterwards, answer])} == {""}
