"""Of whom access is wanted, whomever the network takes for the one that is asked."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.learned.owners import with_owner
from tests.analysis.learned.documents import read_document, trigger


@pytest.mark.parametrize(
    ("text", "word", "takers"),
    [
        ("Peru heard that Norway sought free access to Chile's copper mines.", "sought", {"Chile"}),
        ("Peru heard that Norway asked for access to Chile's copper mines.", "asked", {"Chile"}),
        ("Peru heard that Norway seeks access to tons of Chile's zinc.", "seeks", {"Chile"}),
        ("Peru heard that Norway sought access to the copper mines.", "sought", {"Chile", "Peru"}),
        ("Peru heard that Norway sought Chile's support.", "sought", {"Chile", "Peru"}),
        ("Norway sought access to Chile's mines and to Peru's ports.", "sought", {"Chile", "Peru"}),
    ],
)
def test_who_is_asked(model: Language, text: str, word: str, takers: set[str]) -> None:
    document = read_document(model, text)
    said = with_owner(document, trigger(document, word, {"Chile": 0.1, "Peru": 0.3}, terms=word, act="demand"))
    found = {c.name for i, c in enumerate(document.candidates) if said.recipients[i] and c.kind == "state"}
    assert found == takers & {c.name for c in document.candidates}
