"""The text of a story out of its columns."""

from __future__ import annotations

import json

from briefing.core.body_json import body_from_json
from briefing.core.story import Body


def body_of(text: str | None, blocks: str | None, links: str | None) -> Body:
    """A text with its blocks and links; empty where there is none, in plain paragraphs where a bad disk spoilt them."""
    try:
        return body_from_json(text or "", json.loads(blocks or "[]"), json.loads(links or "[]"))
    except (TypeError, ValueError):
        return Body.plain(text or "")
