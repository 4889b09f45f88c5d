"""Under which names the phrases of a sentence could be parties."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.analysis.learned.documents import read_document


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru urged all governments to open their ports.", "all governments"),
        ("Peru asked two banks for a loan.", "two banks"),
        ("Peru asked forty-one banks for a loan.", "forty-one banks"),
        ("All parties must stop the fighting, Peru demanded.", "all parties"),
        ("Peru asked the dockers for help.", "dockers"),
        ("Peru offered at least nine villages water.", "at least nine villages water"),
        ("Lawmakers asked the White House for papers.", "White House"),
        ("Lawmakers asked Downing Street officials for papers.", "Downing Street"),
        ("Peru asked the Kremlin for grain.", "Russia"),
        ("Peru was asked by more than 90 right-wing mayors to wait.", "more than 90 right-wing mayors"),
        ("Peru asked the harbour's 22 local and foreign banks for help.", "harbour's 22 local and foreign banks"),
    ],
)
def test_a_party_goes_by_what_the_story_calls_it(model: Language, text: str, name: str) -> None:
    assert name in {candidate.name for candidate in read_document(model, text).candidates}


def test_how_many_are_counted_makes_nobody_else_of_them(model: Language) -> None:
    document = read_document(model, "Peru asked two banks for a loan. The banks refused.")
    assert len({c.party for c in document.candidates if c.name in ("two banks", "banks")}) == 1


def test_a_full_stop_is_no_party(model: Language) -> None:
    document = read_document(model, "Ada Lis, the No. 2 Senate Democrat, called for a vote on the bill.")
    assert all(any(sign.isalnum() for sign in candidate.name) for candidate in document.candidates)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("US sanctions angered Peru.", "name"),
        ("Peru said: grant us a loan. It asked Chile.", "pronoun"),
    ],
)
def test_the_us_is_a_name_and_no_pronoun(model: Language, text: str, sort: str) -> None:
    document = read_document(model, text)
    places = {document.words[at].text for c in document.candidates if c.sort == sort for at in range(c.first, c.last)}
    assert places & {"US", "It"}
