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
        ("the making of 'roads to bring it there", "the making of roads to bring it there"),
        ("the gates will open' for all chiefs, 'until they pay", "the gates will open for all chiefs, until they pay"),
        ("'talks' on the farmers' land in the '90s", "'talks' on the farmers' land in the '90s"),
        ("‘rice and oil’ for Côte d’Ivoire’s ports", "‘rice and oil’ for Côte d’Ivoire’s ports"),
    ],
)
def test_marks_without_a_partner_go(words: str, whole: str) -> None:
    assert whole_quotes(words) == whole


@given(st.text(alphabet="as “”„«»\"'‘’.(9"))
def test_what_is_whole_stays_as_it_is(words: str) -> None:
    whole = whole_quotes(words)
    assert whole_quotes(whole) == whole
    assert whole.count('"') % 2 == 0
