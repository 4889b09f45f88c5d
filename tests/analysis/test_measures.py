"""Measures: what is imposed on somebody or lifted, and what only looks like that."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.core.visibility import is_shown
from tests.analysis.rules import lines_of, name


@pytest.mark.parametrize(
    ("text", "act", "maker", "hit", "terms"),
    [
        (
            "Vietnam has imposed levies on imports of Chilean walnuts.",
            "impose",
            "Vietnam",
            "Chile",
            "levies on imports of Chilean walnuts",
        ),
        ("Guinea will ban exports of raw bauxite.", "impose", "Guinea", None, "exports of raw bauxite"),
        ("Kenya said it would ban imports of Turkish milk.", "impose", "Kenya", "Turkey", "imports of Turkish milk"),
        (
            "Washington sanctioned nine Turkish tankers.",
            "impose",
            "United States",
            "Turkey",
            "sanctioned nine Turkish tankers",
        ),
        (
            "Sanctions were imposed on Belarus by the European Union.",
            "impose",
            "European Union",
            "Belarus",
            "Sanctions",
        ),
        ("Canada barred Huawei from its networks.", "impose", "Canada", "Huawei", "its networks"),
        ("Malaysia decided to cap the price of palm oil.", "impose", "Malaysia", None, "the price of palm oil"),
        ("Thailand lifted its ban on sugar exports.", "lift", "Thailand", None, "its ban on sugar exports"),
        ("Turkey allowed Sweden to export arms to Norway.", "lift", "Turkey", "Sweden", "export arms to Norway"),
        (
            "Brussels suspended its duties on Ukrainian steel.",
            "lift",
            "European Union",
            "Ukraine",
            "its duties on Ukrainian steel",
        ),
    ],
)
def test_a_measure(model: Language, text: str, act: str, maker: str, hit: str | None, terms: str) -> None:
    (line,) = lines_of(model, text)
    assert (line.act, line.negated, line.act.is_measure) == (act, False, True)
    assert (name(line.proposer), name(line.recipient)) == (maker, hit)
    assert line.terms.text == terms
    assert is_shown(line)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peru threatened to impose tariffs on Chilean grapes.", "threaten"),
        ("Kenya urged Uganda to lift its ban on maize.", "demand"),
        ("Ghana promised to lift its ban on rice.", "pledge"),
    ],
)
def test_a_measure_that_is_only_put_is_none(model: Language, text: str, act: str) -> None:
    assert [line.act for line in lines_of(model, text)] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "Peru may impose tariffs on Chilean grapes.",
        "If Peru imposes tariffs, Chile will lose.",
        "Will Peru ban exports of copper?",
        "Growers opened the season in May.",
        "Rain reduced the harvest in Ghana.",
    ],
)
def test_no_measure(model: Language, text: str) -> None:
    assert [line for line in lines_of(model, text) if line.act.is_measure] == []


@pytest.mark.parametrize(
    "text", ["Turkey has not lifted its ban on Syrian lemons.", "Peru never banned exports of tin."]
)
def test_a_measure_that_did_not_happen_is_negated(model: Language, text: str) -> None:
    (line,) = lines_of(model, text)
    assert line.negated


def test_a_refusal_beside_a_cut(model: Language) -> None:
    lines = lines_of(model, "OPEC agreed on Monday to cut output by 900,000 barrels a day, but Kuwait refused.")
    assert [(line.act, name(line.proposer)) for line in lines] == [("accept", "OPEC"), ("reject", "Kuwait")]
    assert lines[0].quantity == "900,000 barrels a day"


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Brussels suspended its duties on Ukrainian steel for two years.", "two years"),
        ("Turkey gave Syria until Friday to withdraw its troops.", "until Friday"),
        ("Norway pledged to supply gas to Poland for 15 years.", "15 years"),
        ("Qatar proposed a 60-day truce to Sudan.", "60-day"),
        ("Norway pledged 3 tonnes of cod to Poland for 15 years.", "3 tonnes"),
    ],
)
def test_how_long_it_lasts_is_a_quantity_where_there_is_no_other(model: Language, text: str, quantity: str) -> None:
    (line,) = lines_of(model, text)
    assert line.quantity is not None
    assert line.quantity.startswith(quantity)


def test_a_measure_without_its_maker_is_of_who_took_the_one_before(model: Language) -> None:
    lines = lines_of(model, "Norway imposed sanctions on two Belarusian banks. Sanctions were also imposed on Syria.")
    assert [name(line.proposer) for line in lines] == ["Norway", "Norway"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Kenya suspended its ban on Ugandan milk.", "lift"),
        ("Beijing has reduced its import duties on Japanese cars.", "lift"),
        ("Egypt suspended aid to Sudan.", "impose"),
    ],
)
def test_what_ends_a_measure_imposes_none(model: Language, text: str, act: str) -> None:
    assert {line.act.value for line in lines_of(model, text)} == {act}
