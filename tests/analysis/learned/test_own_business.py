"""What a firm does with what it runs itself is no measure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.learned.own_business import is_own_business
from briefing.analysis.learned.scored_acts import scored_acts
from tests.analysis.learned.documents import read_document, scores_of, trigger, word_of


@pytest.mark.parametrize(
    ("text", "word", "maker", "expected"),
    [
        ("Lufthansa suspended flights to Peru.", "suspended", "Lufthansa", True),
        ("Lufthansa decided to halt its flights to Peru.", "decided", "Lufthansa", True),
        ("Several airlines will stop flights to Peru.", "stop", "airlines", True),
        ("Two plants were closed by Nokia.", "closed", "Nokia", True),
        ("Nokia suspended its dividend.", "suspended", "Nokia", True),
        ("Nokia cut 900 jobs in Chad.", "cut", "Nokia", True),
        ("Air France suspended its flights to Peru.", "suspended", "France", True),
        ("Air France suspended flights to Peru.", "suspended", "France", False),
        ("Chad suspended its flights to Peru.", "suspended", "Chad", False),
        ("Chad suspended flights to Peru.", "suspended", "Chad", False),
        ("Nokia suspended supplies to Peru.", "suspended", "Nokia", False),
        ("Nokia seized Peru's plants.", "seized", "Nokia", False),
    ],
)
def test_a_firm_has_no_force_over_anybody_by_its_own_business(
    model: Language, text: str, word: str, maker: str, expected: bool
) -> None:
    document = read_document(model, text)
    by = next(c for c in document.candidates if c.name.split()[-1] == maker)
    assert is_own_business(document, word_of(document, word), by) is expected


@pytest.mark.parametrize(
    ("text", "act", "told"),
    [
        ("Lufthansa suspended flights to Peru.", "impose", 0),
        ("Chad suspended flights to Peru.", "impose", 1),
        ("Lufthansa suspended flights to Peru.", "pledge", 1),
    ],
)
def test_it_is_told_as_no_measure(model: Language, text: str, act: str, told: int) -> None:
    document = read_document(model, text)
    said = trigger(document, "suspended", {"Peru": 0.5}, "flights", act)
    makes = np.zeros_like(said.proposers)
    makes[0] = 1  # whoever the sentence begins with
    read_of = scores_of(document, replace(said, proposers=makes))
    assert len(scored_acts(document, read_of, [], 0.5)) == told
