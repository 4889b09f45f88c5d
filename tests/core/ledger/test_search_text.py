"""A search as text: one of its words set or taken out, the rest as it was typed."""

from __future__ import annotations

import pytest

from briefing.core.ledger.search_text import value_of, with_word


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("wheat order:weight", "weight"),
        ("order:weight wheat order:pair", "pair"),
        ("wheat -order:weight", ""),
        ("wheat", ""),
    ],
)
def test_the_value_of_a_word_is_the_last_that_is_given(text: str, value: str) -> None:
    assert value_of(text, "order") == value


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("wheat", "pair", "wheat order:pair"),
        ("order:weight  wheat", "pair", "wheat order:pair"),
        ('"hard  wheat" order:weight OR rye', "", '"hard  wheat" OR rye'),
        ("order:weight", "", ""),
        ("", "pair", "order:pair"),
    ],
)
def test_a_word_is_set_and_the_rest_stays_as_it_was_typed(text: str, value: str, found: str) -> None:
    assert with_word(text, "order", value) == found
