"""Sentences known again, whatever day and figure they name."""

from __future__ import annotations

import pytest

from briefing.core.boilerplate import shape

APPEAL = "On Monday 3 March, sign up for the letter of 12,000 readers!"


@pytest.mark.parametrize(
    "same",
    [
        "On Friday, 21 June sign up for the letter of 9 readers.",
        "on  Tue 1st may, SIGN UP for the letter of 2m readers",
    ],
)
def test_figures_dates_and_case_make_no_difference(same: str) -> None:
    assert shape(same) == shape(APPEAL) != 0


@pytest.mark.parametrize("other", ["Sign up for the letter of readers.", "On Monday, sign up for a letter of readers."])
def test_every_other_letter_does(other: str) -> None:
    assert shape(other) != shape(APPEAL)


@pytest.mark.parametrize("short", ["", "He refused.", "They said no.", "On Monday, 3 May, 2026, it refused."])
def test_what_says_too_little_is_not_known_again(short: str) -> None:
    assert shape(short) == 0
