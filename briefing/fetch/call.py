"""One call of a server's interface: any method, no redirect followed, the answer bounded, and no secret in an error.

Feeds and pages are asked for with `fetch/get.py`, which follows redirects and keeps strangers out of the reader's own
network. Here the reader named the server, so it may be there; but what it answers leads nowhere else.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlencode

import httpx

from briefing import __version__
from briefing.core import clean
from briefing.core.errors import FetchError
from briefing.fetch import faults
from briefing.fetch.get import pieces, ssl_context
from briefing.fetch.inflate import MIB, Inflater
from briefing.fetch.private_hosts import uses_proxy

CONNECT_SECONDS = 10.0
SECONDS = 60.0
"""Without a byte; a whole answer may take some times as long."""

_WHOLE = 5
_BODY_CAP = 32 * MIB
_FORM = "application/x-www-form-urlencoded"


class NoAnswer(FetchError):
    """Nothing came back, or not to the end: the server may have done what it was asked. `str` is one sentence."""


class TooLarge(FetchError):
    """The answer is longer than anything that is to be held in memory."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked. `form` and `json` are bodies, of which one call has one at most.

    A secret may be in the headers and the body, never in the address.
    """

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Sequence[tuple[str, str]] | None = None
    json: bytes | None = None
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Caller:
    """One connection to one server, used by one task. It keeps no cookies, so that each call stands for itself."""

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Caller:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def ask(self, call: Call) -> Answer:
        """The answer. Raises NoAnswer, TooLarge, and FetchError where an answer is damaged."""
        if clean.address(call.address) is None:
            raise FetchError("this is not an http or https address")
        by_proxy = False
        try:
            by_proxy = uses_proxy(call.address)
            async with asyncio.timeout(call.seconds * _WHOLE):
                return await self._ask(call)
        except FetchError:
            raise
        except Exception as error:  # whatever the network does, a person hears one sentence, without what was sent
            raise NoAnswer(faults.of_error(error, by_proxy).message) from None

    async def aclose(self) -> None:
        """Let the connection go."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _ask(self, call: Call) -> Answer:
        client = self._client = self._client or _client()
        client.cookies.clear()
        request = client.build_request(
            call.method,
            call.address,
            headers=_headers(call),
            content=_content(call),
            timeout=httpx.Timeout(call.seconds, connect=CONNECT_SECONDS),
        )
        response = await client.send(request, stream=True, follow_redirects=False)
        try:
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers.raw}
            return Answer(response.status_code, headers, await self._body(response, headers))
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response, headers: Mapping[str, str]) -> bytes:
        inflater = Inflater(headers.get("content-encoding", ""), _BODY_CAP, _BODY_CAP)
        size = 0
        async for piece in pieces(response):
            size += len(piece)
            try:
                inflater.feed(piece)
            except FetchError as error:
                if size > _BODY_CAP or "more than" in str(error):
                    raise TooLarge(str(error)) from None
                raise
        return inflater.finish()


def _headers(call: Call) -> dict[bytes, bytes]:
    """The headers as bytes: a name or a password may hold any letter."""
    kind = {"content-type": _FORM} if call.form is not None else {}
    if call.json is not None:
        kind["content-type"] = "application/json"
    return {name.encode("ascii"): value.encode() for name, value in {**kind, **call.headers}.items()}


def _content(call: Call) -> bytes | None:
    if call.form is not None:
        return urlencode(call.form).encode("ascii")
    return call.json


def _client() -> httpx.AsyncClient:
    """The proxies of the environment are honoured. Raises EnvironmentFault where they cannot be."""
    try:
        context: ssl.SSLContext = ssl_context(False)
        return httpx.AsyncClient(
            verify=context,
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            headers={"user-agent": f"Briefing/{__version__} (news reader)", "accept-encoding": "gzip, deflate"},
        )
    except (OSError, ValueError, httpx.InvalidURL) as error:
        raise faults.EnvironmentFault(
            "the settings for proxies or certificates in the environment cannot be used"
        ) from error
