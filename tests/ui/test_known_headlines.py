from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from briefing.core.headline import Headline
from briefing.core.query.parsing import parse
from briefing.ui import known_headlines
from briefing.ui.glyphs import UNICODE
from briefing.ui.known_headlines import KnownHeadlines
from briefing.ui.widgets.story_list import StoryList

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def headline(story: str, read: bool = False) -> Headline:
    return Headline(story, f"Ferry {story}", "Harbour Post", "", NOW, NOW, read)


def known(*headlines: Headline) -> KnownHeadlines:
    headlines_known = KnownHeadlines()
    headlines_known.add([one.id for one in headlines], headlines)
    return headlines_known


def test_a_story_is_asked_for_once_until_it_comes() -> None:
    headlines = known(headline("a"))
    assert headlines.ask("abc") == ("b", "c")
    assert headlines.ask("abcd") == ("d",)
    headlines.clear()
    assert headlines.ask("ab") == ("a", "b")


def test_a_story_that_did_not_come_is_known_to_be_gone() -> None:
    headlines = known()
    assert set(headlines.add("ab", [headline("b")])) == {"a", "b"}
    assert "a" in headlines
    assert headlines.get("a") is None
    assert headlines.ask("ab") == ()


def test_only_what_looks_other_counts_as_changed() -> None:
    headlines = known(headline("a"), headline("b"))
    assert set(headlines.add("ab", [headline("a"), headline("b", read=True)])) == {"b"}
    assert set(headlines.change("ac", starred=True)) == {"a"}
    assert headlines.get("a") == replace(headline("a"), starred=True)


def test_the_headlines_that_came_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_headlines, "MOST_KEPT", 2)
    headlines = known(headline("a"), headline("b"))
    headlines.add("a", [headline("a")])
    headlines.add("c", [headline("c")])
    assert [story for story in "abc" if story in headlines] == ["a", "c"]


def test_the_first_unread_is_sought_no_further_than_headlines_are_here() -> None:
    headlines = known(headline("a", read=True), headline("c"))
    assert headlines.first_unread([(4, "a"), (5, "c")]) == 5
    assert headlines.first_unread([(4, "a"), (5, "b"), (6, "c")]) is None
    assert headlines.unread("abc") == ("c",)


@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        ("", "is:unread", True),
        ("from:chad", "from:chad is:starred", True),
        ("", "salt", False),
        ("", "from:chad", False),
        ("from:chad", "to:chad", False),
        ("salt from:chad", "salt", False),
    ],
)
def test_headlines_go_where_a_search_has_them_show_something_else(before: str, after: str, stays: bool) -> None:
    shown = StoryList(UNICODE, lambda: NOW, "list")
    shown.reset_headlines(parse(before, NOW))
    shown.add_headlines(["one"], [headline("one")])
    shown.reset_headlines(parse(after, NOW))
    assert (shown.headline("one") is not None) is stays
