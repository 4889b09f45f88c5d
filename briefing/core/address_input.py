"""Addresses as people type them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from briefing.core import clean

_FEED_SCHEME = re.compile(r"^(?:feed|rss|pcast|itpc):(?://)?(?=[^/])", re.IGNORECASE)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SLIPPED = re.compile(r"^(https?)(?::/?|;//|///?)(?=[^/])", re.IGNORECASE)
"""The beginning of an address with a sign too few or a wrong one."""
_PATH = re.compile(r"[./~]")
_PORT = re.compile(r"^[^/:]+:\d")


def typed_addresses(typed: str) -> tuple[str, ...]:
    """The http(s) addresses that a person may mean, the likeliest first: `https://` may be missing or misspelt, `feed:`
    be there.

    Empty where it can be none.
    """
    raw = _SLIPPED.sub(r"\1://", _FEED_SCHEME.sub("", typed.strip()))
    scheme = _SCHEME.match(raw)
    if _PATH.match(raw):  # a file of this machine
        return ()
    if scheme is not None and not _PORT.match(raw):
        wanted = [scheme[1].lower() + raw[scheme.end(1) :]]
    else:
        wanted = [f"https://{raw}", f"http://{raw}"]
    return tuple(address for address in map(clean.address, wanted) if address is not None)


def feed_address(address: str) -> str:
    """The one spelling of a feed's address: the host in small letters, and neither the usual port nor a place in the
    page, which no server sees.
    """
    parts = urlsplit(address)
    login, at, host = parts.netloc.rpartition("@")
    usual = ":443" if parts.scheme == "https" else ":80"
    return parts._replace(netloc=f"{login}{at}{host.lower().removesuffix(usual)}", fragment="").geturl()
