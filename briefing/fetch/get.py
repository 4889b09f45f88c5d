"""One GET with all its redirects: every hop is checked, every body bounded, every wait limited."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

import httpx

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.fetch.addresses import absolute, origin, without_login
from briefing.fetch.hosts import Hosts
from briefing.fetch.inflate import Inflater
from briefing.fetch.places import is_private, leads_home, uses_proxy

MOST_HOPS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_WITH_BODY = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of network time for all hops together, and bytes on the wire and of the body."""

    seconds: float
    wire_cap: int
    body_cap: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The last answer. Header names are in lower case, values Latin-1; `moved` says that every redirect was permanent.

    `body` is empty unless the status is a plain success. `address` has no name and password.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: int = 0
    moved: bool = False


async def get(address: str, headers: Mapping[str, str], limits: Limits, hosts: Hosts, typed: bool = True) -> Reply:
    """Ask for an address. `typed` says that a person chose it, so that it may be one of the own network.

    Raises FetchError, TimeoutError and whatever httpx raises.
    """
    if clean.address(address) is None:
        raise FetchError("this is no http or https address")
    own = urlsplit(address).hostname if typed else None
    login, login_origin = _login(address), origin(address)
    current, moved, left, seen = without_login(address), True, limits.seconds, {without_login(address)}
    async with httpx.AsyncClient(verify=_certificates(), timeout=limits.seconds, headers=_bare()) as client:
        for hop in range(MOST_HOPS + 1):
            async with hosts.slot(current):
                began = time.monotonic()
                async with asyncio.timeout(left):
                    if (hop or not typed) and urlsplit(current).hostname != own and await leads_home(current):
                        raise FetchError(_refusal(current, hop))
                    auth = login if origin(current) == login_origin else None
                    request = client.build_request("GET", current, headers=_as_bytes(headers))
                    response = await client.send(request, stream=True, auth=auth)
                    try:
                        private = _answered_from_home(response, current)
                        if not hop and not private:
                            own = None  # a public host that turns private later is none the person knows
                        if private and urlsplit(current).hostname != own:
                            raise FetchError(_refusal(current, hop))
                        if response.status_code not in _REDIRECTS or "location" not in response.headers:
                            body = await _read(response, limits) if response.status_code in _WITH_BODY else b""
                            status = response.status_code
                            return Reply(current, status, _plain(response), body, hop, moved and hop > 0 and not login)
                    finally:
                        await response.aclose()
                left -= time.monotonic() - began
            moved = moved and response.status_code in _PERMANENT
            current = _target(current, response.headers["location"])
            if current in seen and not response.headers.get("set-cookie"):
                raise FetchError("redirects to itself")
            seen.add(current)
    raise FetchError(f"redirects more than {MOST_HOPS} times")


def _target(current: str, location: str) -> str:
    """Where a redirect leads, without a name and password in it. Raises FetchError unless that is on the web."""
    target = absolute(location, current)
    if not target:
        raise FetchError(f"redirects to something that is no web address ({clean.line(location, 60)})")
    return without_login(target).partition("#")[0]


def _refusal(address: str, hop: int) -> str:
    where = f"an address of a private network ({clean.host(address)})"
    return f"redirects to {where}; subscribe to that address itself if it is yours" if hop else f"leads to {where}"


def _login(address: str) -> httpx.BasicAuth | None:
    parts = urlsplit(address)
    if "@" not in parts.netloc:
        return None
    return httpx.BasicAuth(unquote(parts.username or ""), unquote(parts.password or ""))


def _answered_from_home(response: httpx.Response, address: str) -> bool:
    """Whether the machine that answered is of a private network. It may be another than the name led to before."""
    scheme, host, _ = origin(address)
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None and not uses_proxy(scheme, host) else None
    return peer is not None and is_private(str(peer[0]))


async def _read(response: httpx.Response, limits: Limits) -> bytes:
    inflater = Inflater(response.headers.get("content-encoding", ""), limits.wire_cap, limits.body_cap)
    async for piece in response.aiter_raw():
        inflater.feed(piece)
    return inflater.finish()


def _plain(response: httpx.Response) -> dict[str, str]:
    """The headers, each byte one character, so that they can be sent back as they came."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers.raw}


def _as_bytes(headers: Mapping[str, str]) -> dict[bytes, bytes]:
    return {name.encode("ascii"): value.encode("latin-1", "replace") for name, value in headers.items()}


def _bare() -> dict[str, str]:
    return {"accept-encoding": "gzip, deflate", "connection": "close"}


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust; loaded once, for it takes longer than many a request."""
    return httpx.create_ssl_context()
