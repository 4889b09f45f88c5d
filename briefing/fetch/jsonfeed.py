"""Feeds in JSON, above all JSON Feed 1.1: every field may be missing or of a wrong type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

from briefing.core.errors import FetchError
from briefing.fetch import dates
from briefing.fetch.raw import RawEnclosure, RawEntry, RawFeed, RawText
from briefing.fetch.rss_in_json import channel_of, read_channel


def read(text: str) -> RawFeed | None:
    """The feed in a document; None where the JSON is not a feed. Raises FetchError where it is no JSON."""
    try:
        top = json.loads(text, strict=False)  # raw tabs and line ends in strings are a fault that many have
    except (ValueError, RecursionError):
        raise FetchError("the feed is broken JSON, perhaps cut off") from None
    channel = channel_of(top)
    if channel is not None:
        return read_channel(channel)
    if not isinstance(top, dict) or not (isinstance(top.get("items"), list) or "jsonfeed" in _text(top, "version")):
        return None
    everyone, language = _authors(top), _text(top, "language")
    return RawFeed(
        title=_text(top, "title"),
        title_is_html=False,
        site=_text(top, "home_page_url"),
        entries=tuple(_entry(item, everyone, language) for item in _mappings(top, "items")),
        further=_text(top, "next_url"),
    )


def _entry(item: Mapping[str, Any], everyone: tuple[str, ...], language: str) -> RawEntry:
    """An item; authors and language of the feed stand in where it names none."""
    published, updated = _date(item, "date_published"), _date(item, "date_modified")
    guid = _text(item, "id")
    own = _text(item, "url") or (guid if guid.startswith(("http://", "https://")) else "")
    about = _text(item, "external_url")
    html, summary = _text(item, "content_html"), _text(item, "summary")
    content = RawText(html) if html else RawText(_text(item, "content_text"), is_html=False)
    if not (content.value or summary) and (picture := _text(item, "image")):
        content = RawText(f'<img src="{escape(picture)}">')
    return RawEntry(
        title=_text(item, "title"),
        title_is_html=False,
        content=_with_link(content, about) if own else content,
        summary=RawText(summary, is_html=False),
        guid=guid,
        link=own or about,
        authors=_authors(item) or everyone,
        categories=_strings(item, "tags"),
        language=_text(item, "language") or language,
        published=published or updated,
        updated=updated,
        enclosures=tuple(
            RawEnclosure(_text(file, "url"), _text(file, "mime_type"), _number(file, "size_in_bytes"))
            for file in _mappings(item, "attachments")
        ),
    )


def _with_link(content: RawText, about: str) -> RawText:
    """A text with a link below it to the page that it is about, unless it has one."""
    known = (about.rstrip("/"), escape(about).rstrip("/"))
    if not about or any(address in content.value for address in known):
        return content
    if content.is_html:
        return RawText(f'{content.value}<p><a href="{escape(about)}">{escape(about)}</a></p>')
    return RawText(f"{content.value}\n\n{about}", is_html=False)


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    single = item.get("author")
    people = [*_mappings(item, "authors"), *([single] if isinstance(single, dict) else [])]
    return tuple(dict.fromkeys(name for person in people if (name := _text(person, "name"))))


def _strings(holder: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = holder.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _number(holder: Mapping[str, Any], key: str) -> int | None:
    value = holder.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _date(holder: Mapping[str, Any], key: str) -> datetime | None:
    return dates.moment_of(_text(holder, key))


def _mappings(holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = holder.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
