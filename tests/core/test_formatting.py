from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.core.analysis import Party, Span
from briefing.core.feed import FeedStatus
from briefing.core.formatting import (
    age,
    ago,
    counted,
    duration,
    foremost_line,
    long_time,
    moved_line,
    parties_line,
    whole_line,
    words_of,
)
from briefing.core.plaintext import story_text
from briefing.core.story import Block, BlockKind, Body, Story
from tests.support.made import FEED, NOON, analysis_of, story

OFFER = analysis_of(story()).offers[0]


def test_an_offer_as_a_line() -> None:
    assert whole_line(OFFER) == "Norland → Sudland · offer: two million tons of zinc"
    assert whole_line(OFFER, "->") == "Norland -> Sudland · offer: two million tons of zinc"
    assert whole_line(replace(OFFER, negated=True)) == "Norland → Sudland · not offer: two million tons of zinc"
    hanging = replace(OFFER, condition="in exchange\n for grain")
    assert whole_line(hanging) == "Norland → Sudland · offer: two million tons of zinc, in exchange for grain"


def test_who_is_not_named() -> None:
    assert parties_line(replace(OFFER, recipient=None)) == "Norland"
    assert parties_line(replace(OFFER, proposer=None)) == "— → Sudland"
    together = replace(OFFER, proposer=Party("Norland", joint=(Party("Eastland"),)))
    assert parties_line(together) == "Norland, Eastland → Sudland"


def test_the_main_line_names_both_parties() -> None:
    half = replace(OFFER, recipient=None, confidence=1.0)
    weak = replace(OFFER, proposer=Party("Midland"), confidence=0.2)
    assert foremost_line((half, weak, OFFER)) is OFFER
    assert foremost_line(()) is None


def test_the_main_line_is_between_actors_of_the_story() -> None:
    sure = replace(OFFER, proposer=Party("Norland", "norland"), recipient=Party("partners"), confidence=0.9)
    known = replace(sure, recipient=Party("Sudland", "sudland"), confidence=0.6)
    assert foremost_line((sure, known)) is known


@pytest.mark.parametrize(
    ("ago", "words"),
    [(0, "now"), (59, "now"), (60, "1 m"), (3_599, "59 m"), (7_200, "2 h"), (86_400 * 3, "3 d"), (86_400 * 30, "4 w")],
)
def test_ages(ago: int, words: str) -> None:
    assert age(NOON - timedelta(seconds=ago), NOON) == words


def test_ages_of_what_is_very_old_or_to_come() -> None:
    assert age(NOON - timedelta(days=3_660), NOON) == "10 y"
    assert age(NOON + timedelta(days=1), NOON) == "now"


def test_counts() -> None:
    assert counted(1, "story", "stories") == "1 story"
    assert counted(12_345, "story", "stories") == "12,345 stories"
    assert counted(0, "feed") == "0 feeds"


def test_a_feed_that_moved_says_where_without_a_password() -> None:
    assert moved_line(FeedStatus(FEED, "Example News")) == ""
    moved = FeedStatus(FEED, "Example News", moved_to="https://ann:secret@new.example/rss")
    assert moved_line(moved).endswith("put that into feeds.yaml: https://new.example/rss")


def test_how_long_ago_in_words() -> None:
    assert ago(NOON, NOON + timedelta(seconds=30)) == "just now"
    assert ago(NOON, NOON + timedelta(minutes=5)) == "5 m ago"


def test_a_story_without_any_style_keeps_its_signs() -> None:
    text = "Tar\n\nwas five six\n\na | b"
    blocks = (
        Block(BlockKind.ITEM, 0, 3, 1, "7."),
        Block(BlockKind.ITEM, 5, 17, 2, struck=((9, 13),)),
        Block(BlockKind.TABLE, 19, 24),
    )
    shown = story_text(Story("1", "T", Body(text, blocks)), None, "")
    assert "\n\n7. Tar\n\n  - was ~~five~~ six\n\na | b\n\n" in shown


def test_a_quote_leaves_out_what_is_struck_out() -> None:
    body = Body("It refused took salt.", (Block(BlockKind.PARAGRAPH, 0, 21, struck=((3, 10),)),))
    assert words_of(Story("1", "T", body), Span(0, 21)) == "It took salt."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 s"),
        (89, "89 s"),
        (90, "2 min"),
        (3_500, "58 min"),
        (3_600, "1 h 0 min"),
        (12_000, "3 h 20 min"),
        (169_200, "47 h 0 min"),
        (187_200, "2 d 4 h"),
    ],
)
def test_how_long(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_a_day_has_no_nought_before_it() -> None:
    assert long_time(datetime(2026, 12, 1, 8, 5, tzinfo=UTC)) == "1 December 2026, 08:05"
