"""RSS 2.0 as many papers write it, read at once.

What is read is exactly what `xml_feed` reads with feedparser, in a tenth of its time. A document in which anything else
stands than the elements below is left to that: an element or attribute without a place here, one that is there twice, a
text in several languages or codings, a document type. A test compares the two.

This second reader is kept for that time alone. A feed of 30 stories takes 1.4 ms of the processor here and 16 ms there,
and all the rest of its fetch, cleaning and storing included, 12 ms: without it a fetch takes twice as long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from briefing.fetch.dates import is_day_first, moment_of
from briefing.fetch.raw import RawEnclosure, RawEntry, RawFeed, RawText
from briefing.fetch.xml_values import number, time_to_live

_CONTENT, _DC, _SY, _SLASH, _WFW, _ATOM, _MEDIA = (
    f"{address} "
    for address in (
        "http://purl.org/rss/1.0/modules/content/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/rss/1.0/modules/syndication/",
        "http://purl.org/rss/1.0/modules/slash/",
        "http://wellformedweb.org/CommentAPI/",
        "http://www.w3.org/2005/Atom",
        "http://search.yahoo.com/mrss/",
    )
)
_ANY = frozenset({"domain", "path", "port", "protocol", "registerProcedure", "rel", "role", "scheme", "title", "type"})
_ANY |= {"url", "href", "width", "height", "medium", "fileSize", "isDefault"}
"""Attributes that say nothing of how to read what is in an element."""


class _NotPlain(Exception):
    """The document has something that is not read here."""


@dataclass(frozen=True, slots=True, eq=False)
class _Kind:
    """An element: the name under which it is kept, if it is, which attributes it may have, and what stands in it.

    One with `inside` has no text of its own.
    """

    name: str = ""
    attributes: frozenset[str] = frozenset()
    inside: Mapping[str, _Kind] = field(default_factory=dict)


def _texts(**elements: str) -> dict[str, _Kind]:
    """Elements that are kept under these names, without attributes."""
    return {element: _Kind(name) for name, element in elements.items()}


def _unread(*elements: str, attributes: frozenset[str] = _ANY) -> dict[str, _Kind]:
    return {element: _Kind(attributes=attributes) for element in elements}


_ITEM = _Kind(
    "item",
    inside={
        **_texts(title="title", link="link", summary="description", content=f"{_CONTENT}encoded"),
        **_texts(published="pubDate", updated=f"{_DC}date", comments="comments"),
        "guid": _Kind("guid", frozenset({"isPermaLink"})),
        "author": _Kind("author"),
        f"{_DC}creator": _Kind("author"),
        "category": _Kind("category", frozenset({"domain"})),
        "enclosure": _Kind("enclosure", frozenset({"url", "type", "length"})),
        f"{_MEDIA}content": _Kind("picture", _ANY, _unread(f"{_MEDIA}credit", f"{_MEDIA}description")),
        **_unread(f"{_MEDIA}thumbnail", f"{_SLASH}comments", f"{_WFW}commentRss"),
    },
)
_CHANNEL = _Kind(
    inside={
        **_texts(title="title", link="link", language="language", ttl="ttl"),
        **_texts(sy_updateperiod=f"{_SY}updatePeriod", sy_updatefrequency=f"{_SY}updateFrequency"),
        "item": _ITEM,
        "image": _Kind(
            inside=_unread("url", "title", "link", "width", "height", "description", attributes=frozenset())
        ),
        f"{_ATOM}link": _Kind("other link", _ANY),
        **_unread("description", "pubDate", "lastBuildDate", "generator", "docs", "copyright", "webMaster"),
        **_unread("managingEditor", "category", "cloud", f"{_DC}date", f"{_DC}rights", f"{_SY}updateBase"),
    },
)
_DOCUMENT = _Kind(inside={"rss": _Kind("", frozenset({"version"}), {"channel": _CHANNEL})})
_ADDRESSES = frozenset({"link", "guid", "comments"})  # feedparser mends what is odd in them
_C1 = re.compile("[\x80-\x9f]")


def read(document: bytes) -> RawFeed | None:
    """The feed in a document; None where it is left to others."""
    parser = expat.ParserCreate("utf-8", " ")
    reader = _Reader()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text.append
    parser.StartNamespaceDeclHandler = reader.name_space
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(document, True)
        head = reader.head
        day_first = is_day_first(item.get(name, "") for item in reader.items for name in ("published", "updated"))
        entries = tuple([_entry(item, head.get("language", ""), day_first) for item in reader.items])
    except (_NotPlain, expat.ExpatError):
        return None
    return RawFeed(title=head.get("title", ""), site=head.get("link", ""), entries=entries, ttl=time_to_live(head))


class _Reader:
    """What the parser tells: the texts of the head and of each item, by name."""

    def __init__(self) -> None:
        self.head: dict[str, Any] = {}
        self.items: list[dict[str, Any]] = []
        self.text: list[str] = []
        self._kind = _DOCUMENT
        self._above: list[_Kind] = []
        self._into = self.head

    def refuse(self, *_: object) -> None:
        """There is a document type."""
        raise _NotPlain

    def name_space(self, _prefix: str | None, _address: str) -> None:
        """A name for others begins: for the whole document, or for a part of it that follows rules of its own."""
        if self._above:
            raise _NotPlain

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = self._kind.inside.get(element)
        if kind is None or (attributes and not kind.attributes.issuperset(attributes)):
            raise _NotPlain
        self._above.append(self._kind)
        self._kind = kind
        if self.text:
            self._end_of_gap()
        if kind is _ITEM:
            self._into = {"author": [], "category": [], "enclosure": [], "picture": []}
        elif kind.name and kind.attributes:
            self._look_at(kind.name, attributes)

    def end(self, _element: str) -> None:
        """An element ends."""
        kind, self._kind = self._kind, self._above.pop()
        if kind.inside:
            self._end_of_gap()
            if kind is _ITEM:
                self.items.append(self._into)
                self._into = self.head
        elif kind.name:
            self._keep(kind.name, "".join(self.text).strip())
        self.text.clear()

    def _end_of_gap(self) -> None:
        """What stands between elements is a gap, or a text that is not meant to be there."""
        if not all(map(str.isspace, self.text)):
            raise _NotPlain
        self.text.clear()

    def _look_at(self, name: str, attributes: dict[str, str]) -> None:
        """The attributes of an element that is kept and may have some."""
        match name:
            case "guid":
                self._into["guid is link"] = attributes.get("isPermaLink", "true") == "true"
            case "category":
                self._into["domain"] = attributes.get("domain")
            case "other link":
                if not attributes.get("href") or attributes.get("rel", "alternate").lower() == "alternate":
                    raise _NotPlain
            case _:
                self._into[name].append(attributes)

    def _keep(self, name: str, text: str) -> None:
        """The text of an element that is kept."""
        into = self._into
        if not text.isascii() and _is_coded_oddly(text):
            raise _NotPlain
        match name:
            case "author":
                into["author"].append(text)
            case "category":
                _add_category(into["category"], text, into.pop("domain"))
            case "enclosure" | "other link":
                pass  # they have no text
            case _:
                if name in into or (name in _ADDRESSES and (":///" in text or ("&" in text and ";" in text))):
                    raise _NotPlain
                into[name] = text


def _is_coded_oddly(text: str) -> bool:
    """Whether a text may mean other characters than it has: feedparser undoes a coding done twice, or as another."""
    if _C1.search(text):
        return True
    try:
        text.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True


def _add_category(known: list[tuple[str, str | None]], name: str, domain: str | None) -> None:
    """Add a category to those of an item; one that is there without a domain is not there twice."""
    if domain == "" or (domain and not name):
        raise _NotPlain
    if name and (domain or (name, None) not in known):
        known.append((name, domain))


def _entry(item: dict[str, Any], language: str, day_first: bool | None) -> RawEntry:
    title, content, comments = (item.get(name, "") for name in ("title", "content", "comments"))
    summary = item.get("summary", content)
    guid, link = item.get("guid", ""), item.get("link")
    if link is None:  # the guid stands for it, where it is an address and nothing says otherwise
        is_address = guid.lower().startswith(("http://", "https://", "/"))
        link = guid if is_address and item["guid is link"] else ""
    if not all(map(_is_picture, item["picture"])) or (
        item["picture"] and not ((title or link) and (content or summary))
    ):
        raise _NotPlain  # a file of its own, or all that there is to see
    published, updated = (moment_of(item.get(name, ""), day_first) for name in ("published", "updated"))
    return RawEntry(
        title=title,
        content=RawText(content),
        summary=RawText(summary),
        guid=guid,
        link=link,
        authors=tuple(dict.fromkeys(filter(None, item["author"]))),
        categories=tuple([name for name, _ in item["category"] if "://" not in name]),
        language=language,
        published=published or updated,
        updated=updated,
        enclosures=_enclosures(item["enclosure"]),
        comments=comments,
    )


def _is_picture(media: dict[str, str]) -> bool:
    kind, medium = media.get("type", "").lower(), media.get("medium", "")
    return medium in ("", "image") and (kind or medium).startswith("image")


def _enclosures(found: list[dict[str, str]]) -> tuple[RawEnclosure, ...]:
    files: dict[str, RawEnclosure] = {}
    for one in found:
        if not one.get("url"):
            raise _NotPlain
        kind, length = one.get("type", "").lower(), number(one.get("length", ""))
        files.setdefault(one["url"], RawEnclosure(one["url"], kind, length))
    return tuple(files.values())
