"""On which condition an act holds, by the syntax of its sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.conditions import condition_of
from tests.analysis.learned.documents import read_document, text_of, word_of, words_of


@pytest.mark.parametrize(
    ("text", "word", "terms", "condition"),
    [
        ("Peru will close the port unless Chile pays its debts.", "close", "the port", "unless Chile pays its debts"),
        ("If Chile pays, Peru will reopen the port.", "reopen", "the port", "If Chile pays"),
        ("Peru said it would lift the ban if Chile paid.", "lift", "the ban", "if Chile paid"),
        ("Peru offered Chile copper in exchange for wheat.", "offered", "copper", "in exchange for wheat"),
        ("Peru offered the port in return for a loan, he said.", "offered", "the port", "in return for a loan"),
        (
            "Peru agreed to sell tin on condition that Chile buys salt.",
            "agreed",
            "sell tin",
            "on condition that Chile buys salt",
        ),
        ("Peru will sell tin as long as Chile buys salt.", "sell", "tin", "as long as Chile buys salt"),
        ("Peru will sell tin once Chile buys salt.", "sell", "tin", "once Chile buys salt"),
        ("Peru agreed to sell tin once Chile buys salt.", "agreed", "sell tin", "once Chile buys salt"),
        ("Peru lifted the ban once Chile had bought salt.", "lifted", "the ban", ""),
        ("Peru had lifted the ban once Chile had bought salt.", "lifted", "the ban", ""),
        ("Peru will sell tin as soon as Chile buys salt.", "sell", "tin", "as soon as Chile buys salt"),
        ("Peru will sell tin only when Chile buys salt.", "sell", "tin", "only when Chile buys salt"),
        ("Peru will sell tin when Chile buys salt.", "sell", "tin", ""),
        ("Peru will sell tin even if Chile protests.", "sell", "tin", ""),
        ("Peru asked if Chile would sell tin.", "asked", "sell tin", ""),
        ("Peru offered tin on condition of secrecy.", "offered", "tin", ""),
        ("Peru offered copper in exchange.", "offered", "copper", ""),
        ("Peru offered tin. Chile will pay if it must.", "offered", "tin", ""),
        ("Unless Chile pays: Peru will close the port.", "close", "the port", "Unless Chile pays"),
        ("Peru will close the port unless Chile pays.", "close", "the port unless Chile pays", ""),
    ],
)
def test_on_which_condition(model: Language, text: str, word: str, terms: str, condition: str) -> None:
    document = read_document(model, text)
    found = condition_of(document, word_of(document, word), words_of(document, terms))
    assert ("" if found is None else text_of(document, found)) == condition
