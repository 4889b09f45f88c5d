"""What the choice between pairs goes by: scores as they are, syntax, and how the story speaks of each party."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.learned.document import RuleAct
from briefing.analysis.learned.network import StoryScores
from briefing.analysis.learned.odds import logit
from briefing.analysis.learned.pair_ranker import PairRanker
from briefing.analysis.learned.scored_acts import options, scored_acts, with_features
from tests.analysis.learned.documents import read_document, scores_of, trigger
from tests.analysis.learned.test_scored_acts import AGAIN, ANSWER, FIRST, STORY, names, read
from tests.analysis.learned.test_small_networks import networks

RULE = RuleAct((1,), "offer", False, "norway", None, "chad", (3, 5), 0.5)


def features(read_of: StoryScores, *rules: RuleAct) -> list[list[dict[str, float]]]:
    return [pairs for _, pairs in with_features(STORY, options(STORY, read_of, rules, 0.5))]


def test_each_pair_has_the_networks_chances() -> None:
    ((first, *others),) = features(read(FIRST))
    assert first["joint"] == pytest.approx(logit(0.9 * 0.3), abs=0.02)
    assert first["proposer by itself"] == pytest.approx(logit(0.9), abs=0.02)
    assert first["proposer in this place"] == pytest.approx(logit(0.8), abs=0.02)
    assert first["recipient nobody here"] == pytest.approx(logit(0.1), abs=0.02)
    assert (first["share"], first["rank"]) == (1.0, 0.0)
    assert [pair["rank"] for pair in others] == [1.0, 2.0, 3.0, 4.0]
    assert all(pair["share"] < 1 for pair in others)
    nobody = next(pair for pair in others if "no proposer" in pair and "no recipient" in pair)
    assert "proposer chance" not in nobody


def test_what_other_acts_make_of_a_party_counts_without_its_own() -> None:
    alone, (together, *_) = features(read(FIRST))[0][0], features(read(FIRST, ANSWER, AGAIN))[0]
    assert alone["proposer makes elsewhere"] == pytest.approx(0, abs=1e-6)
    # Norway makes the offer again at 0.9, and never the refusal; each word is likely at 0.9
    assert together["proposer makes elsewhere"] == pytest.approx(0.9 * 0.9, abs=0.02)
    assert together["recipient makes elsewhere"] == pytest.approx(0.9 * 0.9, abs=0.02)
    assert (alone["pairs elsewhere"], together["pairs elsewhere"]) == (0.0, 2.0)


def test_how_often_and_where_a_party_is_named() -> None:
    ((first, *_),) = features(read(FIRST))
    assert first["proposer mentions"] == first["recipient mentions"] == pytest.approx(np.log(3))
    assert first["proposer in the first sentence"] == 1.0
    assert (first["recipient away"], first["recipient behind"]) == (pytest.approx(np.log(2)),) * 2
    assert first["proposer behind"] < 0


def test_where_the_rules_agree() -> None:
    ((first, *_),) = features(read(FIRST), RULE)
    assert (first["proposer agreed"], first["proposer differs"], first["recipient unruled"]) == (1.0, 0.0, 1.0)
    assert first["recipient speaker"] == 1.0
    assert "proposer agreed" not in features(read(FIRST))[0][0]


def test_subjects_and_steps_of_syntax(model: Language) -> None:
    document = read_document(model, "Norway wanted Chad to open the harbour of Lagos.")
    said = trigger(
        document, "wanted", {"Norway": 0.5, "Chad": 0.3, "Lagos": 0.2}, "open the harbour of Lagos", "demand"
    )
    ((option, pairs),) = with_features(document, options(document, scores_of(document, said), (), 0.5))
    found = {
        document.candidates[pair.recipient.candidate].name: made
        for pair, made in zip(option.pairs, pairs, strict=True)
        if pair.recipient is not None
    }
    told = ("recipient subject", "recipient steps", "recipient in the terms")
    assert [found["Norway"][name] for name in told] == [1.0, 1.0, 0.0]
    assert [found["Chad"][name] for name in told][0::2] == [0.0, 0.0]
    assert [found["Lagos"][name] for name in told] == [0.0, 4.0, 1.0]  # wanted, open, harbour, of, Lagos


def test_the_ranker_chooses_the_parties_and_says_how_sure_it_is() -> None:
    likes_nobody = PairRanker(networks((4.0, -9.0), names=("no recipient", "no proposer")))
    (act,) = scored_acts(STORY, read(FIRST), [], 0.5, ranker=likes_nobody)
    assert names(act) == ("Norway", None)
    assert act.pair["pair"] > 0.8
    assert act.pair["pair lead"] == pytest.approx(2 * act.pair["pair"] - 1, abs=0.1)
    assert act.pair["no recipient"] == 1.0
    (alone,) = scored_acts(STORY, read(replace(FIRST, likely=0.6)), [], 0.5)
    assert (names(alone), alone.pair["pair"]) == (("Norway", "Chad"), 1.0)
