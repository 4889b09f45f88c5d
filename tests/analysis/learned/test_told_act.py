"""The act and the sign of a word where its syntax says more than the network."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from briefing.analysis.learned.told_act import told_by_word
from tests.analysis.learned.documents import read_document, trigger


@pytest.mark.parametrize(
    ("text", "word", "taken_for", "told"),
    [
        ("Under no circumstances will Fiji sell tuna to Peru.", "sell", "offer", ("reject", False)),
        ("Fiji will in no case sell tuna to Peru.", "sell", "pledge", ("reject", False)),
        ("Under some circumstances Fiji will sell tuna to Peru.", "sell", "pledge", ("pledge", False)),
        ("Fiji will not shrink from helping Peru.", "shrink", "reject", ("pledge", False)),
        ("Fiji will shrink from helping Peru.", "shrink", "reject", ("reject", False)),
        ("A judge faulted Fiji for not asking Peru.", "asking", "demand", ("demand", True)),
        ("Fiji did not ban trawlers from Peru.", "ban", "impose", ("impose", True)),
        ("Fiji must not ban trawlers from Peru.", "ban", "impose", ("impose", False)),
        ("A judge faulted Fiji for asking Peru.", "asking", "demand", ("demand", False)),
        ("Fiji has not shown willingness to sell tuna.", "willingness", "offer", ("offer", True)),
        ("Fiji has shown willingness to sell tuna.", "willingness", "offer", ("offer", False)),
        ("Fiji stopped short of duties on trawlers.", "stopped", "impose", ("impose", True)),
        ("Fiji stopped trawlers from Peru.", "stopped", "impose", ("impose", False)),
    ],
)
def test_what_a_word_tells(model: Language, text: str, word: str, taken_for: str, told: tuple[str, bool]) -> None:
    document = read_document(model, text)
    said = replace(trigger(document, word, act=taken_for), negated=0.1)
    found = told_by_word(document, said, None, denied=False)
    assert (found.act, found.negated) == told
