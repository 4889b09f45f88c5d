"""JSON Feed 1.1: every field may be missing or of a wrong type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing.core.errors import FetchError
from briefing.fetch import dates
from briefing.fetch.entries import RawEnclosure, RawEntry


@dataclass(frozen=True, slots=True)
class RawJsonFeed:
    """A JSON Feed as written, nothing cleaned."""

    title: str
    site: str
    entries: tuple[RawEntry, ...]


def is_json(body: bytes) -> bool:
    """Whether a body can only be JSON."""
    return body[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"{", b"["))


def read(body: bytes) -> RawJsonFeed | None:
    """The feed in a body; None where the JSON is not a feed. Raises FetchError where it is no JSON."""
    try:
        top = json.loads(body.decode(json.detect_encoding(body), "replace").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise FetchError("the feed is broken JSON, perhaps cut off") from None
    if not isinstance(top, dict) or not (isinstance(top.get("items"), list) or "jsonfeed" in _text(top, "version")):
        return None
    items = top.get("items")
    everyone = _author(top)
    entries = tuple(_entry(i, everyone) for i in items if isinstance(i, dict)) if isinstance(items, list) else ()
    return RawJsonFeed(_text(top, "title"), _text(top, "home_page_url"), entries)


def _entry(item: Mapping[str, Any], everyone: str) -> RawEntry:
    """An item; `everyone` are the authors of the feed, who stand in where it names none."""
    published, updated = _date(item, "date_published"), _date(item, "date_modified")
    return RawEntry(
        title=_text(item, "title"),
        title_is_html=False,
        html=_text(item, "content_html"),
        text=_text(item, "content_text") or _text(item, "summary"),
        guid=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        author=_author(item) or everyone,
        published=published or updated,
        updated=updated,
        enclosures=tuple(
            RawEnclosure(_text(file, "url"), _text(file, "mime_type"), _number(file, "size_in_bytes"))
            for file in _mappings(item, "attachments")
        ),
    )


def _author(item: Mapping[str, Any]) -> str:
    single = item.get("author")
    people = [*_mappings(item, "authors"), *([single] if isinstance(single, dict) else [])]
    return ", ".join(dict.fromkeys(name for person in people[:20] if (name := _text(person, "name"))))


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _number(holder: Mapping[str, Any], key: str) -> int | None:
    value = holder.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _date(holder: Mapping[str, Any], key: str) -> datetime | None:
    return dates.from_text(_text(holder, key))


def _mappings(holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = holder.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
