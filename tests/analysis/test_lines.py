"""Whole lines of the panel from passages in the style of news (`lines.yaml`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Line, Party
from briefing.core.story import Body
from tests.support.listed import read_yaml

CASES = read_yaml(Path(__file__).with_name("lines.yaml"))
ANYBODY = "…"


def named(party: Party | None) -> str:
    return "–" if party is None else party.name


def says(offer: Line, line: str) -> bool:
    """Whether an offer is what a line tells; its terms may have more words."""
    act, parties, terms = line.split(": ", 2)
    proposer, recipient = parties.split(" → ")
    return (
        act == ("not " if offer.negated else "") + offer.act
        and named(offer.proposer) == proposer
        and recipient in (ANYBODY, named(offer.recipient))
        and terms in offer.terms.text
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:48]) for case in CASES])
def test_the_lines_of_a_passage(model: Language, case: dict[str, Any]) -> None:
    offers = analyse(model, "", Body.plain(case["text"])).offers
    told = [f"{o.act}: {named(o.proposer)} → {named(o.recipient)}: {o.terms.text}" for o in offers]
    for line in case["lines"]:
        assert any(says(offer, line) for offer in offers), (line, told)
    if not case["lines"]:
        assert told == []
