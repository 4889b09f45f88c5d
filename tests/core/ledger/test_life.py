"""What the lines of an entry come to."""

from __future__ import annotations

import pytest

from briefing.core.ledger.life import same_amount


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("two million tonnes", "2 mln tonnes", True),
        ("two million tonnes", "three million tonnes", False),
        ("two million tonnes", "$2 million", None),
        ("21-day", "three weeks", True),
        ("48 hours", "two days", True),
        ("48 hours", "a truce of four days", False),
        ("48 hours", "48 tonnes", None),
        ("", "48 hours", None),
    ],
)
def test_amounts_are_the_same_whatever_their_unit(one: str, other: str, same: bool | None) -> None:
    assert same_amount(one, other) is same
