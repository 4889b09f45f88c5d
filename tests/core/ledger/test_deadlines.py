"""Until when an answer is awaited, by the words that say so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefing.core.ledger.deadlines import deadline

SAID = datetime(2026, 12, 2, 12, tzinfo=UTC)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("open the ports within 14 days", 12, 16),
        ("open the ports within fourteen days", 12, 16),
        ("open the ports within the coming 14 days", 12, 16),
        ("open the ports within 14 working days", 12, 16),
        ("open the ports within 48hrs", 12, 4),
        ("gave the Sudland envoy two weeks to open the ports", 12, 16),
        ("set a 10-day deadline for opening the ports", 12, 12),
        ("open the ports by 6pm on Friday", 12, 4),
        ("open the ports before Wednesday", 12, 9),
        ("open the ports by tomorrow", 12, 3),
        ("open the ports by the end of the day", 12, 2),
        ("open the ports by the end of the week", 12, 6),
        ("open the ports by the end of the month", 12, 31),
        ("open the ports by the end of December", 12, 31),
        ("open the ports by Dec. 9", 12, 9),
        ("open the ports by 9 December 2026", 12, 9),
    ],
)
def test_a_time_that_is_given_ends(words: str, month: int, day: int) -> None:
    found = deadline(words, SAID)
    assert found is not None
    assert (found.year, found.month, found.day) == (2026, month, day)


@pytest.mark.parametrize(
    ("words", "year", "month", "day"),
    [
        ("by the end of February", 2027, 2, 28),
        ("by 31 March 2028", 2028, 3, 31),
        ("until the end of 2027", 2027, 12, 31),
    ],
)
def test_it_may_end_in_a_later_year(words: str, year: int, month: int, day: int) -> None:
    found = deadline(words, SAID)
    assert found is not None
    assert (found.year, found.month, found.day) == (year, month, day)


@pytest.mark.parametrize(
    "words",
    ["within 90 days of the vote", "a truce of 14 days", "by 31 February", "the mills stood still for two weeks"],
)
def test_what_begins_with_something_else_or_is_no_time_gives_none(words: str) -> None:
    assert deadline(words, SAID) is None
