"""What went wrong on the network, in a short sentence for a person."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx

from briefing.core import clean
from briefing.core.errors import FetchError

_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN})
_NO_NAME = frozenset({socket.EAI_NONAME, socket.EAI_AGAIN, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_CERTIFICATE = {
    9: "the certificate is not valid yet",
    10: "the certificate expired",
    18: "the certificate is self-signed",
    19: "the certificate is self-signed",
    20: "the certificate is from nobody this machine trusts",
    21: "the certificate is from nobody this machine trusts",
    62: "the certificate is for another name",
    64: "the certificate is for another name",
}
_STATUS = {
    401: "the site wants a name and a password (401)",
    402: "the site wants to be paid (402)",
    403: "the site refuses readers (403)",
    407: "the proxy wants a name and a password (407)",
    404: "there is nothing at this address (404)",
    406: "the site refuses readers (406)",
    410: "the feed is gone for good (410)",
    429: "the site asks for fewer requests (429)",
    451: "the site may not show this here (451)",
    500: "the site has a fault of its own (500)",
    502: "the site is down for now (502)",
    503: "the site is down for now (503)",
    504: "the site is down for now (504)",
}


class EnvironmentFault(FetchError):
    """This machine is set up so that nothing can be asked: no feed is to be blamed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence without a full stop; `offline` where the network is missing rather than the site."""

    message: str
    offline: bool = False


def of_status(status: int, by_detour: bool = False, logged_in: bool = False) -> str:
    """The sentence for a status that is no success.

    `by_detour` where a redirect for now led to it, `logged_in` where a name and a password were sent.
    """
    if status == 401 and logged_in:
        return "the site does not accept this name and password (401)"
    if status == 410 and by_detour:
        return "leads to an address that is gone (410)"
    if status in _STATUS:
        return _STATUS[status]
    if 300 <= status < 400:
        return f"redirects without saying where ({status})"
    if status >= 500:
        return f"the site has a fault of its own ({status})"
    return f"the site answered with status {status}"


def of_deadline(seconds: float) -> Fault:
    """What took longer than it may."""
    return Fault(f"took longer than {timedelta(seconds=seconds) if seconds >= 3600 else f'{seconds:g} seconds'}")


def of_error(error: BaseException, by_proxy: bool = False) -> Fault:
    """The sentence for anything that was raised while fetching; `by_proxy` where it went through one."""
    if by_proxy and isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) and not _is_tls(error):
        return Fault("the proxy cannot be reached", offline=True)
    if isinstance(error, httpx.ConnectTimeout):
        return Fault("the site does not answer, or there is no network", offline=True)
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return Fault("took too long")
    for cause in _causes(error):
        if isinstance(cause, EnvironmentFault):
            return Fault(str(cause), offline=True)
        if isinstance(cause, FetchError):
            return Fault(clean.line(str(cause), 300))
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Fault(_CERTIFICATE.get(cause.verify_code, "the certificate is not valid"))
        if isinstance(cause, ssl.SSLError):
            return Fault("the site does not speak https there")
        if isinstance(cause, socket.gaierror):
            return Fault("the name of the site is not known, or there is no network", cause.errno in _NO_NAME)
        if isinstance(cause, ConnectionRefusedError):
            return Fault("the site refuses the connection")
        if isinstance(cause, OSError) and cause.errno in _NO_NETWORK:
            return Fault("the site cannot be reached, or there is no network", offline=True)
    return Fault(_by_kind(error))


def _is_tls(error: BaseException) -> bool:
    return any(isinstance(cause, ssl.SSLError) for cause in _causes(error))


def _by_kind(error: BaseException) -> str:
    match error:
        case ImportError():
            return "the proxy of the environment speaks SOCKS; install Briefing with the extra `socks` for it"
        case httpx.ProxyError() if "407" in str(error):
            return _STATUS[407]
        case httpx.ProxyError():
            return "the proxy refuses the connection"
        case httpx.ReadError() | httpx.WriteError() | ConnectionResetError():
            return "the site broke off the connection"
        case httpx.RemoteProtocolError() if "without sending" in str(error) or "incomplete" in str(error):
            return "the answer broke off before its end"
        case httpx.RemoteProtocolError() | httpx.DecodingError():
            return "the answer is not proper HTTP"
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | UnicodeError():
            return "this is not a web address"
        case httpx.ConnectError():
            return "the site cannot be reached"
        case httpx.LocalProtocolError():
            return "the request is not proper HTTP; a header may contain odd characters"
        case _:
            return f"could not be read ({clean.line(type(error).__name__, 60)})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, the parts of a group included."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting and len(seen) < 50:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        if isinstance(cause, BaseExceptionGroup):
            waiting.extend(cause.exceptions)
        waiting.extend(link for link in (cause.__cause__, cause.__context__) if link is not None)
