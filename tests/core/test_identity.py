from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.identity import Version, is_same_story, keys, plain_link
from tests.support.made import entry


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
        ("https://example.org/a#comments", "https://example.org/a"),
        ("https://example.org/a#2", "https://example.org/a#section-3"),
        ("https://example.org/a#Comment-12", "http://www.example.org/a#comment-12"),
        ("https://example.org:443/a;jsessionid=77", "https://EXAMPLE.org/a"),
    ],
)
def test_links_that_lead_to_one_article(one: str, other: str) -> None:
    assert plain_link(one) == plain_link(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://a.example.org/a", "https://b.example.org/a"),
        ("https://example.org/a", "https://example.org/a#comment-12"),
        ("https://example.org/a#comment-12", "https://example.org/a#comment-13"),
        ("https://example.org/t/9#post_1", "https://example.org/t/9#p2"),
    ],
)
def test_links_that_lead_to_two(one: str, other: str) -> None:
    assert plain_link(one) != plain_link(other)


@pytest.mark.parametrize("front", ["https://example.org", "https://example.org/", "http://www.example.org/#top", ""])
def test_a_front_page_tells_no_story_apart(front: str) -> None:
    assert plain_link(front) == ""


def test_what_several_entries_share_tells_none_of_them_apart() -> None:
    first, second, third = keys([entry("A", guid="1"), entry("B", guid="1"), entry("C", guid="3")])
    assert (first.guid, second.guid, third.guid) == ("", "", "3")
    assert first.link != second.link


def test_a_bare_title_is_no_key() -> None:
    (key,) = keys([entry("Daily prices", "", published=None)])
    assert key.content == ""


@given(st.text())
def test_any_link_has_a_plain_form_that_is_stable(link: str) -> None:
    assert isinstance(plain_link(link), str)


def test_a_year_behind_a_title_makes_no_other_story() -> None:
    own = Version("Port talks", "Ships wait in the roads, and the crews are told nothing.", is_owner=True)
    assert is_same_story(own, Version("Port talks (2021)", "Comments", is_owner=False))
    assert not is_same_story(own, Version("Port talks (part 2)", "Comments", is_owner=False))
