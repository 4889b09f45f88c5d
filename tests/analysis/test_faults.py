"""Kinds of fault that real news showed, each with sentences of the same kind."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Act
from briefing.core.story import Body
from tests.analysis.rules import lines_of, name, names


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that Chad offered Niger a loan.",
        "Chad denied having offered Niger a loan.",
        "Chad denied that it had offered Niger a loan.",
        "Oman has not, as some papers wrote, offered Yemen a loan.",
        "Neither Togo nor Benin offered Niger a loan.",
    ],
)
def test_what_is_denied_is_not_told_as_done(model: Language, text: str) -> None:
    (line,) = lines_of(model, text)
    assert (line.act, line.negated) == ("offer", True)


@pytest.mark.parametrize(
    "text",
    [
        "Malta does not believe that Cyprus wants a loan from Egypt.",
        "Oslo does not think that Cyprus demanded a loan from Egypt.",
        "The guards committed war crimes in the camp, Kenya said.",
        "Sudan committed atrocities against the farmers.",
        "Chile accepted the fact that the mine would close.",
        "Ghana accepted reality and closed the mine.",
        "The minister accepted the award from Norway.",
        "Demand from China for coal fell in May.",
        "Strong demand for copper from China pushed up prices.",
        "In a phone call with Emmanuel Macron, Giorgia Meloni discussed the port.",
        "Emmanuel Macron's call to Giorgia Meloni lasted an hour.",
        "Sign up for our newsletter and get the offers of the day.",
        "The company did not respond to a request for comment from the Courier.",
        "Norway's ministry declined a request for an interview.",
        "Peru warned that floods may come.",
    ],
)
def test_no_act(model: Language, text: str) -> None:
    assert lines_of(model, text) == ()


@pytest.mark.parametrize(
    ("text", "act", "maker", "addressee"),
    [
        ("Norway cautioned Sweden against closing the strait.", "demand", "Norway", "Sweden"),
        ("Berlin warned Serbia not to close the border.", "demand", "Germany", "Serbia"),
        ("Jakarta issued a demand for a buffer zone.", "demand", "Indonesia", None),
        ("Egypt's president warned that it would shut the canal.", "threaten", "Egypt", None),
    ],
)
def test_a_warning_and_a_demand(model: Language, text: str, act: str, maker: str, addressee: str | None) -> None:
    (line,) = lines_of(model, text)
    assert (line.act, name(line.proposer), name(line.recipient)) == (act, maker, addressee)


@pytest.mark.parametrize(
    ("text", "makers", "addressees"),
    [
        ("China and Russia offered Mongolia a pipeline.", ["China", "Russia"], ["Mongolia"]),
        ("Chile asked Peru and Bolivia to open the border.", ["Chile"], ["Peru", "Bolivia"]),
        ("Togo, Benin and Ghana refused to accept the plan of Mali.", ["Togo", "Benin", "Ghana"], ["Mali"]),
        ("Germany and France signed a deal on gas.", ["Germany"], ["France"]),
    ],
)
def test_all_who_act_together_are_kept(model: Language, text: str, makers: list[str], addressees: list[str]) -> None:
    (line,) = lines_of(model, text)
    assert (names(line.proposer), names(line.recipient)) == (makers, addressees)


@pytest.mark.parametrize("text", ["Vietnam offered Moldova gas.", "Chad offered Niger gas."])
def test_the_addressee_is_no_part_of_the_goods(model: Language, text: str) -> None:
    (line,) = lines_of(model, text)
    assert (name(line.recipient), line.terms.text) == (text.split()[2], "gas")


def test_what_goes_to_two_parties_is_two_lines(model: Language) -> None:
    lines = lines_of(model, "Norway offered Poland cheap gas.\n\nNorway offered Germany cheap gas.")
    assert [name(line.recipient) for line in lines] == ["Poland", "Germany"]


@pytest.mark.parametrize(
    "text",
    [
        "There is no truth to claims that Peru offered Bolivia gas.",
        "Peru dismissed reports that it had offered Bolivia gas.",
    ],
)
def test_what_a_denied_report_tells_did_not_happen(model: Language, text: str) -> None:
    assert [line.negated for line in lines_of(model, text) if line.act is Act.OFFER] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The lawyer said that Peru had committed genocide and theft.",
        "Ada Lisk contributed reporting from Lima.",
        "The talks ended when President Otto Rask ordered the invasion of Peru.",
    ],
)
def test_crimes_reporters_and_attacks_put_nothing_to_anybody(model: Language, text: str) -> None:
    assert lines_of(model, text) == ()


def test_terms_keep_both_halves_of_their_quotes(model: Language) -> None:
    (line,) = lines_of(model, "Peru offered Bolivia a “road to the sea”, its minister said.")
    assert line.terms.text == "a “road to the sea”"


@pytest.mark.parametrize(
    "text",
    [
        "“We call on the owners to accept our offer,” our statement said.",
        "We asked Peru to pay, our report says.",
    ],
)
def test_a_paper_that_speaks_of_itself_as_ours_ends_nothing(model: Language, text: str) -> None:
    analysis = analyse(model, "", Body.plain(text))
    assert analysis.problems == ()
    assert analysis.lines != ()
