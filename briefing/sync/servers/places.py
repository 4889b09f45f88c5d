"""Where a protocol is found below the address that a person knows."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

PAGES = ("/index.php", "/i", "/p/i", "/login", "/unread", "/api")
"""Where people read, and where FreshRSS tells them of its API."""


def bases(url: str, known: tuple[str, ...], endings: tuple[str, ...], pages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The addresses below which a protocol may be, the likeliest first, each without a slash at its end.

    An address in which a `known` piece stands ends with the first such piece, or before it where that begins with a
    slash, and is the only one. `endings` are put to any other, without what of `pages` (where people read) it ends in.
    """
    parts = urlsplit(url.strip())
    path = parts.path.rstrip("/")
    for piece in known:
        if piece in path:
            before = path.partition(piece)[0]
            return (_joined(parts.scheme, parts.netloc, before if piece.startswith("/") else before + piece),)
    for page in pages:
        path = path.removesuffix(page).rstrip("/")
    return tuple(dict.fromkeys(_joined(parts.scheme, parts.netloc, path + ending) for ending in endings))


def _joined(scheme: str, host: str, path: str) -> str:
    return urlunsplit((scheme, host.rpartition("@")[2], path.rstrip("/"), "", ""))
