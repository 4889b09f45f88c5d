"""Plans and drafts, told by what they would do, and short answers to them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Line
from briefing.core.story import Body


def offers(model: Language, text: str) -> list[Line]:
    return list(analyse(model, "", Body.plain(text)).offers)


@pytest.mark.parametrize(
    ("text", "proposer", "terms"),
    [
        ("The plan tabled by Qatar would free 30 hostages.", "Qatar", "free 30 hostages"),
        ("Kenya's proposal would let small mines export gold.", "Kenya", "let small mines export gold"),
        ("A draft written by Norway provides for a shared cod quota.", "Norway", "a shared cod quota"),
    ],
)
def test_a_paper_is_told_by_what_it_holds(model: Language, text: str, proposer: str, terms: str) -> None:
    (offer,) = offers(model, text)
    assert offer.proposer is not None
    assert (offer.act, offer.proposer.name, offer.terms.text) == ("propose", proposer, terms)


@pytest.mark.parametrize(
    "text",
    [
        "The plan would free 30 hostages.",
        "Kenya's plan would cost 3 billion shillings.",
        "Brazil's package would not be enough.",
        "The text of the song would move Chile.",
    ],
)
def test_a_paper_of_nobody_or_its_outcome_is_no_proposal(model: Language, text: str) -> None:
    assert offers(model, text) == []


def test_who_is_turned_down_is_the_one_who_asked(model: Language) -> None:
    asked, refused = offers(model, "Ghana asked the bank for a longer loan and was turned down.")
    assert (asked.act, refused.act, refused.terms.text) == ("demand", "reject", "a longer loan")
    assert refused.proposer is not None
    assert refused.recipient is not None
    assert (refused.proposer.name, refused.recipient.name) == ("bank", "Ghana")


def test_what_is_asked_for_is_told_before_what_it_is_for(model: Language) -> None:
    (offer,) = offers(model, "Ghana asked for two days to consult its lawyers.")
    assert offer.terms.text.startswith("two days")
