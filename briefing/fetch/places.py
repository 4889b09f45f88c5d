"""Which hosts are of the reader's own network, which no stranger may point the reader at."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.request import getproxies, proxy_bypass

from briefing.core.hosts import origin

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_private(ip: str) -> bool:
    """Whether an IP address is not one of the public internet: loopback, home, link-local, reserved, multicast."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return True
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(str(inner))
    return not address.is_global or address.is_multicast


async def leads_home(address: str) -> bool:
    """Whether a host resolves to a private address. Raises OSError where it does not resolve.

    Behind a proxy only what the name itself says is known: there the proxy resolves.
    """
    _, host, port = origin(address)
    literal = _numbers(host)
    if literal is not None:
        return is_private(literal)
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        return True
    if uses_proxy(address):
        return False
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return any(is_private(str(place[4][0])) for place in found)


def uses_proxy(address: str) -> bool:
    """Whether the environment says that an address is reached through a proxy. Raises ValueError where it is none."""
    scheme, host, _ = origin(address)
    proxies = getproxies()
    return (scheme in proxies or "all" in proxies) and not proxy_bypass(host)


def _numbers(host: str) -> str | None:
    """The IP address that a host is, also in its odd forms (`127.1`, `0x7f000001`, `2130706433`); None for a name."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if host[:1].isdigit() and " " not in host else None
    except OSError:
        return None
