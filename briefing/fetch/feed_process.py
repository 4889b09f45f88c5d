"""The process that reads feeds, and the entries that a server gives one at a time: texts in, clean entries out."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from briefing.fetch.entries import clean_entry
from briefing.fetch.parse import NotAFeed, parse
from briefing.fetch.raw import RawEntry
from briefing.fetch.sandbox_server import serve
from briefing.wire import from_wire

_LARGE = 1_000_000


def _answer(request: Any) -> dict[str, Any]:
    body = zlib.decompress(base64.b64decode(request.pop("body")))
    if request["kind"] == "entries":
        raw = from_wire(json.loads(body), tuple[RawEntry, ...])
        return {"ok": tuple(clean_entry(entry, entry.link) for entry in raw)}
    try:
        return {"ok": parse(body, request["headers"], request["address"], request["max_items"])}
    except NotAFeed as error:
        return {"error": str(error), "feeds": error.feeds}


def pack(body: bytes) -> str:
    """A body as it travels to the process: a large one made small, for it is copied many times on the way."""
    return base64.b64encode(zlib.compress(body, int(len(body) > _LARGE))).decode("ascii")


if __name__ == "__main__":
    serve(_answer)
