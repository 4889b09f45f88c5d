"""Stories of one event stand in one fold."""

from __future__ import annotations

from typing import Any

from learn.folds import FOLDS, folds


def _story(number: int, text: str) -> dict[str, Any]:
    return {"id": f"s{number}", "title": "", "text": text}


def test_stories_that_share_rare_words_stand_together() -> None:
    quake = "tremor rubble Arequipa rescuers seismologists"
    others = [_story(n, f"topic{n:c<9} thing{n:d<9} place{n:e<9}") for n in range(8)]
    found = folds([_story(20, f"{quake} morning"), *others, _story(21, f"{quake} evening")])
    assert found["s20"] == found["s21"]


def test_stories_of_other_events_are_spread() -> None:
    found = folds([_story(n, f"{'abcdefghij'[n] * 6} {'abcdefghij'[n] * 7}") for n in range(10)])
    assert sorted(found.values()) == sorted([*range(FOLDS), *range(FOLDS)])
