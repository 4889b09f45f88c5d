from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.identity import Version, is_edited, is_same_site, is_same_story, keys, owns, plain_link
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


@given(st.text("w.a-/:;@%~A0ü", max_size=30))
def test_a_link_is_the_same_with_and_without_what_tells_where_its_readers_come_from(place: str) -> None:
    """The one is read at a glance where it is plain, the other is always taken apart."""
    link = f"https://www.{place}"
    tracked = plain_link(f"{link}?utm_source=letter")
    assert plain_link(link) == (link if tracked.startswith("https:") else tracked)


def test_a_year_behind_a_title_makes_no_other_story() -> None:
    own = Version("Port talks", "Ships wait in the roads, and the crews are told nothing.", is_owner=True)
    assert is_same_story(own, Version("Port talks (2021)", "Comments", is_owner=False))
    assert not is_same_story(own, Version("Port talks (part 2)", "Comments", is_owner=False))


AGREED = "The port of Velmar will take grain ships of Tarsia until March, the harbour master said on Monday."


@pytest.mark.parametrize(
    ("feed", "link", "owner"),
    [
        ("https://news.example/rss", "https://www.news.example/1", True),
        ("https://feeds.news.example/rss", "https://news.example/1", True),
        ("https://other.example/rss", "https://news.example/1", False),
        ("https://[broken/rss", "https://news.example/1", False),
        ("https://news.example/rss", "", False),
    ],
)
def test_a_feed_owns_the_addresses_of_its_host(feed: str, link: str, owner: bool) -> None:
    assert owns(feed, link) is owner


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Version("A berth", AGREED, True), Version("A berth", "Buy now.", False), True),
        (Version("A berth", AGREED, True), Version("Read this", f"{AGREED} More.", False), True),
        (Version("A berth", AGREED, True), Version("Read this", "Buy now, it is cheap.", False), False),
        (Version("A berth", "", False), Version("A Berth!", "", False), True),
        (Version("A berth", "", False), Version("Read this", "", False), False),
        (Version("A berth", AGREED, True), Version("Berth", f"{AGREED} More.", True), True),
        (Version("A berth", AGREED, False), Version("A berth", AGREED, False), True),
        (Version("A berth", AGREED, False), Version("Berth", AGREED, False), False),
        (Version("A berth", AGREED, False), Version("A berth", f"{AGREED} {'And more. ' * 40}", False), False),
    ],
)
def test_two_feeds_tell_the_same_only_where_they_agree(one: Version, other: Version, same: bool) -> None:
    assert is_same_story(one, other) is same
    assert is_same_story(other, one) is same


def test_an_edited_text_is_no_other_text() -> None:
    assert is_edited("A berth", "x", "A Berth", "y")
    assert is_edited("A berth", AGREED, "Two berths", f"{AGREED} Another is planned.")
    assert not is_edited("A berth", AGREED, "Storm", "The strait is closed.")


@pytest.mark.parametrize(
    ("link", "other", "same"),
    [
        ("", "https://news.example/1", True),
        ("https://news.example/1", "http://www.news.example/2", True),
        ("https://news.example/1", "https://other.example/1", False),
    ],
)
def test_addresses_of_one_site(link: str, other: str, same: bool) -> None:
    assert is_same_site(link, other) is same


def test_an_address_that_is_none_is_its_own_key() -> None:
    assert plain_link("https://[broken/1") == "https://[broken/1"
    assert plain_link("") == ""


def test_an_empty_entry_with_a_title_alone_has_no_content_key() -> None:
    (bare,) = keys([entry("Bare", "", published=None)])
    (dated,) = keys([entry("Bare", "")])
    assert bare.content == ""
    assert len(dated.content) == 32
