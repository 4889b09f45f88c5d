"""Who only has what another puts takes it, and the other makes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from briefing.analysis.learned.possible_parties import possible_parties
from briefing.analysis.learned.receivers import with_receiver
from briefing.analysis.learned.told_act import ToldAct
from tests.analysis.learned.documents import even_chances, possible, read_document, trigger

BOTH = {"Peru", "Fiji"}


@pytest.mark.parametrize(
    ("text", "word", "makers", "takers"),
    [
        ("Chad said Peru is studying a proposal from Fiji.", "studying", {"Chad", "Fiji"}, {"Peru"}),
        ("Peru received a request from Fiji to wait.", "request", {"Fiji"}, {"Peru"}),
        ("A proposal by Fiji is weighed by Peru.", "proposal", {"Fiji"}, {"Peru"}),
        ("Peru is studying a proposal for Fiji.", "studying", BOTH, BOTH),
        ("Peru dropped a proposal from Fiji.", "dropped", BOTH, BOTH),
        ("Peru is studying boats from Fiji.", "studying", BOTH, BOTH),
    ],
)
def test_who_has_it_and_who_puts_it(model: Language, text: str, word: str, makers: set[str], takers: set[str]) -> None:
    document = read_document(model, text)
    said = trigger(document, word, even_chances(document))
    found = with_receiver(document, replace(said, proposers=said.recipients))
    for chances, expected in ((found.proposers, makers), (found.recipients, takers)):
        assert possible(document, chances) & {"Chad", *BOTH} == expected
    assert found.recipients.sum() == pytest.approx(1)


def test_where_the_network_sees_no_chance_for_them_nobody_is_asked(model: Language) -> None:
    document = read_document(model, "Peru is studying a proposal from Fiji.")
    assert with_receiver(document, trigger(document, "studying", {"Fiji": 0.9})).recipients[-1] == pytest.approx(1)


@pytest.mark.parametrize(("act", "is_put"), [("propose", True), ("demand", True), ("accept", False)])
def test_only_what_is_put_is_had_from_another(model: Language, act: str, is_put: bool) -> None:
    document = read_document(model, "Peru is studying a proposal from Fiji.")
    said = trigger(document, "studying", {"Peru": 0.4, "Fiji": 0.4}, act=act)
    nobody = possible_parties(document, said, ToldAct(act, negated=False)).recipients[-1]
    assert nobody == pytest.approx(0.0 if is_put else 0.2)
