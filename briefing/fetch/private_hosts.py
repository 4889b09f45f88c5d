"""Which hosts are of the reader's own network, which no stranger may point the reader at."""

from __future__ import annotations

import asyncio
import socket
from urllib.request import getproxies, proxy_bypass

from briefing.core.hosts import is_named_private, is_private, literal, origin


async def leads_home(address: str) -> bool:
    """Whether a host resolves to a private address. Raises OSError where it does not resolve.

    Behind a proxy only what the name itself says is known: there the proxy resolves.
    """
    if is_named_private(address):
        return True
    _, host, port = origin(address)
    if literal(host) is not None or uses_proxy(address):
        return False
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return any(is_private(str(place[4][0])) for place in found)


def uses_proxy(address: str) -> bool:
    """Whether the environment says that an address is reached through a proxy. Raises ValueError where it is none."""
    scheme, host, _ = origin(address)
    proxies = getproxies()
    return (scheme in proxies or "all" in proxies) and not proxy_bypass(host)
