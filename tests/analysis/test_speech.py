"""Who says what, and to whom."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.syntax.speech import Speech


def speech(model: Language, text: str) -> tuple[Speech, dict[str, object]]:
    doc = model(text)
    return Speech([doc]), {token.text: token for token in doc}


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Mendes said that Chile would sell copper.", "sell", "Mendes"),
        ('"We will sell copper," Mendes said.', "sell", "Mendes"),
        ('Mendes spoke briefly. "We will sell copper," he told the press. "We will buy tin."', "buy", "he"),
        ("Chile will sell copper, Mendes said.", "sell", "Mendes"),
        ("Mendes said that he would wait, while Chile sold copper.", "sold", None),
        ("Chile sold copper.", "sold", None),
    ],
)
def test_speaker(model: Language, text: str, word: str, speaker: str | None) -> None:
    found, tokens = speech(model, text)
    who = found.speaker(tokens[word])  # type: ignore[arg-type]
    assert (None if who is None else who.text) == speaker


def test_addressee(model: Language) -> None:
    found, tokens = speech(model, "Mendes told Rojas that Chile would sell copper.")
    told = found.addressee(tokens["sell"])  # type: ignore[arg-type]
    assert told is not None
    assert told.text == "Rojas"


def test_an_open_quotation_runs_to_the_end(model: Language) -> None:
    found, tokens = speech(model, "Mendes said: “We will sell copper and tin")
    assert found.is_quoted(tokens["tin"])  # type: ignore[arg-type]
    assert not found.is_quoted(tokens["said"])  # type: ignore[arg-type]
