"""RSS 2.0 written as JSON, as some sites offer it: the elements of RSS are keys, and texts may be wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.fetch.dates import is_day_first, moment_of
from briefing.fetch.raw import RawEnclosure, RawEntry, RawFeed, RawText

Holder = Mapping[str, Any]


def channel_of(top: Any) -> Holder | None:
    """The channel of a document; None where it is no RSS."""
    rss = top.get("rss") if isinstance(top, dict) else None
    channel = rss.get("channel") if isinstance(rss, dict) else None
    return channel if isinstance(channel, dict) else None


def read_channel(channel: Holder) -> RawFeed:
    """The feed of a channel."""
    language = _text(channel, "language")
    items = [item for item in _each(channel, "item") if isinstance(item, dict)]
    day_first = is_day_first(_text(item, "pubDate") for item in items)
    return RawFeed(
        title=_text(channel, "title"),
        site=_text(channel, "link"),
        entries=tuple(_entry(item, language, day_first) for item in items),
    )


def _entry(item: Holder, language: str, day_first: bool | None) -> RawEntry:
    link, guid = _text(item, "link"), _text(item, "guid")
    return RawEntry(
        title=_text(item, "title"),
        content=RawText(_text(item, "content:encoded")),
        summary=RawText(_text(item, "description")),
        guid=guid,
        link=link or (guid if guid.startswith(("http://", "https://")) else ""),
        authors=tuple(filter(None, (_value(one) for key in ("author", "dc:creator") for one in _each(item, key)))),
        categories=tuple(filter(None, map(_value, _each(item, "category")))),
        language=language,
        published=moment_of(_text(item, "pubDate"), day_first),
        enclosures=tuple(
            RawEnclosure(_text(file, "url"), _text(file, "type"), _number(_text(file, "length")))
            for file in _each(item, "enclosure")
            if isinstance(file, dict)
        ),
        comments=_text(item, "comments"),
    )


def _each(holder: Holder, key: str) -> Iterator[Any]:
    """The values of an element that may stand once or several times."""
    value = holder.get(key)
    yield from value if isinstance(value, list) else () if value is None else (value,)


def _text(holder: Holder, key: str) -> str:
    return next(map(_value, _each(holder, key)), "")


def _value(value: Any) -> str:
    """A text, wrapped or not."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("#value", "#text", "$t") if key in value), "")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else None
