"""Which feed is meant by what a person types."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.cli.feed_names import statuses_named
from briefing.core.feed import Feed, FeedStatus
from tests.cli.test_commands import RSS, briefing
from tests.support.program import Briefing

__all__ = ["briefing"]

STATUSES = tuple(
    FeedStatus(Feed(url, said), said or shown)
    for url, said, shown in (
        ("https://wire.example/rss", "Wire", ""),
        ("http://ann:secret@post.example/rss", "", "Harbour Post"),
        ("https://one.example/rss", "", "Daily"),
        ("https://two.example/rss", "", "Daily"),
        ("http://both.example/rss", "", "Both"),
        ("https://both.example/rss", "", "Both, safely"),
    )
)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("https://wire.example/rss", [0]),
        ("Wire", [0]),
        ("wire", [0]),
        ("HTTPS://wire.example/rss", [0]),
        ("wire.example/rss", [0]),
        ("harbour post", [1]),
        ("http://ann:secret@post.example/rss", [1]),
        ("http://post.example/rss", [1]),
        ("Daily", [2, 3]),
        ("both.example/rss", [4, 5]),
        ("http://both.example/rss", [4]),
        ("Harbour", []),
        ("", []),
    ],
)
def test_a_feed_is_named_as_it_is_shown(name: str, meant: list[int]) -> None:
    assert statuses_named(STATUSES, name) == [STATUSES[number] for number in meant]


def test_feeds_are_changed_fetched_and_removed_by_the_names_that_are_shown(
    briefing: Briefing, feed_server: Any
) -> None:
    url = feed_server.serve("/rss", RSS)
    again = feed_server.serve("/again", RSS)
    briefing.feeds.write_text(f"feeds:\n  - url: {url}\n")
    assert briefing("fetch", "--no-analysis").returncode == 0
    assert briefing("feeds", "list").stdout.startswith("Wire · ")
    assert briefing("feeds", "set", "wire", "--group", "Energy").returncode == 0
    assert "group: Energy" in briefing.feeds.read_text()
    assert "Wire" in briefing("fetch", "Wire", "--no-analysis").stdout

    safely = url.replace("http:", "https:").replace("/rss", "/%72ss")
    assert f"{url} is in" in briefing("feeds", "add", safely, "--anyway").stderr
    added = briefing("feeds", "add", again, "--title", "Wire")
    assert added.stdout == "Wire: no new stories, 2 are here already\n"
    several = briefing("feeds", "remove", "Wire")
    assert several.returncode == 0, "it has this title in feeds.yaml"
    assert briefing("feeds", "add", again, "--title", "WIRE").returncode == 0
    several = briefing("feeds", "remove", "wire")
    assert several.returncode == 1
    assert url in several.stderr
    assert again in several.stderr
    assert briefing("feeds", "remove", url.removeprefix("http://")).returncode == 0
    assert url not in briefing.feeds.read_text()


def test_a_feed_of_an_unknown_account_says_why_it_is_not_fetched(briefing: Briefing) -> None:
    briefing.feeds.write_text("feeds:\n  - url: https://wire.example/rss\n    account: gone\n")
    fetched = briefing("fetch", "https://wire.example/rss", "--no-analysis")
    assert "the account 'gone' is not in the settings" in fetched.stderr
    assert "no feed is due" not in fetched.stdout
