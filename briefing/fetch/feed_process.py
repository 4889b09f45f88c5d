"""The process that reads feeds, and the entries that a server gives one at a time: texts in, clean entries out."""

from __future__ import annotations

import json
from typing import Any

from briefing.fetch.entries import clean_entry
from briefing.fetch.not_a_feed import NotAFeed
from briefing.fetch.packing import unpack
from briefing.fetch.parse import parse
from briefing.fetch.raw import RawEntry
from briefing.fetch.sandbox_server import serve
from briefing.wire import from_wire


def _answer(request: Any) -> dict[str, Any]:
    body = unpack(request.pop("body"))
    if request["kind"] == "entries":
        raw = from_wire(json.loads(body), tuple[RawEntry, ...])
        return {"ok": tuple(clean_entry(entry, entry.link) for entry in raw)}
    try:
        return {"ok": parse(body, request["headers"], request["address"], request["max_items"])}
    except NotAFeed as error:
        return {"error": str(error), "feeds": error.feeds}


if __name__ == "__main__":
    serve(_answer)
