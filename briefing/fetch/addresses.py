"""Addresses as feeds and pages write them, made absolute and clean."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

from briefing.core import clean

_DROPPED = re.compile(r"[\t\n\r]")
_TRACKER = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id)(?:=|$)", re.IGNORECASE)
_WHOLE = re.compile(r"https?://", re.IGNORECASE)  # no base changes such an address
_HOST = re.compile(r"www\.[\w-]{1,63}\.[\w-]", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s\"'<>`{}|\\^]")


@lru_cache(maxsize=1_000)  # a page is read more than once, and its links lead to few places
def absolute(raw: str, *bases: str) -> str:
    """The clean http(s) address that `raw` means beside the first base that is one itself; empty if there is none."""
    raw = _DROPPED.sub("", raw.strip())
    if not raw or len(raw) > clean.ADDRESS_LIMIT:
        return ""
    if _HOST.match(raw):
        raw = f"https://{raw}"  # a host, whose scheme was forgotten
    if not _WHOLE.match(raw):
        base = next((base for base in bases if _is_of_the_web(base)), "")
        try:
            raw = urljoin(base, raw)
        except ValueError:
            return ""
    quoted = _UNSAFE.sub(lambda match: quote(match[0]), raw)
    return clean.address(_lower_scheme(quoted)) or ""


@lru_cache(maxsize=100)
def _is_of_the_web(base: str) -> bool:
    return clean.address(base) is not None


def without_login(address: str) -> str:
    """The address without the name and password in it."""
    if "@" not in address or "@" not in (parts := urlsplit(address)).netloc:
        return address
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def without_trackers(address: str) -> str:
    """The address without the parameters that tell a site where its readers come from; the rest is left as it is."""
    if "?" not in address:
        return address
    parts = urlsplit(address)
    kept = [part for part in parts.query.split("&") if not _TRACKER.match(part)]
    return parts._replace(query="&".join(kept)).geturl() if len(kept) <= parts.query.count("&") else address


def _lower_scheme(address: str) -> str:
    scheme, colon, rest = address.partition(":")
    return scheme.lower() + colon + rest
