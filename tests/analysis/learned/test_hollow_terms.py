"""Terms of a pronoun or a date alone tell nothing, and their line is not told as sure."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.hollow_terms import are_hollow
from tests.analysis.learned.documents import read_document, words_of


@pytest.mark.parametrize(
    ("text", "terms", "hollow"),
    [
        ("Fiji agreed to postpone them on Monday.", "postpone them on Monday", True),
        ("Fiji promised Tonga to do it by Friday.", "do it by Friday", True),
        ("Fiji urged Tonga to do so.", "do so", True),
        ("Fiji agreed to invest in 2031.", "invest in 2031", True),
        ("Fiji agreed to invest in ferries.", "invest in ferries", False),
        ("Fiji agreed to invest 30 million francs in 2031.", "invest 30 million francs in 2031", False),
        ("Fiji agreed to postpone its quotas.", "postpone its quotas", False),
        ("Fiji asked Tonga to leave by Friday.", "leave by Friday", False),
        ("Fiji asked Tonga to free him.", "free him", False),
        ("Fiji asked Tonga to let them fish.", "let them fish", False),
        ("Fiji rejected the idea.", "the idea", True),
        ("Fiji warned its sailors against taking such offers.", "against taking such offers", True),
        ("Fiji opposed the new proposal.", "the new proposal", True),
        ("Fiji opposed the proposal on ferries.", "the proposal on ferries", False),
        ("Fiji opposed the fishing plan.", "the fishing plan", False),
        ("Fiji opposed its plan.", "its plan", False),
        ("Fiji rejected the tariff.", "the tariff", False),
    ],
)
def test_which_terms_tell_nothing(model: Language, text: str, terms: str, hollow: bool) -> None:
    document = read_document(model, text)
    assert are_hollow(document, words_of(document, terms)) is hollow
