"""Where an address is asked: what limits, pauses and trust hang on."""

from __future__ import annotations

from urllib.parse import urlsplit


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port of an http(s) address. Raises ValueError where the port is none."""
    parts = urlsplit(address)
    default = 443 if parts.scheme == "https" else 80
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port if parts.port is not None else default


def place(address: str) -> str:
    """`host:port`, the port always told. Raises ValueError where the port is none."""
    _, host, port = origin(address)
    return f"{host}:{port}"
