"""Amounts, sums and rates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.analysis.quantities import quantities, quantity_in, sums
from briefing.core.analysis import Span
from tests.analysis.conftest import Read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sell about 2 million tons of ore", ["about 2 million tons"]),
        ("lend $500 million to Peru", ["$500 million"]),
        ("cut 300,000 barrels a day from May", ["300,000 barrels a day"]),
        ("between 20,000-30,000 tonnes", ["between 20,000-30,000 tonnes"]),
        ("paid 45 dlrs a share", ["45 dlrs a share"]),
        ("up to 60 mln cubic feet of gas", ["up to 60 mln cubic feet"]),
        ("worth $2.3bn", ["$2.3bn"]),
        ("half a million shells", ["half a million shells"]),
        ("the year 2024 was long", []),
        ("nobody came", []),
    ],
)
def test_quantities(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in quantities(text)] == found


def test_sums_leave_out_the_rate() -> None:
    text = "a bid of about 27 dlrs a share, or 367 mln dlrs in all"
    assert [text[start:end] for start, end in sums(text)] == ["27 dlrs", "367 mln dlrs"]


def test_a_length_of_time_gives_way_to_an_amount(understand: Callable[..., Read]) -> None:
    text = "Over three years Peru will send 40,000 tonnes."
    read = understand(text)
    assert quantity_in(read.reading, Span(0, len(text))) == "40,000 tonnes"
    assert quantity_in(read.reading, Span(0, 16)) == "Over three years"
    assert quantity_in(read.reading, Span(17, 31)) is None
