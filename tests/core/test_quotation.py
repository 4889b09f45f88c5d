from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.quotation import whole_quotes


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("the “job", "the job"),
        ("a new life” for farmers", "a new life for farmers"),
        ('"gas" and oil at "low prices', '"gas" and oil at low prices'),
        ("“gas” and „oil“ and «tin»", "“gas” and „oil“ and «tin»"),
        ("the farmers' “own” bank", "the farmers' “own” bank"),
        ("plain words", "plain words"),
    ],
)
def test_marks_without_a_partner_go(words: str, whole: str) -> None:
    assert whole_quotes(words) == whole


@given(st.text(alphabet='ab “”„«»"'))
def test_what_is_whole_stays_as_it_is(words: str) -> None:
    whole = whole_quotes(words)
    assert whole_quotes(whole) == whole
    assert whole.count('"') % 2 == 0
