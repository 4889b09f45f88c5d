"""What is the same for the feeds of all servers: addresses, and names that are to change."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.sync.server import RemoteFeed
from briefing.sync.servers.feeds import feed_at, remote_feed, wanted_names

TIN = RemoteFeed("7", "https://tin.example/feed", "Tin", "Metals")
ELSEWHERE = "https://reader.example/feeds/7"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://tin.example/feed", "https://tin.example/feed"),
        ("https://ada:secret@tin.example/feed", "https://tin.example/feed"),
        ("", ELSEWHERE),
        (None, ELSEWHERE),
        ("file:///etc/passwd", ELSEWHERE),
    ],
)
def test_an_address_has_no_login_and_is_one_of_the_web(address: Any, url: str) -> None:
    feed = remote_feed("7", address, ELSEWHERE, "Tin", "Metals", site=address)
    assert feed == RemoteFeed("7", url, "Tin", "Metals", "" if url == ELSEWHERE else url)


def test_a_feed_is_found_by_its_address() -> None:
    assert feed_at([RemoteFeed("6", "https://zinc.example/feed"), TIN], TIN.url) is TIN
    assert feed_at([TIN], "https://salt.example/feed") is None


@pytest.mark.parametrize(
    ("known", "title", "group", "wanted"),
    [
        (None, "Tin", "Metals", ("Tin", "Metals")),
        (None, "", "", (None, None)),
        (TIN, "Tin", "Metals", (None, None)),
        (TIN, "Tin & Zinc", "Metals", ("Tin & Zinc", None)),
        (TIN, "", "Ores", (None, "Ores")),
        (RemoteFeed("8", "https://salt.example/feed"), "", "", (None, None)),
    ],
)
def test_only_names_that_are_others_are_wanted(
    known: RemoteFeed | None, title: str, group: str, wanted: tuple[str | None, str | None]
) -> None:
    assert wanted_names(known, title, group) == wanted
