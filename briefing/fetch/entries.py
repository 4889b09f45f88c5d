"""Entries as a feed writes them, made the clean entries that the reader knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefing.core import clean
from briefing.core.feed import Entry
from briefing.core.story import Body, Enclosure
from briefing.fetch.addresses import absolute
from briefing.fetch.blocks import html_to_body, plain_to_body
from briefing.fetch.entities import decoded

_OLDEST = datetime.min.replace(tzinfo=UTC)
_TAGS = re.compile(
    r"<(script|style)\b[^>]*>.*?</\1\s*>|<!--.*?-->|<!\[CDATA\[|\]\]>|</?[a-z][\w:-]*(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_SOURCE = 5_000
_TITLE_FROM_BODY = 80
_LONGEST_FILE = 2**53


@dataclass(frozen=True, slots=True)
class RawEnclosure:
    """A file as a feed names it."""

    address: str
    kind: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as parsed, nothing cleaned. `text` stands in for missing `html`; `base` is for its relative links."""

    title: str = ""
    title_is_html: bool = True
    html: str = ""
    text: str = ""
    guid: str = ""
    link: str = ""
    base: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    enclosures: tuple[RawEnclosure, ...] = ()


def newest(entries: Sequence[RawEntry], limit: int) -> list[RawEntry]:
    """At most `limit` entries, newest first. One without a date stays beside the one before it."""
    moment = next((entry.published for entry in entries if entry.published), _OLDEST)
    dated = []
    for entry in entries:
        moment = entry.published or moment
        dated.append((moment, entry))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in dated[:limit]]


def cleaned(raw: RawEntry, *bases: str) -> Entry | None:
    """The entry, clean; None where nothing can be read or opened. `bases` are for relative links, the best first."""
    link = absolute(raw.link, *bases)
    body = _body(raw, (link, *bases))
    title = title_line(raw.title, raw.title_is_html) or _beginning(body.text)
    if not title and not link:
        return None
    return Entry(
        title=title or clean.shown_address(link),
        body=body,
        guid=clean.line(raw.guid),
        link=link,
        author=clean.line(_without_tags(raw.author), 200),
        published=raw.published,
        updated=raw.updated,
        enclosures=tuple(_enclosures(raw, bases)),
    )


def title_line(raw: str, is_html: bool = True) -> str:
    """A title as one clean line: tags dropped, references decoded once; empty where nothing of it could be seen."""
    raw = raw[:_TITLE_SOURCE]
    title = clean.line(decoded(_without_tags(raw) if is_html else raw))
    return title if any(character.isprintable() and character != " " for character in title) else ""


def _without_tags(raw: str) -> str:
    return _TAGS.sub("", raw[:_TITLE_SOURCE])


def _body(raw: RawEntry, bases: Sequence[str]) -> Body:
    if not raw.html:
        return plain_to_body(raw.text)
    base = absolute(raw.base, *bases) or next((base for base in bases if base), "")
    return html_to_body(raw.html, base)


def _beginning(text: str) -> str:
    """The first words of a text, as a title."""
    return clean.line(text[: _TITLE_FROM_BODY * 4].partition("\n\n")[0], _TITLE_FROM_BODY)


def _enclosures(raw: RawEntry, bases: Sequence[str]) -> list[Enclosure]:
    found = []
    for enclosure in raw.enclosures[:100]:
        address = absolute(enclosure.address, *bases)
        length = enclosure.length
        if address:
            known = length is not None and 0 < length < _LONGEST_FILE
            found.append(Enclosure(address, clean.line(enclosure.kind, 100), length if known else None))
    return found
