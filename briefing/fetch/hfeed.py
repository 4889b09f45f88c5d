"""Pages that are feeds themselves: entries marked with the classes of microformats (`h-feed`, `h-entry`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import escape
from urllib.parse import urljoin

from lxml import etree
from msgspec.structs import replace

from briefing.core import clean
from briefing.fetch import dates
from briefing.fetch.html.tree import Element, parse
from briefing.fetch.raw import RawEnclosure, RawEntry, RawFeed, RawText

_FEED = re.compile(r"""\bclass\s*=\s*["']?[^"'<>]{0,500}\bh-feed\b""", re.IGNORECASE)
_THING = re.compile(r"h(?:-[a-z0-9]+)+")
_MOST_ENTRIES = 1_000
_ADDRESSES = ("href", "src", "data", "value")
_ABOUT = ("u-in-reply-to", "u-repost-of", "u-like-of", "u-bookmark-of")
_FILES = ("u-audio", "u-video")


def read(text: str) -> RawFeed | None:
    """The feed that a page is; None where it marks none."""
    root = parse(text) if _FEED.search(text) else None
    feed = None if root is None else next((one for one in root.iter() if "h-feed" in _classes(one)), None)
    if feed is None or root is None:
        return None
    base = next((one.get("href") for one in root.iter("base") if one.get("href")), "")
    about = _Thing(feed, base)
    entries = [_Thing(one, base) for one in feed.iterdescendants() if "h-entry" in _classes(one)]
    shared = about.names("p-author")
    title = about.word("p-name") or next((_words(one) for one in root.iter("title")), "")
    language = next((code for code in (feed.get("lang"), root.get("lang")) if code), "")
    return RawFeed(
        title=title,
        title_is_html=False,
        site=about.address("u-url"),
        entries=tuple(
            _entry(entry, shared, language) for entry in entries[:_MOST_ENTRIES] if not _is_quoted(entry.element)
        ),
        links_follow_site=False,
    )


class _Thing:
    """An element that is marked as a thing, with the properties that are its own and no other thing's in it."""

    def __init__(self, element: Element, base: str) -> None:
        self.element = element
        self.base = base
        self._properties: dict[str, list[Element]] = {}
        waiting = list(reversed(element))
        while waiting:
            inner = waiting.pop()
            names = _classes(inner)
            for name in names:
                self._properties.setdefault(name, []).append(inner)
            if not any(map(_THING.fullmatch, names)):
                waiting.extend(reversed(inner))

    def all(self, name: str) -> list[Element]:
        """The elements of a property."""
        return self._properties.get(name, [])

    def word(self, name: str) -> str:
        """A property on one line."""
        return next(filter(None, map(_word_of, self.all(name))), "")

    def names(self, name: str) -> tuple[str, ...]:
        """The names of persons or of subjects, each a word or a thing with a name of its own."""
        found = (_Thing(one, self.base).word("p-name") or _word_of(one) for one in self.all(name))
        return tuple(dict.fromkeys(filter(None, found)))

    def addresses(self, name: str) -> Iterator[str]:
        """The addresses of a property."""
        for one in self.all(name):
            given = next((one.get(key) for key in _ADDRESSES if one.get(key)), "") or _Thing(one, "").address("u-url")
            if given := given or _words(one):
                yield _joined(self.base, given)

    def address(self, name: str) -> str:
        """The first of them."""
        return next(self.addresses(name), "")

    def html(self, name: str) -> str:
        """What stands inside the elements of a property."""
        return "".join(f"<div>{_inside(one)}</div>" for one in self.all(name))

    def moment(self, name: str) -> datetime | None:
        """A date."""
        for one in self.all(name):
            if moment := dates.moment_of(one.get("datetime") or one.get("title") or one.get("value") or _words(one)):
                return moment
        return None


def _entry(entry: _Thing, shared: tuple[str, ...], language: str) -> RawEntry:
    """An entry; the authors of its feed stand in where it names none."""
    content = entry.html("e-content")
    title, link = entry.word("p-name"), entry.address("u-url") or entry.address("u-uid")
    if content and title and _letters(title) == _letters(" ".join(map(_words, entry.all("e-content")))):
        title = ""  # a short note is its own name
    said = RawText(content + _pictures(entry) or _about(entry), base=entry.base)
    published, updated = entry.moment("dt-published"), entry.moment("dt-updated")
    raw = RawEntry(
        title=title,
        title_is_html=False,
        content=said,
        summary=RawText(entry.html("p-summary"), base=entry.base),
        guid=entry.address("u-uid") or link,
        link=link,
        authors=entry.names("p-author") or shared,
        categories=entry.names("p-category"),
        language=entry.element.get("lang") or language,
        published=published or updated,
        updated=updated,
        enclosures=tuple(RawEnclosure(address) for name in _FILES for address in entry.addresses(name)),
    )
    if title or said.value or raw.summary.value:
        return raw
    return replace(raw, title=clean.line(_words(entry.element), clean.LINE_LIMIT))


def _pictures(entry: _Thing) -> str:
    """The photos of an entry that do not stand in its text."""
    inside = {one for text in entry.all("e-content") for one in text.iter("img")}
    photos = [one for one in entry.all("u-photo") if one not in inside]
    return "".join(
        f'<p><img src="{escape(one.get("src") or one.get("href") or "")}" alt="{escape(one.get("alt") or "")}"></p>'
        for one in photos
    )


def _about(entry: _Thing) -> str:
    """A line with a link to what an entry without a text answers, likes or passes on."""
    addresses = dict.fromkeys(address for name in _ABOUT for address in entry.addresses(name))
    return "".join(f'<p><a href="{escape(one)}">{escape(one)}</a></p>' for one in addresses)


def _joined(base: str, address: str) -> str:
    """An address beside the page's own base, which may itself be relative."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _is_quoted(entry: Element) -> bool:
    """Whether an entry is a part of another thing, as an answer below it is, and no entry of the feed."""
    for outer in entry.iterancestors():
        names = _classes(outer)
        if "h-feed" in names:
            return False
        if any(map(_THING.fullmatch, names)):
            return True
    return False


def _word_of(element: Element) -> str:
    """The word that an element stands for."""
    if element.tag == "img":
        return clean.line(element.get("alt") or "")
    given = element.get("title") if element.tag == "abbr" else element.get("value") if element.tag == "data" else ""
    return clean.line(given or "") or _words(element)


def _words(element: Element) -> str:
    return clean.line(" ".join(element.itertext()), clean.LINE_LIMIT)


def _letters(text: str) -> str:
    return "".join(text.split())


def _inside(element: Element) -> str:
    pieces = [escape(element.text or "")]
    pieces += (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return "".join(pieces)
