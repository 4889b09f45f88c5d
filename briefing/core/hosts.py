"""Hosts: where an address is asked, which is what limits, pauses and trust hang on, and how their names are shown."""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
from urllib.parse import urlsplit

_LIKE_LATIN = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET", "GOTHIC", "?"})
_EASTERN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PRIVATE_ENDS = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port of an http(s) address. Raises ValueError where the port is none."""
    parts = urlsplit(address)
    default = 443 if parts.scheme == "https" else 80
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port if parts.port is not None else default


def host_port(address: str) -> str:
    """`host:port`, always with the port. Raises ValueError where the port is none."""
    _, host, port = origin(address)
    return f"{host}:{port}"


def literal(host: str) -> str | None:
    """The IP address that a host is, also in its odd forms (`127.1`, `0x7f000001`, `2130706433`); None for a name."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if host[:1].isdigit() and " " not in host else None
    except OSError:
        return None


def stays_private(address: str) -> bool:
    """Whether what is sent to an address stays private on its way: over https, or on this machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    ip = literal(host)
    on_this_machine = host == "localhost" or host.endswith(".localhost") or ip == "::1"
    return parts.scheme == "https" or on_this_machine or (ip or "").startswith("127.")


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


def is_named_private(address: str) -> bool:
    """Whether an address says by itself that it is of the reader's own network: `192.168.0.4`, `nas`, `nas.local`.

    Raises ValueError where the port is none.
    """
    _, host, _ = origin(address)
    ip = literal(host)
    if ip is not None:
        return is_private(ip)
    return "." not in host or host.endswith(_PRIVATE_ENDS)


def display_name(name: str) -> str:
    """The name of a host as it is shown; a part that could be taken for another stands in its ASCII form (`xn--…`)."""
    if name.isascii():
        return name
    labels = name.split(".")
    end = _scripts(labels[-1])
    return ".".join(label if label.isascii() or _is_plain(label, end) else _ascii_form(label) for label in labels)


def _is_plain(label: str, end: set[str]) -> bool:
    """Whether all letters are of one script: Latin, that of the last part, or one that nothing else looks like."""
    scripts = _scripts(label)
    if scripts <= _EASTERN:
        return True
    return len(scripts) == 1 and (scripts <= {"LATIN"} or scripts == end or not scripts & _LIKE_LATIN)


def _scripts(label: str) -> set[str]:
    """The scripts of the letters, by the first word of their names; `?` for what no host's name may hold."""
    kinds = ((unicodedata.category(c)[0], unicodedata.name(c, "?").partition(" ")[0]) for c in label)
    return {script if kind in "LM" else "?" for kind, script in kinds if kind != "N" and script != "HYPHEN-MINUS"}


def _ascii_form(label: str) -> str:
    try:
        return "xn--" + label.encode("punycode").decode("ascii")
    except UnicodeError:  # pragma: no cover - no text is known that the codec refuses
        return "?"
