"""The process that reads articles out of pages."""

from __future__ import annotations

import base64
from typing import Any

from briefing.fetch.article import extract
from briefing.fetch.sandbox_server import serve


def _answer(request: Any) -> dict[str, Any]:
    page = base64.b64decode(request.pop("page"))
    return {"ok": extract(page, request["content_type"], request["address"], request["whole"])}


if __name__ == "__main__":
    serve(_answer)
