"""Feeds and pieces of HTML that are spoilt at random; many more are tried by `python -m tests.support.fuzz`."""

from __future__ import annotations

import random

import pytest

from tests.support.fuzz import fragment, read, read_fragment, spoilt


@pytest.mark.parametrize("seed", range(4))
def test_however_a_feed_is_spoilt_it_is_a_document_or_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    outcomes = {read(*spoilt(chance)) is None for _ in range(200)}
    assert outcomes == {True, False}


@pytest.mark.parametrize("seed", range(4))
def test_any_piece_of_html_is_a_text_in_blocks(seed: int) -> None:
    chance = random.Random(seed)
    bodies = [read_fragment(fragment(chance)) for _ in range(250)]
    assert any(body.blocks for body in bodies)
