"""One GET with all its redirects: every hop is checked, every body bounded, every wait limited."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

import httpx

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.hosts import origin
from briefing.fetch.addresses import absolute, without_login
from briefing.fetch.hosts import Hosts
from briefing.fetch.inflate import Inflater
from briefing.fetch.places import is_private, leads_home, uses_proxy

MOST_HOPS = 10
CONNECT_SECONDS = 15.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_WITH_BODY = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of network time for all hops together, and bytes on the wire and of the body.

    `silence` is the seconds without a byte that are too many, None for all there are.
    """

    seconds: float
    wire_cap: int
    body_cap: int
    silence: float | None = None


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


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    `own_host` is that of an address that a person chose: it may be of the own network. `login`, a name and a
    password, goes to where `address` is and nowhere else. `trusting` takes any certificate there.
    """

    address: str
    headers: Mapping[str, str]
    own_host: str = ""
    login: tuple[str, str] | None = None
    trusting: bool = False


Reading = Callable[[httpx.Response], Awaitable[bytes]]
"""What takes the body of an answer."""


async def get(question: Question, limits: Limits, hosts: Hosts, read: Reading | None = None) -> Reply:
    """Ask for an address. Raises FetchError, TimeoutError and whatever httpx raises.

    `read` takes the body of the last answer, where that is not to be held in memory.
    """
    if clean.address(question.address) is None:
        raise FetchError("this is no http or https address")
    home, own, login = origin(question.address), question.own_host, _login(question)
    current, moved, left = without_login(question.address), True, limits.seconds
    seen = {current}
    async with _client(question.trusting, limits) as client:
        for hop in range(MOST_HOPS + 1):
            async with hosts.slot(current):
                began = time.monotonic()
                async with asyncio.timeout(left):
                    if urlsplit(current).hostname != own and await leads_home(current):
                        raise FetchError(_refusal(current, hop))
                    if question.trusting and origin(current) != home:
                        raise FetchError("redirects to another site, whose certificate would not be looked at")
                    auth = login if origin(current) == home else None
                    request = client.build_request("GET", current, headers=_as_bytes(question.headers))
                    try:
                        response = await client.send(request, stream=True, auth=auth)
                    except httpx.InvalidURL:  # of a redirect: what was asked for itself is a good address
                        raise FetchError("redirects to something that is no web address") from None
                    try:
                        private = _answered_from_home(response, current)
                        if not hop and not private:
                            own = ""  # a public host that turns private later is none the person knows
                        if private and urlsplit(current).hostname != own:
                            raise FetchError(_refusal(current, hop))
                        if response.status_code not in _REDIRECTS or "location" not in response.headers:
                            with_body = response.status_code in _WITH_BODY
                            body = await (read(response) if read else _read(response, limits)) if with_body else b""
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


def _client(trusting: bool, limits: Limits) -> httpx.AsyncClient:
    """The proxies of the environment are honoured; cookies live in it, so they are gone with the request."""
    timeout = httpx.Timeout(limits.silence or limits.seconds, connect=min(limits.seconds, CONNECT_SECONDS))
    return httpx.AsyncClient(verify=trusted(trusting), timeout=timeout, headers=_bare())


def _target(current: str, location: str) -> str:
    """Where a redirect leads, without a name and password in it. Raises FetchError unless that is on the web."""
    target = absolute(location, current)
    if not target:
        raise FetchError(f"redirects to something that is no web address ({clean.line(location, 60)})")
    return without_login(target).partition("#")[0]


def _refusal(address: str, hop: int) -> str:
    where = f"an address of a private network ({clean.host(address)})"
    return f"redirects to {where}; subscribe to that address itself if it is yours" if hop else f"leads to {where}"


def _login(question: Question) -> httpx.BasicAuth | None:
    parts = urlsplit(question.address)
    if "@" in parts.netloc:
        return httpx.BasicAuth(unquote(parts.username or ""), unquote(parts.password or ""))
    return None if question.login is None else httpx.BasicAuth(*question.login)


def _answered_from_home(response: httpx.Response, address: str) -> bool:
    """Whether the machine that answered is of a private network. It may be another than the name led to before."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None and not uses_proxy(address) else None
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
def trusted(anybody: bool) -> ssl.SSLContext:
    """Whom to trust, or anybody; loaded once, for it takes longer than many a request."""
    return httpx.create_ssl_context(verify=not anybody)
