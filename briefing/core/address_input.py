"""Addresses as people type them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from briefing.core import clean

_FEED_SCHEME = re.compile(r"^(?:feed|rss|pcast|itpc):(?://)?(?=[^/])", re.IGNORECASE)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SLIPPED = re.compile(r"^(https?)(?::/?|;//|///?)(?=[^/])", re.IGNORECASE)
"""The beginning of an address with a sign too few or a wrong one."""
_PATH = re.compile(r"[./~]")
_PORT = re.compile(r"^[^/:]+:\d")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_NOT_QUOTED = "%/?:@!$&'()*+,;=[]"


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


def feed_place(address: str) -> str:
    """What all spellings of a feed's address have in common: it may begin with http or https, end with the host, and
    have characters escaped that need not be.
    """
    parts = urlsplit(feed_address(address))
    place = f"{parts.netloc}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")
    return _ESCAPED.sub(_as_needed, quote(place, _NOT_QUOTED))


def _as_needed(escaped: re.Match[str]) -> str:
    character = chr(int(escaped[1], 16))
    return character if character.isascii() and (character.isalnum() or character in "-._~") else escaped[0].upper()
