"""A line as the ledger takes it."""

from __future__ import annotations

import pytest

from briefing.core.ledger.lines import house_of


@pytest.mark.parametrize(
    ("addresses", "house"),
    [
        (("https://www.gazette.example/1", "https://feeds.example/"), "gazette.example"),
        ((None, "https://feeds.example/rss"), "feeds.example"),
        (("", ""), ""),
        (("https://[gazette", "https://feeds.example/"), "feeds.example"),
    ],
)
def test_the_paper_is_the_host_of_the_link_or_of_the_feed(addresses: tuple[str | None, ...], house: str) -> None:
    assert house_of(*addresses) == house
