"""The process that reads feeds: documents in, clean entries out."""

from __future__ import annotations

import base64
import zlib
from datetime import timedelta
from typing import Any

from briefing.core import shapes
from briefing.core.feed import Document, Entry, FeedLink
from briefing.core.story import Enclosure
from briefing.fetch.parse import NotAFeed, parse
from briefing.fetch.sandbox_server import serve


def _answer(request: Any) -> shapes.Json:
    body = zlib.decompress(base64.b64decode(request.pop("body")))
    try:
        return {"ok": document_to_json(parse(body, request["headers"], request["address"], request["max_items"]))}
    except NotAFeed as error:
        return {"error": str(error), "feeds": [[feed.address, feed.title] for feed in error.feeds]}


def pack(body: bytes) -> str:
    """A body as it travels to the process: small, for it is copied many times on the way."""
    return base64.b64encode(zlib.compress(body, 1)).decode("ascii")


def document_to_json(document: Document) -> shapes.Json:
    """A document as it travels between the processes."""
    return {
        "title": document.title,
        "site": document.site,
        "note": document.note,
        "ttl": None if document.ttl is None else document.ttl.total_seconds(),
        "entries": [_entry_to_json(entry) for entry in document.entries],
    }


def document_from_json(shape: shapes.Json) -> Document:
    """The way back."""
    return Document(
        title=shape["title"],
        site=shape["site"],
        note=shape["note"],
        ttl=None if shape["ttl"] is None else timedelta(seconds=shape["ttl"]),
        entries=tuple(_entry_from_json(entry) for entry in shape["entries"]),
    )


def fault_from_json(shape: shapes.Json) -> NotAFeed:
    """The error of a document that is no feed."""
    return NotAFeed(shape["error"], tuple(FeedLink(address, title) for address, title in shape["feeds"]))


def _entry_to_json(entry: Entry) -> shapes.Json:
    return {
        "title": entry.title,
        "text": entry.body.text,
        "blocks": shapes.blocks_to_json(entry.body),
        "links": shapes.links_to_json(entry.body),
        "guid": entry.guid,
        "link": entry.link,
        "authors": entry.authors,
        "categories": entry.categories,
        "language": entry.language,
        "published": entry.published and entry.published.isoformat(),
        "updated": entry.updated and entry.updated.isoformat(),
        "enclosures": [[file.address, file.kind, file.length] for file in entry.enclosures],
    }


def _entry_from_json(shape: shapes.Json) -> Entry:
    return Entry(
        title=shape["title"],
        body=shapes.body_from_json(shape["text"], shape["blocks"], shape["links"]),
        guid=shape["guid"],
        link=shape["link"],
        authors=tuple(shape["authors"]),
        categories=tuple(shape["categories"]),
        language=shape["language"],
        published=shapes.time_from_json(shape["published"]),
        updated=shapes.time_from_json(shape["updated"]),
        enclosures=tuple(Enclosure(*file) for file in shape["enclosures"]),
    )


if __name__ == "__main__":
    serve(_answer)
