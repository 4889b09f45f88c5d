"""Quantities tied to what they are of, and told to a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.core.analysis import Act, Analysis, Line, Resource, Span, Terms
from briefing.core.line_quantities import in_plain_words, quantities_of, spell_out


def offer_of(text: str, *goods: tuple[str, str]) -> tuple[Line, Analysis]:
    """An offer whose terms are the whole text, and the analysis with its resources, given by words and kind."""
    resources = tuple(
        Resource(words, words, kind, (Span(text.index(words), text.index(words) + len(words)),))
        for words, kind in goods
    )
    offer = Line(
        Act.OFFER, Terms(text, Span(0, len(text))), (Span(0, len(text)),), resources=tuple(r.id for r in resources)
    )
    return offer, Analysis(resources=resources, lines=(offer,))


@pytest.mark.parametrize(
    ("text", "goods", "tied"),
    [
        ("2 mln tonnes of iron ore", [("iron ore", "metal")], [("2 mln tonnes", "iron ore")]),
        ("2 mln\ntonnes of iron ore", [("iron ore", "metal")], [("2 mln tonnes", "iron ore")]),
        ("wheat at 455 dollars a ton", [("wheat", "crop")], [("455 dollars a ton", "wheat")]),
        ("12 Leopard 2 tanks", [("Leopard 2 tanks", "weapon")], [("12 Leopard 2 tanks", "Leopard 2 tanks")]),
        ("$500 million", [("$500 million", "money")], [("$500 million", "$500 million")]),
        ("$500 million for grain and rice", [("grain", "crop"), ("rice", "crop")], [("$500 million", None)]),
        (
            "40 tonnes of corn and 7 tonnes of rice",
            [("corn", "crop"), ("rice", "crop")],
            [("40 tonnes", "corn"), ("7 tonnes", "rice")],
        ),
        ("oil and gas at 30 euros a MWh", [("oil", "fuel"), ("gas", "fuel")], [("30 euros a MWh", "gas")]),
        ("gas for three years", [("gas", "fuel")], []),
    ],
)
def test_each_quantity_is_of_its_resource(
    text: str, goods: list[tuple[str, str]], tied: list[tuple[str, str | None]]
) -> None:
    assert [(one.quantity.text, one.resource) for one in quantities_of(*offer_of(text, *goods))] == tied


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        (" at 455 dollars a ton, free on board", ["40 tonnes", "455 dollars a ton"]),
        (",\nat 455 dollars a ton", ["40 tonnes", "455 dollars a ton"]),
        (" after a loss of 3 dollars a share", ["40 tonnes"]),
        (" at 3 percent", ["40 tonnes"]),
    ],
)
def test_a_price_behind_the_terms_is_theirs(behind: str, found: list[str]) -> None:
    terms = "40 tonnes of wheat"
    offer, analysis = offer_of(terms, ("wheat", "crop"))
    all_of_it = quantities_of(offer, analysis, terms + behind)
    assert [one.quantity.text for one in all_of_it] == found
    assert {one.resource for one in all_of_it} == {"wheat"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("1.5m bpd", "1.5m bpd = 1.5 million barrels a day"),
        ("2 mln tonnes", "2 mln tonnes = 2 million tonnes"),
        ("up to 455 dlrs a ton", "up to 455 dlrs a ton = at most USD 455 a tonne"),
        ("16.5 cts a pound", "16.5 cts a pound = USD 0.165 a pound"),
        ("5 to 7 pct", "5 to 7 pct = 5 to 7 %"),
        ("two million tons", "two million tons"),
        ("dozens of tanks", "dozens of tanks"),
        ("", ""),
    ],
)
def test_short_forms_are_spelt_out(words: str, told: str) -> None:
    assert spell_out(words) == told


def test_the_offers_own_quantity_stands_in_where_the_terms_have_none() -> None:
    offer, analysis = offer_of("iron ore", ("iron ore", "metal"))
    (only,) = quantities_of(replace(offer, quantity="2 mln tonnes"), analysis)
    assert (only.quantity.text, only.resource) == ("2 mln tonnes", "iron ore")
    (of_many,) = quantities_of(replace(offer, quantity="2 mln tonnes", resources=("iron ore", "tin")), analysis)
    assert of_many.resource is None


def test_money_beside_goods_is_their_price_and_a_number_before_them_is_theirs() -> None:
    offer, analysis = offer_of("iron ore for $5 million", ("iron ore", "metal"))
    (money,) = quantities_of(offer, analysis)
    assert money.resource is None
    offer, analysis = offer_of("zinc at $90 a ton and tin", ("zinc", "metal"), ("tin", "metal"))
    assert [one.resource for one in quantities_of(offer, analysis)] == ["zinc"]
    offer, analysis = offer_of("1,000 new tanks", ("tanks", "weapon"))
    assert [one.resource for one in quantities_of(offer, analysis)] == ["tanks"]
    offer, analysis = offer_of("zinc and tin, three times", ("zinc", "metal"), ("tin", "metal"))
    assert all(one.resource is None for one in quantities_of(offer, analysis))


def test_a_quantity_far_from_the_only_thing_is_of_that_and_of_none_where_there_are_two() -> None:
    text = "1,000 tonnes in three ships that leave the old port in May, all of zinc"
    offer, analysis = offer_of(text, ("zinc", "metal"))
    (only,) = (one for one in quantities_of(offer, analysis) if one.quantity.text == "1,000 tonnes")
    assert only.resource == "zinc"
    offer, analysis = offer_of(f"{text} and tin", ("zinc", "metal"), ("tin", "metal"))
    (only,) = (one for one in quantities_of(offer, analysis) if one.quantity.text == "1,000 tonnes")
    assert only.resource is None
    assert in_plain_words(replace(only.quantity, amount=None)) == ""
