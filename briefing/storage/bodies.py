"""The text of a story as its columns have it."""

from __future__ import annotations

import json

from briefing.core.body_json import blocks_to_json, body_from_json, links_to_json
from briefing.core.document import Entry
from briefing.core.story import Body, Enclosure


def body_of(text: str | None, blocks: str | None, links: str | None) -> Body:
    """A text with its blocks and links; empty where there is none, in plain paragraphs where a bad disk spoilt them."""
    try:
        return body_from_json(text or "", json.loads(blocks or "[]"), json.loads(links or "[]"))
    except (TypeError, ValueError, RecursionError):
        return Body.plain(text or "")


def json_columns(entry: Entry) -> tuple[str, str, str, str]:
    """The columns of what an entry has beside its text: authors, blocks, links, enclosures."""
    files = [[file.address, file.kind, file.length] for file in entry.enclosures]
    parts = (entry.authors, blocks_to_json(entry.body), links_to_json(entry.body), files)
    authors, blocks, links, enclosures = (json.dumps(part) if part else "[]" for part in parts)
    return authors, blocks, links, enclosures


def strings_of(text: str | None) -> tuple[str, ...]:
    """The strings of a list that is stored as JSON; none where something else stands there."""
    return tuple([one for one in _list_of(text) if isinstance(one, str)])


def enclosures_of(text: str | None) -> tuple[Enclosure, ...]:
    """The files that a story comes with; those of which something else is stored are left out."""
    packed = [one for one in _list_of(text) if isinstance(one, list) and len(one) == 3]
    return tuple(
        [
            Enclosure(address, kind, length)
            for address, kind, length in packed
            if isinstance(address, str) and isinstance(kind, str) and isinstance(length, int | None)
        ]
    )


def _list_of(text: str | None) -> list[object]:
    try:
        found = json.loads(text or "[]")
    except (ValueError, TypeError, RecursionError):
        return []
    return found if isinstance(found, list) else []
