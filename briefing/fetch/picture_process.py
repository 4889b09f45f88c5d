"""The process that reads pictures."""

from __future__ import annotations

import base64
from typing import Any

from briefing.fetch.picture import redraw
from briefing.fetch.sandbox_server import serve


def _answer(request: Any) -> dict[str, Any]:
    picture = base64.b64decode(request.pop("picture"))
    return {"ok": base64.b64encode(redraw(picture, request["address"])).decode("ascii")}


if __name__ == "__main__":
    serve(_answer)
