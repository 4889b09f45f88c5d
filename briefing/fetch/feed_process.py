"""The process that reads feeds: documents in, clean entries out."""

from __future__ import annotations

import base64
import zlib
from typing import Any

from briefing.fetch.parse import NotAFeed, parse
from briefing.fetch.sandbox_server import serve
from briefing.wire import to_wire


def _answer(request: Any) -> dict[str, Any]:
    body = zlib.decompress(base64.b64decode(request.pop("body")))
    try:
        return {"ok": to_wire(parse(body, request["headers"], request["address"], request["max_items"]))}
    except NotAFeed as error:
        return {"error": str(error), "feeds": to_wire(error.feeds)}


def pack(body: bytes) -> str:
    """A body as it travels to the process: small, for it is copied many times on the way."""
    return base64.b64encode(zlib.compress(body, 1)).decode("ascii")


if __name__ == "__main__":
    serve(_answer)
