"""Answers that are spoilt at random; many more are tried by `python -m tests.support.server_fuzz`."""

from __future__ import annotations

import pytest

from tests.support.server_fuzz import MAKERS, try_kind


@pytest.mark.parametrize("name", sorted(MAKERS))
async def test_however_an_answer_is_spoilt_it_is_a_value_or_a_sentence(name: str) -> None:
    outcomes = await try_kind(name, 60, 1)
    assert outcomes["answered"]
    assert outcomes["NotUnderstood"]
