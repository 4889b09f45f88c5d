"""The learned part in the analysis: lines of both, reasons in words, and the rules alone without its file."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from spacy.language import Language

from briefing.analysis.actors.cast import Cast, find_actors
from briefing.analysis.acts.extraction import find_candidates
from briefing.analysis.learned import stage
from briefing.analysis.learned.document_map import describe
from briefing.analysis.learned.explanation import why
from briefing.analysis.learned.judge import Judge
from briefing.analysis.learned.network import Network
from briefing.analysis.learned.pair_ranker import PairRanker
from briefing.analysis.learned.party_choice import Choice
from briefing.analysis.learned.scored_acts import scored_acts
from briefing.analysis.learned.small_networks import Features
from briefing.analysis.learned.stage import LearnedPart
from briefing.analysis.linking.link import Linked, link
from briefing.analysis.names import gazetteer
from briefing.analysis.problems import Problems
from briefing.analysis.resources.finder import find_resources
from briefing.analysis.scoring.lines import score
from briefing.analysis.text.parsed_story import ParsedStory, parse_story
from briefing.core.analysis import Act
from briefing.core.story import Body
from briefing.core.why import lines as lines_of
from tests.analysis.learned import small_network
from tests.analysis.learned.documents import read_document, scores_of, trigger
from tests.analysis.learned.test_small_networks import networks

TEXT = (
    "Norway offered Chad 200 tons of salmon on Monday.\n\n"
    "Some banks of the town and protesters rejected the plan. They urged it to wait."
)


@dataclass(frozen=True)
class Always:
    """The same chance for every line."""

    chance: float

    def of(self, lines: Sequence[Features]) -> list[float]:
        return [self.chance] * len(lines)


def part(tmp_path: Path, kept: float) -> LearnedPart:
    return LearnedPart(Network(small_network.write(tmp_path / "network.npz")), None, Judge(Always(0.5), Always(kept)))


def linked(story: ParsedStory, cast: Cast) -> Linked:
    return link(find_candidates(story, cast, Problems()), story, cast, Problems())


def test_every_noun_phrase_that_could_act_is_a_candidate(model: Language) -> None:
    document = read_document(model, TEXT)
    found = {(c.name, c.sort) for c in document.candidates}
    assert {("Norway", "name"), ("Chad", "name"), ("banks of the town", "phrase"), ("protesters", "phrase")} <= found
    assert "Monday" not in {name for name, _ in found}


def test_words_and_spans_of_a_document_are_those_of_the_story(model: Language) -> None:
    story = parse_story(model, "Salmon for Chad", Body.plain(TEXT))
    made = describe(story, find_actors(story, gazetteer.load()))
    for number, word in enumerate(made.document.words):
        assert story.words(made.span(number, number + 1)) == word.text


def test_lines_have_the_storys_own_words_and_reasons(model: Language, tmp_path: Path) -> None:
    story = parse_story(model, "", Body.plain(TEXT))
    cast = find_actors(story, gazetteer.load())
    goods = find_resources(story, gazetteer.load())
    lines = part(tmp_path, 9.0).findings(story, cast, goods, linked(story, cast).acts, explain=True).lines
    assert lines
    for line in lines:
        assert TEXT[line.terms.span.start : line.terms.span.end] == line.terms.text
        assert line.confidence == 0.5
        assert line.why is not None
        assert {"act", "proposer", "recipient", "terms"} <= {role.role for role in line.why.roles}


def test_what_the_judge_does_not_keep_is_no_line(model: Language, tmp_path: Path) -> None:
    story = parse_story(model, "", Body.plain(TEXT))
    cast = find_actors(story, gazetteer.load())
    goods = find_resources(story, gazetteer.load())
    found = part(tmp_path, -9.0).findings(story, cast, goods, linked(story, cast).acts, explain=False)
    assert found.lines == ()


@pytest.mark.parametrize("says_little", ["are_hollow", "is_about_nobody"])
def test_a_line_that_says_little_is_half_as_sure(
    model: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says_little: str
) -> None:
    story = parse_story(model, "", Body.plain(TEXT))
    cast = find_actors(story, gazetteer.load())
    goods = find_resources(story, gazetteer.load())
    monkeypatch.setattr(stage, says_little, lambda *_: True)
    lines = part(tmp_path, 9.0).findings(story, cast, goods, linked(story, cast).acts, explain=False).lines
    unanswering = {line.confidence for line in lines if line.act not in (Act.ACCEPT, Act.REJECT)}
    assert unanswering == {0.25}


@pytest.mark.parametrize("file", ["_FILE", "_RANKER", "_JUDGE"])
def test_without_a_file_the_rules_work_alone_and_it_is_said(
    model: Language, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, file: str
) -> None:
    monkeypatch.setattr(stage, file, "none.npz")
    with caplog.at_level(logging.WARNING):
        assert stage.read_learned_part() is None
    assert "rules alone" in caplog.text
    monkeypatch.setattr(stage, "learned_part", lambda: None)
    story = parse_story(model, "", Body.plain(TEXT))
    cast = find_actors(story, gazetteer.load())
    goods = find_resources(story, gazetteer.load())
    lines = stage.make_findings(linked(story, cast), story, cast, goods, Problems()).lines
    assert lines == score(linked(story, cast), story, goods, Problems())
    assert lines


def test_a_line_that_no_rule_found_says_so(model: Language, tmp_path: Path) -> None:
    story = parse_story(model, "", Body.plain("Norway salmon Chad."))
    cast = find_actors(story, gazetteer.load())
    goods = find_resources(story, gazetteer.load())
    found = part(tmp_path, 9.0).findings(story, cast, goods, [], explain=True).lines
    for line in found:
        assert line.why is not None
        assert any("which no rule knows" in one for one in lines_of(line.why))
        assert not any("a rule finds it" in support for support in line.why.supports)
        assert "no rule finds it, only the learned part" in line.why.doubts
    assert found


def test_what_is_sure_says_what_supports_it(model: Language) -> None:
    story = parse_story(model, "", Body.plain("Norway offered Chad cheap salmon on Monday."))
    made = describe(story, find_actors(story, gazetteer.load()))
    said = trigger(made.document, "offered", {"Chad": 0.9}, "cheap salmon", "offer")
    (act,) = scored_acts(made.document, scores_of(made.document, said), [], 0.5)
    (rule,) = linked(story, find_actors(story, gazetteer.load())).acts
    assert why(made, replace(act, likely=0.3, act_chance=0.3, terms_chance=0.3, pair={}), None, story).supports == ()
    unlike, alike = (replace(act, recipient=who) for who in (None, act.recipient))
    assert why(made, unlike, rule, story).supports[0] == "a rule finds it, too"
    assert why(made, alike, rule, story).supports == (
        "a rule finds it, too, with the same recipient",
        "the learned part is sure of the word, the act, who and to whom",
    )


def test_reasons_tell_where_the_story_decided_between_parties(model: Language) -> None:
    story = parse_story(model, "", Body.plain("Norway offered Chad cheap salmon on Monday."))
    made = describe(story, find_actors(story, gazetteer.load()))
    said = trigger(made.document, "offered", {"Chad": 0.6}, "cheap salmon", "offer")
    unnamed = scores_of(made.document, said)
    reasons = {}
    for liked in ("rank", "no recipient"):
        ranker = PairRanker(networks((-5.0 if liked == "rank" else 5.0, 0.0), names=(liked, "no proposer")))
        (act,) = scored_acts(made.document, unnamed, [], 0.5, ranker=ranker)
        reasons[liked] = {role.role: role for role in why(made, act, None, story).roles}
    assert "the likeliest of all who could be meant (0.60)" in reasons["rank"]["recipient"].how
    assert (reasons["no recipient"]["recipient"].words, reasons["no recipient"]["recipient"].how) == (
        "",
        "naming nobody fits best (0.40 by itself)",
    )
    doubtful = replace(act, pair={"pair": 0.4})
    assert "who does it, or to whom, is not sure (chance of this pair: 0.40)" in why(made, doubtful, None, story).doubts
    assert act.recipient is None
    trailing = Choice(0, made.document.candidates[0].party, 0.2, -0.3)
    told = {role.role: role for role in why(made, replace(act, recipient=trailing), None, story).roles}
    assert "by all that the story tells, than who leads alone (0.20)" in told["recipient"].how
