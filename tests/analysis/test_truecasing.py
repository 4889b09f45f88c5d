"""Headlines are put into sentence case; the story tells which words are names."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.text.truecasing import Casing

BODY = "On Monday the mediator from Oslo said Ana Brandt wanted Chile to lower the copper price. The miners refused."


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Chile Rejects Brandt Plan on Copper Price", "Chile rejects Brandt plan on copper price"),
        ("CHILE REJECTS BRANDT PLAN ON COPPER PRICE", "Chile rejects Brandt plan on copper price"),
        ("Chile rejects the plan of Ana Brandt", "Chile rejects the plan of Ana Brandt"),
        ("US BACKS BRANDT AND TELLS US WHY", "US backs Brandt and tells US why"),
        ("Japan Rejects French Plan", "Japan rejects French plan"),
        ("Chile", "Chile"),
    ],
)
def test_headlines(model: Language, headline: str, sentence: str) -> None:
    assert Casing.of(model, BODY).sentence(headline) == sentence


def test_letters_whose_small_form_is_longer_leave_the_text_alone(model: Language) -> None:
    shouted = "İSTANBUL İZMİR İKİ İLE İÇİN"
    assert len(Casing.of(model, BODY).sentence(shouted)) == len(shouted)
