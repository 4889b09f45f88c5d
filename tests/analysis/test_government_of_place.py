"""Whose "the government" is in a story with two states: that of the place where the sentence happens."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.core.story import Body

BOTH = "Peru and Chile met in Brasilia on Monday. Peru wants more tuna, and so does Chile. "


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Dockers in Santiago urged the government to end the talks.", "Chile"),
        ("Dockers in Lima urged the government to end the talks.", "Peru"),
        ("Crowds gathered in Santiago. Dockers urged the government to end the talks.", "Chile"),
    ],
)
def test_the_government_is_that_of_the_place(model: Language, text: str, state: str) -> None:
    lines = analyse(model, "", Body.plain(BOTH + text)).offers
    assert [line.recipient.name for line in lines if line.recipient and "end the talks" in line.terms.text] == [state]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Many spoke of hake. Dockers urged the government to end the talks.", "government"),
        ("Peru spoke of hake, as Peru often does. Dockers urged the government to end the talks.", "Peru"),
        (
            "Shell chairman Tim Moss came. Moss spoke. Moss sang. Moss left. Peru spoke of hake. "
            "Dockers urged the government to end the talks.",
            "Peru",
        ),
        ("Peru sent Peru's envoys. Dockers urged the previous government to end the talks.", "previous government"),
    ],
)
def test_the_government_is_nobody_s_where_no_state_leads(model: Language, text: str, recipient: str) -> None:
    lines = analyse(model, "", Body.plain(BOTH + text)).offers
    assert [line.recipient.name for line in lines if line.recipient and "end the talks" in line.terms.text] == [
        recipient
    ]
