"""Which host an address is of, whether it is one of the reader's own network, and how its name is shown."""

from __future__ import annotations

import pytest

from briefing.core.hosts import display_name, host_port, is_named_private, is_private, literal, origin, stays_private


def test_the_origin_and_the_place_of_an_address() -> None:
    assert origin("https://News.example./rss") == ("https", "news.example", 443)
    assert host_port("http://news.example/rss") == "news.example:80"
    assert host_port("http://news.example:8080/") == "news.example:8080"
    with pytest.raises(ValueError, match=r"(?i)port"):
        origin("http://news.example:99999/")


@pytest.mark.parametrize(
    ("host", "ip"),
    [
        ("127.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("10.0.0.1", "10.0.0.1"),
        ("::1", "::1"),
        ("news.example", None),
        ("1news.example", None),
        ("", None),
    ],
)
def test_hosts_that_are_numbers(host: str, ip: str | None) -> None:
    assert literal(host) == ip


@pytest.mark.parametrize(
    ("ip", "private"),
    [
        ("8.8.8.8", False),
        ("192.168.0.4", True),
        ("127.0.0.1", True),
        ("224.0.0.1", True),
        ("169.254.1.1", True),
        ("2001:4860:4860::8888", False),
        ("fe80::1%eth0", True),
        ("::ffff:10.0.0.1", True),
        ("64:ff9b::c0a8:1", True),
        ("64:ff9b::808:808", False),
        ("no address", True),
    ],
)
def test_which_addresses_are_not_of_the_public_internet(ip: str, private: bool) -> None:
    assert is_private(ip) is private


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("http://192.168.0.4/rss", True),
        ("http://nas/rss", True),
        ("http://nas.local/rss", True),
        ("http://printer.home.arpa/", True),
        ("https://news.example/rss", False),
        ("https://8.8.8.8/", False),
    ],
)
def test_which_names_are_of_the_readers_own_network(address: str, private: bool) -> None:
    assert is_named_private(address) is private


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("news.example", "news.example"),
        ("müller.example", "müller.example"),
        ("новости.рф", "новости.рф"),
        ("中国新闻.example", "中国新闻.example"),
        ("аррӏе.example", "xn--80ak6aa92e.example"),
        ("pаypal.example", "xn--pypal-4ve.example"),
        ("a\N{ZERO WIDTH JOINER}b.example", "xn--ab-m1t.example"),
    ],
)
def test_names_that_could_be_taken_for_others_are_spelt_in_ascii(name: str, shown: str) -> None:
    assert display_name(name) == shown


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("https://reader.example/api", True),
        ("http://reader.example/api", False),
        ("http://localhost:8080", True),
        ("http://reader.localhost", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://10.0.0.4", False),
    ],
)
def test_a_password_stays_private_over_https_or_on_this_machine(address: str, stays: bool) -> None:
    assert stays_private(address) is stays
