"""Whom a measure hits by its own phrase, whatever the network takes for its parties."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.learned.document import RuleAct
from briefing.analysis.learned.measure_parties import with_target
from briefing.analysis.learned.network import ACTS, TriggerScores
from tests.analysis.learned.documents import read_document, word_of


@pytest.mark.parametrize(
    ("text", "word", "ruled", "makers", "takers"),
    [
        # Whoever is named behind "on" is hit, and nobody else.
        ("Peru said Norway imposed duties on Chile.", "imposed", None, {"Peru", "Norway"}, {"Chile"}),
        ("Duties on Chile and Peru are paused, Norway said.", "paused", None, {"Norway"}, {"Chile", "Peru"}),
        ("Norway wants sanctions against Chile that Peru opposes.", "sanctions", None, {"Norway", "Peru"}, {"Chile"}),
        # Whose goods are hit, the rules know; where they do not, everybody may be.
        ("Chile and Peru heard of a duty on Chilean salt.", "duty", "chile", {"Peru"}, {"Chile"}),
        ("Chile and Peru heard of a duty on Chilean salt.", "duty", None, {"Peru"}, {"Chile"}),
        ("Chile and Peru heard of a duty on salt.", "duty", None, {"Chile", "Peru"}, {"Chile", "Peru"}),
        (
            "Chile and Peru heard of sanctions on Chilean allies.",
            "sanctions",
            None,
            {"Chile", "Peru"},
            {"Chile", "Peru"},
        ),
        # Where the goods come in, nobody is hit.
        ("Chile is big. Peru put duties on imports into Chile.", "put", None, {"Peru", "Chile"}, {"Peru", "Chile"}),
        # Who faces it does not make it.
        ("Chile faces a duty of 12 percent, Peru said.", "duty", None, {"Peru"}, {"Chile"}),
        ("Chile faces a duty of 12 percent, Peru said.", "faces", None, {"Peru"}, {"Chile"}),
        # A pronoun in the phrase may be anybody's.
        ("Norway put duties on Chile and its farmers.", "put", None, {"Norway"}, {"Chile"}),
        # No measure, no phrase of its own.
        ("Norway insisted on Chile.", "insisted", None, {"Norway", "Chile"}, {"Norway", "Chile"}),
    ],
)
def test_who_is_hit(
    model: Language, text: str, word: str, ruled: str | None, makers: set[str], takers: set[str]
) -> None:
    document = read_document(model, text)
    at = word_of(document, word)
    even = np.full(len(document.candidates) + 1, 0.1, dtype=np.float32)
    said = TriggerScores(at, 0.9, 0.9, (0.1,) * len(ACTS), 0.1, even, even, (at, at + 1), 0.9)
    rule = None if ruled is None else RuleAct((at,), "impose", False, None, ruled, None, (at, at + 1), 0.8)
    found = with_target(document, said, rule)
    states = [(i, c.name) for i, c in enumerate(document.candidates) if c.kind == "state"]
    assert {name for i, name in states if found.proposers[i]} == makers
    assert {name for i, name in states if found.recipients[i]} == takers
    assert found.proposers[-1] == found.recipients[-1] == even[-1]
