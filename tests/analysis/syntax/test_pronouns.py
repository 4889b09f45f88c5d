"""Which words are pronouns: names in capitals are none."""

from __future__ import annotations

import pytest

from briefing.analysis.syntax.pronouns import is_pronoun, pronoun
from tests.analysis.parses import parse

TOLD = "told tell VBD VERB ROOT 0"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("us we PRP PRON dobj 0", True),
        ("I I PRP PRON nsubj 0", True),
        ("WE we PRP PRON nsubj 0", True),
        ("US US NNP PROPN dobj 0 GPE", False),
        ("IT IT NN NOUN dobj 0", False),
    ],
)
def test_a_word_in_capitals_is_a_pronoun_only_where_the_parser_says_so(row: str, expected: bool) -> None:
    assert (pronoun(parse(TOLD, row)[1]) is not None) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("us", True), ("Us", True), ("I", True), ("US", False), ("Peru", False)]
)
def test_a_form_alone(text: str, expected: bool) -> None:
    assert is_pronoun(text) is expected
