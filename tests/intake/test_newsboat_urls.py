"""Newsboat's list of feeds."""

from __future__ import annotations

from briefing.core.feed import Feed
from briefing.core.saved_search import SavedSearch
from briefing.intake.newsboat_urls import read_urls

URLS = r"""
# my feeds
https://a.example/rss
https://b.example/rss energy "~The B Paper"   # from a friend
https://c.example/rss "two words" oil !
https://d.example/rss "~A \"quoted\" title" "!hidden" trade
"query:Unread things:unread = \"yes\""
exec:~/bin/make-feed.sh secret
filter:~/bin/clean.py:https://e.example/rss
file:///home/me/feed.xml
ftp://f.example/rss
https://b.example/rss twice
"unclosed
"""


def test_tags_titles_and_comments() -> None:
    assert read_urls(URLS).feeds == (
        Feed("https://a.example/rss"),
        Feed("https://b.example/rss", "The B Paper", "energy", more_groups=("twice",)),
        Feed("https://c.example/rss", "", "two words", more_groups=("oil",)),
        Feed("https://d.example/rss", 'A "quoted" title', "trade"),
    )


def test_what_is_not_taken_over_is_told_a_line_each() -> None:
    left_out = read_urls(URLS).left_out
    assert [sentence.partition(":")[0] for sentence in left_out[:3]] == ["exec", "filter", "file"]
    assert "ftp://f.example/rss: this is not a web address" in left_out


def test_spellings_of_one_address_are_one_feed() -> None:
    read = read_urls("https://quay.example/rss#top harbour\nfeed:https://Quay.example:443/rss#b\n")
    assert [(feed.url, feed.group) for feed in read.feeds] == [("https://quay.example/rss", "harbour")]


def test_query_feeds_become_saved_searches() -> None:
    assert read_urls(URLS).searches == (SavedSearch("Unread things", "is:unread"),)
    odd = read_urls('"query:By Ann:author = \\"Ann\\""\nquery:x\n')
    assert odd.searches == ()
    assert odd.left_out[0].startswith("query:By Ann: its filter has a part that a search cannot express: author")
    assert "saved search" in odd.left_out[1]


def test_odd_bytes_end_in_sentences() -> None:
    assert read_urls("\x00\x1b[2J\n\ufffd\n").feeds == ()


def test_a_feed_on_several_lines_has_the_tags_of_all() -> None:
    (feed,) = read_urls(
        'https://a.example/rss sea "~Harbour"\nhttps://a.example/rss ice sea "~Other"\nhttps://a.example/rss'
    ).feeds
    assert (feed.title, feed.groups) == ("Harbour", ("sea", "ice"))
