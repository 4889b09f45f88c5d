"""Titles of feeds that say nothing but their format."""

from __future__ import annotations

import pytest

from briefing.core.feed_titles import telling_title


@pytest.mark.parametrize(
    "title",
    [
        "RSS 2.0",
        "RSS Feed",
        "rss-feed",
        "Atom 1.0",
        "Untitled",
        "JSON Feed",
        "(RSS)",
        "Flux RSS",
        "application/rss+xml",
    ],
)
def test_a_format_is_no_title(title: str) -> None:
    assert telling_title(title) == ""


@pytest.mark.parametrize("format", [" » Feed", " - RSS", ": Atom 1.0", " | RSS Feed", " – XML"])
def test_a_format_behind_a_title_is_no_part_of_it(format: str) -> None:
    assert telling_title(f"Salt & Tar{format}") == "Salt & Tar"


@pytest.mark.parametrize(
    "title",
    ["Chicken Feed", "Salt-Feed", "Feedback", "Atomic News", "Tar » Comments Feed", "Feed the Birds", "1843"],
)
def test_what_tells_more_stays(title: str) -> None:
    assert telling_title(title) == title


@pytest.mark.parametrize("part", ["1.", "rss ", " - rss", ". "])
def test_a_title_of_one_part_many_times_is_read_at_once(part: str) -> None:
    assert telling_title(f"{part * 200}x") == f"{part * 200}x"
