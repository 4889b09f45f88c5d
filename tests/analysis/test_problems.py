"""A rule that fails costs a story a sentence, and not its panel."""

from __future__ import annotations

import logging

import pytest
from spacy.language import Language
from spacy.tokens import Token

from briefing.analysis.acts.roles import RoleFinder, Trigger
from briefing.analysis.pipeline import analyse
from briefing.analysis.problems import Problems
from briefing.analysis.syntax import tree
from briefing.core.analysis import Analysis
from briefing.core.story import Body

TEXT = "Egypt has offered Sudan a loan. Kenya demanded a loan from Ghana. Norway rejected the plan of Sweden."


def makers(analysis: Analysis) -> list[str]:
    return [line.proposer.name for line in analysis.lines if line.proposer is not None]


def test_without_a_failing_rule_all_are_there(model: Language) -> None:
    analysis = analyse(model, "", Body.plain(TEXT))
    assert makers(analysis) == ["Egypt", "Kenya", "Norway"]
    assert analysis.problems == ()


def test_a_failing_rule_of_roles_costs_its_sentence(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = RoleFinder.roles

    def failing(self: RoleFinder, trigger: Trigger) -> object:
        if trigger.token.text == "demanded":
            raise IndexError("a rule that looks too far")
        return sound(self, trigger)

    monkeypatch.setattr(RoleFinder, "roles", failing)
    analysis = analyse(model, "", Body.plain(TEXT))
    assert makers(analysis) == ["Egypt", "Norway"]
    (problem,) = analysis.problems
    assert (
        problem
        == "The analysis could not look for acts in a sentence (IndexError): “Kenya demanded a loan from Ghana.”"
    )


def test_a_failing_rule_of_factuality_costs_its_act(
    model: Language, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sound = tree.carrying_verb

    def failing(token: Token) -> Token:
        if token.text == "offered":
            raise ValueError("a rule that fails")
        return sound(token)

    monkeypatch.setattr(tree, "carrying_verb", failing)
    with caplog.at_level(logging.ERROR):
        analysis = analyse(model, "", Body.plain(TEXT))
    assert makers(analysis) == ["Kenya", "Norway"]
    assert len(analysis.problems) == 1
    assert "a rule that fails" in caplog.text


def test_a_failing_stage_leaves_what_was_found_before(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise KeyError("a stage that fails")

    monkeypatch.setattr("briefing.analysis.pipeline.link", failing)
    analysis = analyse(model, "", Body.plain(TEXT))
    assert {"Egypt", "Kenya"} <= {actor.name for actor in analysis.actors}
    assert analysis.lines == ()
    assert [problem.partition(" (")[0] for problem in analysis.problems] == ["The analysis could not read a text"]


def test_a_long_sentence_is_quoted_in_part() -> None:
    problems = Problems()
    with problems.guard("read it", "word " * 40):
        raise RuntimeError
    (problem,) = problems.sentences
    assert len(problem) < 140
    assert problem.endswith("word…”")


def test_words_of_one_paragraph_do_not_end_the_reading_of_another(model: Language) -> None:
    text = "Lima denies.\n\nBut of ports,” ministers vowed in their declaration.\n\nThe declaration called on"
    assert analyse(model, "", Body.plain(text)).problems == ()
