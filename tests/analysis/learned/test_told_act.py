"""Who vows violence threatens, whatever the word."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.learned.network import StoryScores
from briefing.analysis.learned.scored_acts import scored_acts
from briefing.analysis.learned.told_act import is_vow_of_violence
from tests.analysis.learned.documents import read_document, trigger, words_of


@pytest.mark.parametrize(
    ("text", "terms", "violent"),
    [
        ("The clan swore to kill the harbour master.", "kill the harbour master", True),
        ("The clan swore to retaliate after the raid.", "retaliate after the raid", True),
        ("The colony pledged to destroy its old mines.", "destroy its old mines", False),
        ("The colony pledged to protect the harbour master.", "protect the harbour master", False),
    ],
)
def test_what_is_a_vow_of_violence(model: Language, text: str, terms: str, violent: bool) -> None:
    document = read_document(model, text)
    assert is_vow_of_violence(document, words_of(document, terms)) is violent


def test_a_promise_to_kill_is_told_as_a_threat(model: Language) -> None:
    document = read_document(model, "Rebels in the hills promised to kill any mayor who helps the army.")
    said = trigger(document, "promised", terms="kill any mayor who helps the army")
    names = np.zeros((len(document.words), 6), dtype=np.float32)
    assert [act.act for act in scored_acts(document, StoryScores((said,), names), [], 0.5)] == ["threaten"]
