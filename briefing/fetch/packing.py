"""Bodies as they travel to the process that reads them."""

from __future__ import annotations

import base64
import zlib

_LARGE = 1_000_000


def pack(body: bytes) -> str:
    """A body as text: a large one made small, for it is copied many times on the way."""
    return base64.b64encode(zlib.compress(body, int(len(body) > _LARGE))).decode("ascii")


def unpack(packed: str) -> bytes:
    """The body again."""
    return zlib.decompress(base64.b64decode(packed))
