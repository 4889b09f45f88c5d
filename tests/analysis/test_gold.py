"""The gold stories: sound in themselves, and a floor under what is found of them. `make quality` has the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from spacy.language import Language

from bench import gold
from bench.scoring import Count, Score, judge
from briefing.analysis.pipeline import analyse
from briefing.core.story import Body

FLOORS = {"actors": 0.85, "resources": 0.60, "found": 0.82, "complete": 0.55}


@pytest.fixture(scope="module")
def scores(model: Language) -> list[Score]:
    return [judge(story, analyse(model, "", Body.plain(story.text))) for story in gold.load()]


def f1(scores: Sequence[Score], part: Callable[[Score], Count]) -> float:
    counts = [part(score) for score in scores]
    right, found, wanted = (sum(getattr(count, name) for count in counts) for name in ("right", "found", "wanted"))
    return 2 * right / (found + wanted)


def test_every_story_is_there_once_and_says_what_it_is_said_to_say() -> None:
    stories = gold.load()
    ids = [story.id for story in stories]
    assert len(ids) == len(set(ids)) >= 25
    for story in stories:
        for offer in story.offers:
            start, end = offer.evidence
            assert 0 <= start < end <= len(story.text)
            assert all(terms in story.text for terms in offer.terms)
        for named in story.actors:
            assert named.mentions, (story.id, named.names)


@pytest.mark.parametrize("part", FLOORS)
def test_the_analysis_keeps_its_floor(scores: list[Score], part: str) -> None:
    assert f1(scores, lambda score: getattr(score, part)) >= FLOORS[part]
