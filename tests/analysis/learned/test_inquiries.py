"""An inquiry that names nobody whom it is about is hardly a measure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.learned.inquiries import is_about_nobody, is_inquiry
from briefing.analysis.learned.scored_acts import scored_acts
from tests.analysis.learned.documents import read_document, scores_of, trigger, word_of


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Police in Chad are investigating a fire.", "investigating", True),
        ("Chad opened an inquiry into the fire.", "opened", True),
        ("Two investigations were launched by Chad.", "launched", True),
        ("Chad began a criminal probe of the bank.", "probe", True),
        ("Chad closed its border to lorries.", "closed", False),
        ("Chad banned the probe's author.", "banned", False),
    ],
)
def test_something_is_looked_into(model: Language, text: str, word: str, expected: bool) -> None:
    document = read_document(model, text)
    assert is_inquiry(document, word_of(document, word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "act", "hit", "expected"),
    [
        ("Chad opened an inquiry into the fire.", "opened", "impose", None, True),
        ("Chad opened an inquiry into Nokia.", "opened", "impose", "Nokia", False),
        ("Chad opened an inquiry into the fire.", "opened", "pledge", None, False),
        ("Chad tightened its curfew in the north.", "tightened", "impose", None, False),
    ],
)
def test_it_is_about_nobody(model: Language, text: str, word: str, act: str, hit: str | None, expected: bool) -> None:
    document = read_document(model, text)
    terms = "an inquiry" if word == "opened" else "its curfew"
    said = trigger(document, word, {} if hit is None else {hit: 0.9}, terms, act)
    makes = np.zeros_like(said.proposers)
    makes[0] = 1  # whoever the sentence begins with
    (scored,) = scored_acts(document, scores_of(document, replace(said, proposers=makes)), [], 0.5)
    assert is_about_nobody(document, scored) is expected
