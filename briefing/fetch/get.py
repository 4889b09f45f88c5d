"""One GET with all its redirects: every hop is checked, every body bounded, every wait limited."""

from __future__ import annotations

import asyncio
import os
import ssl
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from urllib.parse import unquote, urlsplit

import anyio
import httpx

from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.core.hosts import origin
from briefing.fetch.addresses import absolute, without_login
from briefing.fetch.beginnings import ends_as_document
from briefing.fetch.door import Door
from briefing.fetch.faults import EnvironmentFault, of_error
from briefing.fetch.hosts import Hosts
from briefing.fetch.inflate import BrokenOff, Inflater

if find_spec("sniffio") is None:
    # httpx looks for it at every step of a request: to search the disk for what is not there takes a quarter of one.
    sys.modules["sniffio"] = None  # type: ignore[assignment]

MOST_HOPS = 10
SUCCESS = frozenset({200, 203, 204})
CONNECT_SECONDS = 15.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_WITH_BODY = frozenset({200, 203})
_PIECES_AT_ONCE = 20
_MANY_PIECES, _CRUMB = 10_000, 16
_GRACE = 5.0
"""Seconds that a server has to go on behind what looks like the end: some leave the connection open there."""

_PROXIES = tuple(name for kind in ("http", "https", "all") for name in (f"{kind}_proxy", f"{kind}_proxy".upper()))
_NAMES_OF_ENVIRONMENT = (*_PROXIES, "no_proxy", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")
_SYSTEMS_WITH_PROXIES = ("darwin", "win32")
"""Systems that have settings for proxies beside the environment."""


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

    `body` is empty unless the status is a plain success. `address` has no name and password. `private` says that the
    host which was asked first is in the reader's own network, `logged_in` that a name and a password were sent there.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    hops: int = 0
    moved: bool = False
    private: bool = False
    logged_in: bool = False


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
        raise FetchError("this is not an http or https address")
    way = _Way(question, limits, read or partial(_read, limits=limits))
    client: httpx.AsyncClient | None = None
    async with AsyncExitStack() as opened:
        for _ in range(MOST_HOPS + 1):
            async with hosts.slot(way.address):
                if client is None:  # those that wait for a slot have none: it takes much memory
                    client = await opened.enter_async_context(_usable_client(question.trusting, limits))
                reply = await way.step(client)
            if reply is not None:
                return reply
    raise FetchError(f"redirects more than {MOST_HOPS} times")


class _Way:
    """The way of a question through its redirects; `address` is where it is asked next."""

    def __init__(self, question: Question, limits: Limits, read: Reading) -> None:
        self.address = without_login(question.address)
        self._question = question
        self._read = read
        self._home, self._own, self._login = origin(question.address), question.own_host, _login(question)
        self._left = limits.seconds
        self._hops, self._moved, self._private = 0, True, False
        self._seen = {self.address}

    async def step(self, client: httpx.AsyncClient) -> Reply | None:
        """Ask there: the answer, or None where it leads on."""
        began = time.monotonic()
        async with asyncio.timeout(self._left):
            response = await self._ask(client)
            try:
                location = _location(response)
                if not location:
                    return await self._reply(response)
            finally:
                await response.aclose()
        self._left -= time.monotonic() - began
        self._turn(response, location)
        return None

    @property
    def _auth(self) -> httpx.BasicAuth | None:
        return self._login if origin(self.address) == self._home else None

    async def _ask(self, client: httpx.AsyncClient) -> httpx.Response:
        if self._question.trusting and origin(self.address) != self._home:
            raise FetchError("redirects to another site, whose certificate would not be looked at")
        door = Door(self.address, urlsplit(self.address).hostname == self._own, self._hops)
        headers = _as_bytes(self._question.headers)
        request = client.build_request("GET", self.address, headers=headers, extensions=door.extensions())
        response = await _answer(client, request, self._auth, door)
        if not self._hops:
            self._private = door.private
            self._own = self._own if door.private else ""  # a public host that turns private is none the person knows
        return response

    async def _reply(self, response: httpx.Response) -> Reply:
        return Reply(
            address=self.address,
            status=response.status_code,
            headers=_headers_as_sent(response),
            body=await self._read(response) if response.status_code in _WITH_BODY else b"",
            hops=self._hops,
            moved=self._moved and self._hops > 0 and not self._login,
            private=self._private,
            logged_in=self._auth is not None,
        )

    def _turn(self, response: httpx.Response, location: str) -> None:
        """Go where an answer leads. Raises FetchError where it leads nowhere, or around."""
        self._hops += 1
        self._moved = self._moved and response.status_code in _PERMANENT
        self.address = _target(self.address, location)
        if self.address in self._seen and not response.headers.get("set-cookie"):
            raise FetchError("redirects to itself")
        self._seen.add(self.address)


async def _answer(
    client: httpx.AsyncClient, request: httpx.Request, auth: httpx.BasicAuth | None, door: Door
) -> httpx.Response:
    """The answer, its body still to be read. Raises as `get`."""
    try:
        await door.check(request.url)
        return await client.send(request, stream=True, auth=auth)
    except httpx.InvalidURL:  # of a redirect: what was asked for itself is a good address
        raise FetchError("redirects to something that is not a web address") from None
    except httpx.RemoteProtocolError as error:
        if "location header" not in str(error):
            raise
        raise FetchError("redirects to something that is not a web address") from None
    except (httpx.ConnectError, httpx.ConnectTimeout, OSError) as error:
        if not door.hop:
            raise
        # There was an answer before, so there is a network.
        raise FetchError(f"redirects to {clean.host(str(request.url))}: {of_error(error).message}") from None


def _usable_client(trusting: bool, limits: Limits) -> httpx.AsyncClient:
    """A client as the environment wants it; where that cannot be, it is the machine's fault and no feed's."""
    try:
        return _client(trusting, limits)
    except (OSError, ValueError, httpx.InvalidURL) as error:
        names = ", ".join(name for name in _NAMES_OF_ENVIRONMENT if os.environ.get(name))
        raise EnvironmentFault(
            f"the settings for proxies or certificates in the environment cannot be used ({names})"
        ) from error


def _client(trusting: bool, limits: Limits) -> httpx.AsyncClient:
    """The proxies of the environment are honoured; cookies live in it, so they are gone with the request."""
    timeout = httpx.Timeout(limits.silence or limits.seconds, connect=min(limits.seconds, CONNECT_SECONDS))
    # To look for proxies takes longer than all else that a client needs.
    by_proxy = sys.platform in _SYSTEMS_WITH_PROXIES or any(map(os.environ.get, _PROXIES))
    return httpx.AsyncClient(verify=ssl_context(trusting), timeout=timeout, headers=_bare(), trust_env=by_proxy)


def prepare() -> None:
    """Load what the first request would wait for, for a thread on which nobody waits; what hinders is told then."""
    anyio.run(anyio.sleep, 0)  # what httpx waits with is loaded as it is first used
    with suppress(OSError, ValueError):
        httpx.AsyncHTTPTransport(verify=ssl_context(False), trust_env=False)


def _location(response: httpx.Response) -> str:
    """Where an answer leads, the first place where it names several; empty where it leads nowhere."""
    named = response.headers.get_list("location") if response.status_code in _REDIRECTS else ()
    return named[0].strip() if named else ""


def _target(current: str, location: str) -> str:
    """Where a redirect leads, without a name and password in it. Raises FetchError unless that is on the web."""
    target = absolute(location, current)
    if not target:
        raise FetchError(f"redirects to something that is not a web address ({clean.line(location, 60)})")
    return without_login(target).partition("#")[0]


def _login(question: Question) -> httpx.BasicAuth | None:
    parts = urlsplit(question.address)
    if "@" in parts.netloc:
        return httpx.BasicAuth(unquote(parts.username or ""), unquote(parts.password or ""))
    return None if question.login is None else httpx.BasicAuth(*question.login)


async def pieces(response: httpx.Response) -> AsyncIterator[bytes]:
    """The body as it comes, with room for others between. Raises FetchError where it comes in crumbs.

    Each chunk costs the same, however small, and those that have come already are taken without a pause.
    """
    number = size = 0
    async for piece in response.aiter_raw():
        number, size = number + 1, size + len(piece)
        if number > _MANY_PIECES and size < number * _CRUMB:
            raise FetchError("sends its answer in pieces that are too small")
        if number % _PIECES_AT_ONCE == 0:
            await asyncio.sleep(0)
        yield piece


async def _read(response: httpx.Response, limits: Limits) -> bytes:
    """The body: where it is a whole document, whatever its server says of its length, and however it ends."""
    inflater = Inflater(response.headers.get("content-encoding", ""), limits.wire_cap, limits.body_cap)
    coming = pieces(response)
    try:
        while True:
            async with asyncio.timeout(_GRACE if ends_as_document(inflater.body) else None):
                piece = await anext(coming, None)
            if piece is None:
                return inflater.finish()
            inflater.feed(piece)
    except (TimeoutError, httpx.RemoteProtocolError, httpx.ReadError, BrokenOff):
        if not ends_as_document(inflater.body):
            raise
        return bytes(inflater.body)


def _headers_as_sent(response: httpx.Response) -> dict[str, str]:
    """The headers, each byte one character, so that they can be sent back as they came."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers.raw}


def _as_bytes(headers: Mapping[str, str]) -> dict[bytes, bytes]:
    return {name.encode("ascii"): value.encode("latin-1", "replace") for name, value in headers.items()}


def _bare() -> dict[str, str]:
    return {"accept-encoding": "gzip, deflate", "connection": "close"}


@cache
def ssl_context(anybody: bool) -> ssl.SSLContext:
    """The certificates to trust, or `anybody`. Loaded once, as loading takes longer than many a request.

    The keys of connections are written nowhere, whatever SSLKEYLOGFILE says: who has them reads what is fetched.
    """
    keys = os.environ.pop("SSLKEYLOGFILE", None)
    try:
        return httpx.create_ssl_context(verify=not anybody)
    finally:
        if keys is not None:
            os.environ["SSLKEYLOGFILE"] = keys
