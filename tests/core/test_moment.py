"""When a story came out."""

from __future__ import annotations

from briefing.core.headline import Headline
from briefing.core.moment import came_out, published_at
from tests.support.made import NOON, hours, story


def test_a_date_counts_unless_it_lies_ahead_of_the_fetch() -> None:
    assert came_out(NOON, NOON + hours(5)) == NOON
    assert came_out(NOON + hours(5), NOON) == NOON
    assert came_out(None, NOON) == NOON
    assert came_out(NOON, None) == NOON
    assert came_out(None, None) is None


def test_a_story_without_a_date_has_none_but_stands_where_it_came() -> None:
    assert published_at(None, NOON) is None
    assert published_at(NOON + hours(5), NOON) == NOON
    assert story(published=None).moment == NOON
    assert Headline("s1", "A title", "Wire", "", None, NOON).moment == NOON
