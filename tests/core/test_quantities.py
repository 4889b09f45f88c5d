"""Quantities: where they stand in a text, and what they come to."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.numbers import with_commas
from briefing.core.quantities import quantities, quantity, sums


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
        ("12 Leopard 2 tanks", ["12 Leopard 2 tanks"]),
        ("six more Bayraktar drones", ["six more Bayraktar drones"]),
        ("800 tonnes of dried fish a month", ["800 tonnes of dried fish a month"]),
        ("a third of the loans", ["a third"]),
        ("a levy of 5/8 pct on tea", ["5/8 pct"]),
        ("a levy of 7-5/8 percent on tea", ["7-5/8 percent"]),
        ("a levy of 7 5/8 pct on tea", ["7 5/8 pct"]),
        ("the talks of 5/8 tonnes came", []),
        ("between 3% and 5% more pay", ["between 3% and 5%"]),
        ("between 3 pct and 5 pct of sales", ["between 3 pct and 5 pct"]),
        ("a levy of 3%-5% on tea", ["3%-5%"]),
        ("from 3% to 5% of sales", ["3%", "5%"]),
        ("cut by 20% to 40 tonnes", ["20%", "40 tonnes"]),
        ("between 3% of sales and 5% of profits", ["3%", "5%"]),
        ("several hundred tonnes of tea", ["several hundred tonnes"]),
        ("a few thousand tonnes of tea", ["a few thousand tonnes"]),
        ("a 640-million-pound approach", ["640-million-pound"]),
        ("in 2023 and 40 tonnes", ["40 tonnes"]),
        ("Egypt bought 40 000 tonnes of rice", ["40 000 tonnes"]),
        ("1\u00a0200 MW of wind, €1\u202f500 million of loans", ["1\u00a0200 MW", "€1\u202f500 million"]),
        *(
            (f"built 1{gap}200{gap}MW of wind", [f"1{gap}200{gap}MW"])
            for gap in "\u2002\u2003\u2005\u2006\u2007\u2008\u200a\u3000"
        ),
        ("up\u00a0to\u00a0€1\u2007500\u00a0million of loans", ["up\u00a0to\u00a0€1\u2007500\u00a0million"]),
        ("from 10 000 to 12 500 barrels a day", ["10 000 to 12 500 barrels a day"]),
        ("in 2024 500 tonnes came", ["500 tonnes"]),
        ("on May 12 300 tonnes came", ["300 tonnes"]),
        ("sold 12 500-tonne cargoes", ["500-tonne"]),
        ("10,000 tonnes for 4 million euros", ["10,000 tonnes", "4 million euros"]),
        ("155 mm shells", []),
        ("the year 2024 was long", []),
        ("on 14 December", []),
        ("a share of the water", []),
        ("nobody came", []),
    ],
)
def test_quantities(text: str, found: list[str]) -> None:
    assert [one.text for one in quantities(text)] == found
    assert all(text[one.start : one.end] == one.text for one in quantities(text))


@pytest.mark.parametrize(
    ("words", "amount", "unit", "per"),
    [
        ("2 mln tonnes", 2_000_000, "tonnes", ""),
        ("5/8 pct", 0.625, "%", ""),
        ("7 5/8 pct", 7.625, "%", ""),
        ("7-5/8 pct", 7.625, "%", ""),
        ("1 250 000 tonnes", 1_250_000, "tonnes", ""),
        ("1\u2009000.5 MW", 1_000.5, "megawatts", ""),
        ("10⁶ tonnes", 1_000_000, "tonnes", ""),
        ("2.5 × 10⁴ barrels", 25_000, "barrels", ""),
        ("two million tons", 2_000_000, "tonnes", ""),
        ("1.5m bpd", 1_500_000, "barrels", "day"),
        ("500,000 barrels per day", 500_000, "barrels", "day"),
        ("250 kg", 0.25, "tonnes", ""),
        ("1,000 short tons", 907.185, "tonnes", ""),
        ("2 million pounds of beef", 907.18474, "tonnes", ""),
        ("5 bcm a year", 5e9, "cubic metres", "year"),
        ("900 gigawatt-hours", 900_000, "megawatt-hours", ""),
        ("1.2 GW", 1_200, "megawatts", ""),
        ("7-1/2 pct", 7.5, "%", ""),
        ("25 basis points", 0.25, "percentage points", ""),
        ("two-thirds of them", 200 / 3, "%", ""),
        ("a dozen drones", 12, "drones", ""),
        ("one hundred and twenty thousand tonnes", 120_000, "tonnes", ""),
        ("three and a half years", 3.5, "years", ""),
        ("dozens of tanks", None, "tanks", ""),
        ("hundreds of thousands of tonnes", None, "tonnes", ""),
        ("12 million", 12_000_000, "", ""),
    ],
)
def test_what_an_amount_comes_to(words: str, amount: float | None, unit: str, per: str) -> None:
    one = quantity(words)
    assert one is not None
    assert one.amount == (None if amount is None else pytest.approx(amount))
    assert (one.unit, one.currency, one.per) == (unit, "", per)


@pytest.mark.parametrize(
    ("words", "amount", "currency", "per"),
    [
        ("$12 billion", 12e9, "USD", ""),
        ("US$ 3bn", 3e9, "USD", ""),
        ("45 dlrs a share", 45, "USD", "share"),
        ("16.5 cts a pound", 0.165, "USD", "pound"),
        ("€30/MWh", 30, "EUR", "MWh"),
        ("212 pence a share", 2.12, "GBP", "share"),
        ("640 million pounds", 640e6, "GBP", ""),
        ("100 yuan/tonne", 100, "CNY", "tonne"),
        ("9 Canadian dollars a bushel", 9, "CAD", "bushel"),
        ("22.5 billion Ecus", 22.5e9, "XEU", ""),
        ("3,000 euros apiece", 3_000, "EUR", "piece"),
        ("94 pesos a pen", 94, "pesos", "pen"),
    ],
)
def test_what_a_sum_comes_to_in_its_own_currency(words: str, amount: float, currency: str, per: str) -> None:
    one = quantity(words)
    assert one is not None
    assert one.amount == pytest.approx(amount)
    assert (one.unit, one.currency, one.per) == ("", currency, per)


@pytest.mark.parametrize(
    ("words", "low", "high", "bound"),
    [
        ("20 to 30 million barrels", 20e6, 30e6, ""),
        ("between 5 and 7 percent", 5, 7, ""),
        ("$20 to $30 a tonne", 20, 30, ""),
        ("2-3 bln dlrs", 2e9, 3e9, ""),
        ("up to 1,500 tonnes", 1_500, None, "at most"),
        ("no more than 21,000 tonnes", 21_000, None, "at most"),
        ("at least 40 ships", 40, None, "at least"),
        ("nearly 7 tonnes", 7, None, "about"),
    ],
)
def test_ranges_and_bounds(words: str, low: float, high: float | None, bound: str) -> None:
    one = quantity(words)
    assert one is not None
    assert (one.amount, one.to, one.bound, one.text) == (low, high, bound, words)


def test_an_amount_goes_before_a_length_of_time() -> None:
    assert getattr(quantity("over three years 40,000 tonnes"), "text", "") == "40,000 tonnes"
    assert getattr(quantity("over three years"), "text", "") == "over three years"


def test_sums_leave_out_the_rate() -> None:
    text = "a bid of about 27 dlrs a share, or 367 mln dlrs in all"
    assert [text[start:end] for start, end in sums(text)] == ["27 dlrs", "367 mln dlrs"]


def test_a_number_longer_than_numbers_are_is_none() -> None:
    one = quantity("9" * 400 + " tonnes")
    assert one is not None
    assert (one.amount, one.unit) == (None, "tonnes")


@given(st.text(alphabet=st.sampled_from("0123456789,.-/ $€mkbtonesdlrs a")))
def test_any_text_can_be_asked(text: str) -> None:
    for one in quantities(text):
        assert text[one.start : one.end] == one.text
        assert one.amount is None or math.isfinite(one.amount)
    quantity(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("40 000 tonnes and €1 500 million", "40,000 tonnes and €1,500 million"),
        ("12 155 mm shells, 2024 500 and 1 00", "12 155 mm shells, 2024 500 and 1 00"),
        ("call 020 555 12 34", "call 020,555 12 34"),
    ],
)
def test_gaps_in_numbers_become_commas(text: str, read: str) -> None:
    assert with_commas(text) == read


@given(st.text(alphabet="0123456789 \u00a0,.-€a", max_size=60))
def test_gaps_become_commas_one_for_one(text: str) -> None:
    read = with_commas(text)
    assert len(read) == len(text)
    assert all(old == new or new == "," for old, new in zip(text, read, strict=True))


def test_who_shares_is_no_number_of_shares() -> None:
    assert [q.text for q in quantities("All three share the cost; each sold 3 shares.")] == ["3 shares"]
