"""From a record of an input to a story: the cleaning gate of the archive."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from briefing.archive.records import Unreadable
from briefing.core import clean
from briefing.core.body_json import body_from_json
from briefing.core.moment import AHEAD
from briefing.core.story import Body, Story
from briefing.fetch.dates import moment_of
from briefing.fetch.entries import title_line
from briefing.fetch.html import html_to_body
from briefing.fetch.html.escaped import reads_as_html

_NAMES = {
    "id": ("id", "guid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "date": ("date", "published"),
    "source": ("source", "feed"),
    "link": ("link", "url"),
}
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Told:
    """A story, and the time that the ledger takes for when it was told: its date, or when it came where it has none."""

    story: Story
    told: datetime


def story_of(fields: Mapping[str, Any], arrived: datetime) -> Told:
    """The story of a record; `arrived` is when it came where it does not say that itself. Raises Unreadable."""
    link = clean.address(_text(fields, "link")) or ""
    title, body = _title(fields), _body(fields, link)
    if not title and not body.text.strip():
        raise Unreadable("it has neither a title nor a text")
    published = _moment(_field(fields, "date"))
    fetched = _moment(fields.get("fetched"))
    story = Story(
        id=clean.line(_text(fields, "id"), 200) or _id(title, body.text, link),
        title=title,
        body=body,
        link=link,
        authors=tuple(_lines(fields.get("authors"))),
        source=clean.line(_text(fields, "source")),
        published=published,
        fetched=fetched or arrived,
        categories=tuple(_lines(fields.get("categories"))),
        language=clean.line(_text(fields, "language"), 20),
    )
    if published is None or (fetched is not None and published - fetched > AHEAD):
        return Told(story, fetched or arrived)  # as the library does with a date that has not come yet
    return Told(story, published)


def _title(fields: Mapping[str, Any]) -> str:
    raw = _text(fields, "title")
    return clean.line(raw) if _is_read(fields) else title_line(raw)


def _is_read(fields: Mapping[str, Any]) -> bool:
    """Whether a record has a story that was read before, in blocks: what looks like HTML there speaks of it."""
    return isinstance(fields.get("blocks"), list)


def _body(fields: Mapping[str, Any], link: str) -> Body:
    raw = _text(fields, "text")
    if not _is_read(fields) and reads_as_html(raw):
        return html_to_body(raw, link, page=link)
    text = clean.text(raw)
    if text == raw and _is_read(fields):
        try:
            body = body_from_json(text, fields["blocks"], fields.get("links") or ())
        except (ValueError, TypeError):
            return Body.plain(text)
        if all(0 <= block.start <= block.end <= len(text) for block in body.blocks):
            return body
    return Body.plain(text)


def _id(title: str, text: str, link: str) -> str:
    return hashlib.blake2b("\0".join((title, text, link)).encode(), digest_size=8).hexdigest()


def _field(fields: Mapping[str, Any], name: str) -> Any:
    return next((fields[one] for one in _NAMES[name] if fields.get(one) not in (None, "")), None)


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = _field(fields, name) if name in _NAMES else fields.get(name)
    if value is None or isinstance(value, list | dict | bytes):
        return ""
    return str(value)


def _lines(value: Any) -> Iterable[str]:
    """The names of a list, or of a text that parts them by semicolons: commas stand within names."""
    if isinstance(value, str):
        value = value.split(";")
    if not isinstance(value, list | tuple):
        return []
    return [line for line in (clean.line(str(one), 200) for one in value[:50]) if line]


def _moment(value: Any) -> datetime | None:
    """An aware time in UTC of whatever an input has for a date; None where it is none that is certain."""
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        except OverflowError:  # it lies before the year 1 or after 9999 in UTC
            return None
    if value is None or isinstance(value, bool):
        return None
    words = str(value).strip()
    if match := _YEAR_OR_MONTH.fullmatch(words):
        try:
            return datetime(int(match[1]), int(match[2] or 1), 1, tzinfo=UTC)
        except ValueError:
            return None
    return moment_of(words)
