"""What the terms say about an act: who would end what weighs on others offers it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from briefing.analysis.learned.scored_acts import scored_acts
from tests.analysis.learned.documents import read_document, scores_of, text_of, trigger


def acts_told(model: Language, text: str, word: str, terms: str, taken_for: str) -> list[str]:
    """The acts that a text is found to tell where the network takes one word for an act with these terms."""
    document = read_document(model, text)
    said = trigger(document, word, terms=terms, act=taken_for)
    return [act.act for act in scored_acts(document, scores_of(document, said), [], 0.5)]


@pytest.mark.parametrize(
    ("text", "terms", "told"),
    [
        ("Fiji is ready to halt its missile tests if Peru pays.", "halt its missile tests", "offer"),
        ("Fiji is ready to lower its tariffs if Peru pays.", "lower its tariffs", "offer"),
        ("Fiji is ready to halt its exports if Peru does not pay.", "halt its exports", "threaten"),
    ],
)
def test_who_is_ready_to_relent_threatens_nobody(model: Language, text: str, terms: str, told: str) -> None:
    assert acts_told(model, text, "ready", terms, "threaten") == [told]


@pytest.mark.parametrize(
    ("text", "word", "terms", "taken_for", "told"),
    [
        ("Fiji will end its attacks on Peru.", "end", "its attacks on Peru", "threaten", "pledge"),
        ("Fiji will end its exports to Peru.", "end", "its exports to Peru", "threaten", "threaten"),
        ("Fiji threatened to end its drills.", "threatened", "end its drills", "threaten", "threaten"),
        ("Fiji vowed to defy the ban.", "vowed", "defy the ban", "threaten", "reject"),
        ("Fiji vowed not to bow to Peru.", "vowed", "bow to Peru", "pledge", "reject"),
        ("Fiji vowed to bow to Peru.", "vowed", "bow to Peru", "pledge", "pledge"),
    ],
)
def test_what_is_vowed_says_what_the_vow_is(
    model: Language, text: str, word: str, terms: str, taken_for: str, told: str
) -> None:
    assert acts_told(model, text, word, terms, taken_for) == [told]


@pytest.mark.parametrize(
    ("text", "terms", "is_denied"),
    [
        ("Peru urged the miners not to strike.", "not to strike", False),
        ("Peru urged the miners not to strike.", "strike", False),
        ("Peru never urged the miners not to strike.", "not to strike", True),
        ("Peru denied that it urged the miners not to strike.", "not to strike", True),
    ],
)
def test_a_no_in_what_is_asked_denies_no_demand(model: Language, text: str, terms: str, is_denied: bool) -> None:
    document = read_document(model, text)
    said = replace(trigger(document, "urged", terms=terms, act="demand"), negated=0.9)
    (act,) = scored_acts(document, scores_of(document, said), [], 0.5)
    assert act.negated is is_denied
    assert is_denied or text_of(document, act.terms) == "not to strike"


@pytest.mark.parametrize(
    ("text", "terms", "left"),
    [
        ("Fiji refused to rule out duties on salt.", "rule out duties on salt", "duties on salt"),
        ("Fiji refused to rule out duties on salt.", "duties on salt", "duties on salt"),
    ],
)
def test_what_is_not_ruled_out_is_told_without_these_words(model: Language, text: str, terms: str, left: str) -> None:
    document = read_document(model, text)
    said = trigger(document, "refused", terms=terms, act="reject")
    (act,) = scored_acts(document, scores_of(document, said), [], 0.5)
    assert (act.negated, text_of(document, act.terms)) == (True, left)
