"""The shortest phrase that says what is put."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.acts import terms


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Chile sells cheap copper of the north.", "copper", "cheap copper of the north"),
        ("Chile sells copper, which it mines in the north.", "copper", "copper"),
        ("Chile sells copper after the summit in Lima.", "copper", "copper"),
        ("Chile agreed to sell copper and tin to Peru.", "sell", "sell copper and tin to Peru"),
        ("Chile urged Peru not to close the port.", "close", "not to close the port"),
    ],
)
def test_phrase(model: Language, text: str, head: str, expected: str) -> None:
    doc = model(text)
    token = next(t for t in doc if t.text == head)
    assert terms.phrase(token).text == expected


def test_a_phrase_has_an_end(model: Language) -> None:
    doc = model("Chile offered copper " + "of the mine in the valley " * 12 + ".")
    assert len(terms.phrase(doc[2])) <= terms.LONGEST


def test_affirmed_drops_the_negation(model: Language) -> None:
    doc = model("Chile would not cut the price.")
    assert terms.without_negation(doc[2:6]).text == "cut the price"
