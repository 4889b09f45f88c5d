"""Lists of feeds as OPML, the form in which readers hand them to one another.

Files of other programs are often no proper XML (bare ampersands, wrong encodings), and hostile ones use XML's entities;
so they are read as web pages are, where an entity can be nothing but a character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape, unescape

from lxml import etree

from briefing.core import clean
from briefing.core.address_input import feed_address, typed_addresses
from briefing.core.errors import FetchError
from briefing.core.formatting import counted
from briefing.fetch.addresses import absolute, without_login
from briefing.fetch.charset import decode
from briefing.fetch.entries import title_line
from briefing.fetch.formats import OUTLINE_TYPES
from briefing.fetch.html.tree import Element, parse

LARGEST = 10_000_000
_MOST_FEEDS = 10_000
_BETWEEN_GROUPS = " / "
_NAMESPACE = "urn:briefing:feeds"
_PREFIX = "briefing:"
_SETTINGS = ("every", "full_text", "max_items", "user_agent")  # a stranger's file may say these, and nothing else
_DEEPEST = 20
_OF_NAMESPACE = re.compile(r"<(/?)[\w.-]{1,50}:(?=(?:opml|head|body|outline)\b)", re.IGNORECASE)
_SETTING_OF_TTRSS = frozenset({"pref-name", "filter-type", "label-name"})


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of a list, clean. `settings` are as feeds.yaml would say them, and not checked; `site` may be empty."""

    url: str
    title: str = ""
    groups: tuple[str, ...] = ()
    site: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outlines:
    """The feeds of a list, each address once, and a sentence for each thing that was not taken over."""

    feeds: tuple[Outline, ...]
    left_out: tuple[str, ...] = ()


def read_opml(document: bytes, name: str = "this file", content_type: str = "") -> Outlines:
    """The feeds of an OPML document, groups joined by ` / `. Raises FetchError where it is none."""
    text = _text_of(document, name, content_type)
    feeds: dict[str, Outline] = {}
    left_out: list[str] = []
    counts: Counter[str] = Counter()
    for element, group in _outlines(text):
        outline, problem = _outline(element, group)
        if outline is None and _SETTING_OF_TTRSS.intersection(element.attrib):
            counts["settings"] += 1
        elif outline is None:
            counts["nameless"] += not problem
            left_out += [problem] if problem else []
        elif outline.url in feeds:
            groups = tuple(dict.fromkeys((*feeds[outline.url].groups, *outline.groups)))
            counts["several"] += groups == feeds[outline.url].groups
            feeds[outline.url] = replace(feeds[outline.url], groups=groups)
        elif len(feeds) < _MOST_FEEDS:
            feeds[outline.url] = outline
        else:
            counts["too many"] += 1
    if "</opml" not in text.lower():
        left_out.append("what may have followed: the list breaks off before its end")
    found = tuple(feeds.values())
    return Outlines(
        found if _NAMESPACE in text else _without_groups_of_one(found), (*left_out, *_counted_problems(counts))
    )


def _text_of(document: bytes, name: str, content_type: str) -> str:
    """The text of an OPML document, its elements without a prefix. Raises FetchError where it is none."""
    if len(document) > LARGEST:
        raise FetchError(f"{name} is too large for a list of feeds ({len(document) // 1_000_000} MB)")
    if not document.strip():
        raise FetchError(f"{name} is empty")
    text = _OF_NAMESPACE.sub(r"<\1", decode(document, content_type))
    if "<opml" not in text.lower():
        raise FetchError(f"{name} is not an OPML list of feeds")
    return text


def _counted_problems(counts: Counter[str]) -> Iterator[str]:
    if counts["several"]:
        yield f"{counted(counts['several'], 'feed')} listed more than once: added once"
    if counts["settings"]:
        yield "the settings and filters of Tiny Tiny RSS"
    if counts["nameless"]:
        yield f"{counted(counts['nameless'], 'outline')} with neither a name nor an address"
    if counts["too many"]:
        yield f"{counted(counts['too many'], 'feed')} beyond the first {_MOST_FEEDS:,}"


def write_opml(outlines: Iterable[Outline], with_logins: bool = False) -> str:
    """An OPML document. Names and passwords in addresses are left out unless they are asked for."""
    groups: dict[str, list[str]] = {}
    for outline in outlines:
        address = outline.url if with_logins else without_login(outline.url)
        title = _read_once(outline.title)
        said = {"type": "rss", "text": title, "title": title, "xmlUrl": address}
        if outline.site:
            said["htmlUrl"] = outline.site
        said |= {f"{_PREFIX}{key}": outline.settings[key] for key in _SETTINGS if key in outline.settings}
        for group in outline.groups or ("",):
            groups.setdefault(group, []).append(f"{_element(said)}/>")
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<opml version="2.0" xmlns:briefing="{_NAMESPACE}">',
            "<head><title>Feeds of Briefing</title></head>",
            "<body>",
            *(line for group, lines in groups.items() for line in _in_groups(group, lines)),
            "</body>",
            "</opml>",
            "",
        )
    )


def _outlines(text: str) -> Iterator[tuple[Element, str]]:
    """Each outline that holds no other, with the group it stands in."""
    root = parse(text)
    path: list[str] = []
    for event, element in () if root is None else etree.iterwalk(root, events=("start", "end"), tag="outline"):
        if event == "end":
            path.pop()
            continue
        is_feed = len(element) == 0 or element.get("xmlurl") is not None
        if is_feed:
            yield element, _BETWEEN_GROUPS.join(name for name in path[:_DEEPEST] if name)
        path.append("" if is_feed else _name(element))


def _without_groups_of_one(outlines: tuple[Outline, ...]) -> tuple[Outline, ...]:
    """The feeds of a program that puts each into a folder of its own name, out of such folders."""
    sizes = Counter(group for outline in outlines for group in outline.groups)
    return tuple(
        replace(outline, groups=()) if outline.groups == (outline.title,) and sizes[outline.title] == 1 else outline
        for outline in outlines
    )


def _outline(element: Element, group: str) -> tuple[Outline | None, str]:
    """The feed of an outline, or why it is none; nothing of what has neither a name nor an address."""
    said = element.attrib
    kind = said.get("type", "").lower()
    address = said.get("xmlurl") or (said.get("url", "") if kind in OUTLINE_TYPES else "")
    address = address.replace("&amp;", "&")  # some programs escape twice
    name = _name(element) or clean.shown_address(address)
    if not name:
        return None, ""
    if not address:
        return None, f"{name}: it has no address of a feed"
    if kind and kind not in OUTLINE_TYPES:
        return None, f"{name}: it is not a feed but of the kind {clean.line(kind, 40)}"
    address = unescape(address) if "&amp;" in address else address  # escaped twice, as Tiny Tiny RSS does
    url = absolute(address) or next(map(absolute, typed_addresses(address)), "")
    if not url:
        return None, f"{name}: its address is not a web address"
    settings = {key: clean.line(said[_PREFIX + key]) for key in _SETTINGS if said.get(_PREFIX + key)}
    groups = (clean.line(group),) if group else _categories(said.get("category", ""))
    title = "" if absolute(name) == without_login(url) else _name(element)  # many write the address of one without
    return Outline(
        feed_address(url), title, tuple(filter(None, groups)), absolute(said.get("htmlurl", "")), settings
    ), ""


def _name(element: Element) -> str:
    return title_line(element.get("title") or element.get("text") or "", is_html=False)


def _read_once(title: str) -> str:
    """A title so written that reading it gives it back: references inside a title are taken for escaped twice."""
    return title if title_line(title, is_html=False) == title else title.replace("&", "&amp;")


def _categories(categories: str) -> tuple[str, ...]:
    """`/Energy/Oil,Trade` as the groups `Energy / Oil` and `Trade`."""
    names = (_BETWEEN_GROUPS.join(filter(None, map(clean.line, one.split("/")))) for one in categories.split(","))
    return tuple(dict.fromkeys(filter(None, names)))


def _in_groups(group: str, lines: Iterable[str]) -> Iterator[str]:
    names = group.split(_BETWEEN_GROUPS) if group else []
    for name in names:
        written = _read_once(name)
        yield _element({"text": written, "title": written}) + ">"
    yield from lines
    yield from ["</outline>"] * len(names)


def _element(attributes: Mapping[str, str]) -> str:
    return "<outline" + "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
