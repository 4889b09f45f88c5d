"""Refusals, threats and deadlines in other words, and sentences that only look like them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Line
from briefing.core.story import Body


def offers(model: Language, text: str) -> list[Line]:
    return list(analyse(model, "", Body.plain(text)).offers)


@pytest.mark.parametrize(
    ("text", "act", "proposer", "terms"),
    [
        ("Ghana sees no need to reopen the contract.", "reject", "Ghana", "reopen the contract"),
        ("Nestle said it had no interest in selling the brand.", "reject", "Nestle", "selling the brand"),
        ("Peru did not want to hear of a lower price.", "reject", "Peru", "a lower price"),
        ("Cuba told the bank that it would not reschedule its debt.", "reject", "Cuba", "reschedule its debt"),
        ("Serbia said it will close the bridge if the toll goes up.", "threaten", "Serbia", "close the bridge"),
        (
            "Foreign Minister Anna Berg said the levy must be scrapped.",
            "demand",
            "Anna Berg",
            "the levy must be scrapped",
        ),
        ("Kenya will turn to Egypt if the cargo does not arrive.", "threaten", "Kenya", "turn to Egypt"),
    ],
)
def test_an_act_is_told_in_other_words(model: Language, text: str, act: str, proposer: str, terms: str) -> None:
    (offer,) = offers(model, text)
    assert offer.proposer is not None
    assert (offer.act, offer.proposer.name, offer.negated) == (act, proposer, False)
    assert offer.terms.text.startswith(terms)


@pytest.mark.parametrize(
    ("text", "recipient", "terms"),
    [
        ("Niger gave France three months to leave the base.", "France", "leave the base"),
        ("The judge gave Shell until Friday to answer.", "Shell", "answer"),
        ("Japan was given until March to pay.", "Japan", "pay"),
        ("Mali was asked to free the crew.", "Mali", "free the crew"),
    ],
)
def test_who_is_asked_or_given_time_is_told(model: Language, text: str, recipient: str, terms: str) -> None:
    (offer,) = offers(model, text)
    assert offer.recipient is not None
    assert (offer.act, offer.recipient.name, offer.terms.text) == ("demand", recipient, terms)


@pytest.mark.parametrize(
    "text",
    [
        "The law said the levy must be scrapped.",
        "Anna Berg said the levy would be felt.",
        "The rain gave Peru two weeks to remember.",
        "The judge gave the thief three years.",
        "Kenya will not win the cup.",
        "Serbia will play at home if the pitch is dry.",
        "Ghana has no need of rain.",
        "The treaty must be approved by Chile.",
        "Sanders did not endorse Biden until July.",
        "Hamas dropped its insistence on a ban.",
        "Scientists proposed a new explanation of the rings.",
        "Chile offered Peru its condolences.",
    ],
)
def test_nothing_is_put_or_answered(model: Language, text: str) -> None:
    assert offers(model, text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ('"Nobody offered us a loan before," Chile said.', "offer"),
        ("Chile has asked for nothing.", "demand"),
        ("Chile made no pledge.", "pledge"),
        ("Chile denied having threatened anyone who paid.", "threaten"),
    ],
)
def test_what_nobody_did_is_told_as_withheld(model: Language, text: str, act: str) -> None:
    (offer,) = offers(model, text)
    assert (offer.act, offer.negated) == (act, True)


@pytest.mark.parametrize(
    "text",
    [
        "Peru denied that Chile's refusal to negotiate had hurt it.",
        "No deal was reached despite Chile's refusal to raise its price.",
        "Peru did not blame Chile's refusal to negotiate.",
    ],
)
def test_what_somebody_is_said_to_have_refused_stays_refused(model: Language, text: str) -> None:
    (offer,) = (offer for offer in offers(model, text) if offer.act == "reject")
    assert offer.proposer is not None
    assert (offer.proposer.name, offer.negated) == ("Chile", False)


@pytest.mark.parametrize(
    ("text", "proposer"),
    [
        ("Canada withdrew its offer of wheat to Egypt.", "Canada"),
        ("Turkey has withdrawn its proposal for talks with Greece.", "Turkey"),
    ],
)
def test_what_is_withdrawn_is_put_by_nobody(model: Language, text: str, proposer: str) -> None:
    (offer,) = offers(model, text)
    assert offer.proposer is not None
    assert (offer.act, offer.proposer.name, offer.negated) == ("reject", proposer, False)


def test_what_is_dropped_is_no_line_of_its_own_beside_the_dropping(model: Language) -> None:
    told = offers(model, "Denmark has quietly dropped its demand that Peru move its harbour office.")
    assert [str(line.act) for line in told] == ["reject"]
