"""Who cannot be a party, by the syntax: who is asked makes no demand, and no place is ordered to do anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from spacy.language import Language

from briefing.analysis.actors.cast import find_actors
from briefing.analysis.learned.barred_parties import barred_makers, barred_takers
from briefing.analysis.learned.document import Document
from briefing.analysis.learned.document_map import describe
from briefing.analysis.names import gazetteer
from briefing.analysis.text.parsed_story import parse_story
from briefing.core.story import Body

Bar = Callable[[Document, int], Iterator[int]]


@pytest.mark.parametrize(
    ("text", "word", "bar", "barred"),
    [
        ("Chile's parliament has been asked to look into the sale.", "asked", barred_makers, {"Chile", "parliament"}),
        ("Chile's parliament has been asked by Peru to look into the sale.", "asked", barred_makers, set()),
        ("Chile asked Peru to look into the sale.", "asked", barred_makers, set()),
        ("An offer of wheat to the Soviets was rejected.", "rejected", barred_makers, {"wheat"}),
        ("Canada ordered the deployment of 900 troops to Latvia.", "ordered", barred_takers, {"Latvia", "troops"}),
        ("Canada ordered Latvia to withdraw.", "ordered", barred_takers, set()),
    ],
)
def test_who_cannot_be_a_party(model: Language, text: str, word: str, bar: Bar, barred: set[str]) -> None:
    story = parse_story(model, "", Body.plain(text))
    document = describe(story, find_actors(story, gazetteer.load())).document
    at = next(i for i, w in enumerate(document.words) if w.text == word)
    assert {document.candidates[i].name.split()[-1] for i in bar(document, at)} - {"deployment"} == barred
