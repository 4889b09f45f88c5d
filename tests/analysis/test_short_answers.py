"""Answers in a word or two, and what they answer."""

from __future__ import annotations

import pytest
from spacy.language import Language

from briefing.analysis.pipeline import analyse
from briefing.core.analysis import Line
from briefing.core.story import Body


def answers(model: Language, text: str) -> list[Line]:
    return [offer for offer in analyse(model, "", Body.plain(text)).offers if offer.act.is_answer]


@pytest.mark.parametrize(
    ("text", "act", "proposer", "terms"),
    [
        ("Talks on the dam went on all night. Sudan refused, citing its own harvest.", "reject", "Sudan", "refused"),
        ("A price of 40 dollars was on the table. Kenya turned it down.", "reject", "Kenya", "turned it down"),
        ("Spain wanted the road open. Morocco said it would not.", "reject", "Morocco", "would not"),
        ("The text was read out at noon. Fiji has agreed to it.", "accept", "Fiji", "agreed to it"),
    ],
)
def test_an_answer_is_told_though_the_story_does_not_say_who_asked(
    model: Language, text: str, act: str, proposer: str, terms: str
) -> None:
    (answer,) = answers(model, text)
    assert answer.proposer is not None
    assert (answer.act, answer.proposer.name, answer.terms.text) == (act, proposer, terms)


@pytest.mark.parametrize(
    "text",
    [
        "The engine refused to start on Monday.",
        "The motion was read out at noon and some agreed.",
        "He said that he agreed.",
    ],
)
def test_nobody_who_is_known_answers(model: Language, text: str) -> None:
    assert answers(model, text) == []


def test_an_act_behind_an_infinitive_is_one_of_its_own(model: Language) -> None:
    text = "Chile promised to keep the port open and asked Peru for a loan."
    found = analyse(model, "", Body.plain(text)).offers
    assert [(offer.act, offer.terms.text) for offer in found] == [
        ("pledge", "keep the port open"),
        ("demand", "a loan"),
    ]
