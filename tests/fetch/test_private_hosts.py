"""Which addresses are of the own network."""

from __future__ import annotations

import pytest

from briefing.fetch.private_hosts import is_private, leads_home

HOME = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.1.1",
    "172.16.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
]
HOME_6 = [
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "::",
    "odd",
]


@pytest.mark.parametrize("ip", HOME + HOME_6)
def test_home(ip: str) -> None:
    assert is_private(ip)


@pytest.mark.parametrize("ip", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_abroad(ip: str) -> None:
    assert not is_private(ip)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://2130706433/", True),
        ("http://0x7f.1/", True),
        ("http://127.1:8080/", True),
        ("http://017700000001/", True),
        ("http://[::1]/", True),
        ("http://localhost./", True),
        ("http://printer.local/", True),
        ("http://1.1.1.1/", False),
        ("http://[2606:4700::1111]/", False),
    ],
)
async def test_every_way_to_write_a_host(address: str, expected: bool) -> None:
    assert await leads_home(address) is expected


async def test_behind_a_proxy_names_are_not_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert not await leads_home("http://no-such-host.invalid/")
    assert await leads_home("http://10.0.0.1/")
