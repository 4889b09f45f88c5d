"""Addresses as people type them."""

from __future__ import annotations

import pytest

from briefing.core.address_input import feed_address, feed_place, typed_addresses


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" https://a.example/x ", ("https://a.example/x",)),
        ("HTTP://a.example", ("http://a.example",)),
        ("a.example/feed", ("https://a.example/feed", "http://a.example/feed")),
        ("a.example:8080", ("https://a.example:8080", "http://a.example:8080")),
        ("feed:https://a.example/", ("https://a.example/",)),
        ("feed://a.example/", ("https://a.example/", "http://a.example/")),
        ("https:/a.example/x", ("https://a.example/x",)),
        ("Http//a.example", ("http://a.example",)),
        ("https;//a.example", ("https://a.example",)),
        ("http:a.example", ("http://a.example",)),
        ("https.example/x", ("https://https.example/x", "http://https.example/x")),
        ("../feeds.xml", ()),
        ("~/feeds.xml", ()),
        ("/etc/feeds.xml", ()),
        ("javascript:alert(1)", ()),
        ("file:///etc/passwd", ()),
        ("ftp://a.example", ()),
        ("two words", ()),
        ("", ()),
    ],
)
def test_what_is_meant(typed: str, meant: tuple[str, ...]) -> None:
    assert typed_addresses(typed) == meant


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("https://Quay.Example:443/RSS?A=1#top", "https://quay.example/RSS?A=1"),
        ("http://quay.example:80/", "http://quay.example/"),
        ("http://quay.example:443/", "http://quay.example:443/"),
        ("https://quay.example:8443", "https://quay.example:8443"),
        ("https://Ann:Secret@QUAY.example/rss", "https://Ann:Secret@quay.example/rss"),
        ("https://[2001:DB8::1]:443/rss", "https://[2001:db8::1]/rss"),
    ],
)
def test_a_feed_has_one_spelling(written: str, spelt: str) -> None:
    assert feed_address(written) == spelt


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://quay.example/rss", "http://QUAY.example:80/rss#top"),
        ("https://quay.example", "https://quay.example/"),
        ("https://quay.example?f=1", "https://quay.example/?f=1"),
        ("https://quay.example/%7Eann/rss%2exml", "https://quay.example/~ann/rss.xml"),
        ("https://quay.example/?q=a%2fb", "https://quay.example/?q=a%2Fb"),
        ("https://quay.example/caf\u00e9", "https://quay.example/caf%C3%A9"),
    ],
)
def test_two_spellings_are_of_one_place(one: str, other: str) -> None:
    assert feed_place(one) == feed_place(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://quay.example/rss", "https://quay.example/rss/"),
        ("https://quay.example/RSS", "https://quay.example/rss"),
        ("https://quay.example/?q=a%26b", "https://quay.example/?q=a&b"),
        ("https://quay.example:8443/rss", "https://quay.example/rss"),
        ("https://ann:secret@quay.example/rss", "https://quay.example/rss"),
    ],
)
def test_what_may_lead_elsewhere_is_another_place(one: str, other: str) -> None:
    assert feed_place(one) != feed_place(other)
