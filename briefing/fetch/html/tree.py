"""HTML as a tree of elements, as libxml2 reads it, after what would make it lose text is mended."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from briefing.core import clean
from briefing.fetch.entities import with_clean_references

Element = Any
"""An element of lxml, which has no types of its own."""

_DEEPEST = 1_500  # libxml2 gives up at 2,048 elements in one another, and leaves out all that comes after
_SOURCE_LIMIT = 5_000_000
_MOST_ATTRIBUTES = 1_000
OPTIONS = {
    "huge_tree": True, "remove_comments": True, "remove_pis": True, "no_network": True, "encoding": "utf-8",
    "recover": True,
}  # fmt: skip
_PARSER = etree.HTMLParser(**OPTIONS)
_ALONE = (
    *("iframe", "video", "audio", "canvas", "textarea", "button", "select", "noscript", "map", "object", "svg"),
    *("title", "template", "datalist", "noembed", "noframes", "math"),
)
_NESTING = ("object", "svg")
_ALONE_START = re.compile(
    rf"<({'|'.join(_ALONE)}|script(?=[^<>]*?\ssrc\s*=))\b[^<>]*>",  # a script from elsewhere holds nothing itself
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_NOT_DEEPER = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "tr", "td", "th", "option"}
)
_CONTROLS = bytes({*range(9), *range(14, 32), 127})  # libxml2 would show them as U+FFFD
_TO_SPACES = bytes.maketrans(b"\x0b\x0c", b"  ")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_STREAMED = re.compile(r"S:\w+$")


def parse(html: str, parser: Element = _PARSER) -> Element | None:
    """The root of a document or of a piece of one; None where there is nothing. Never raises."""
    source = with_clean_references(_LONG_TAG.sub(_with_few_attributes, _with_ends(html[:_SOURCE_LIMIT])))
    root = _parse_html(source, parser)
    if parser.error_log and parser.error_log[-1].type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        root = _parse_html(without_depths(source, _DEEPEST), parser)
    return root


def _parse_html(source: str, parser: Element) -> Element | None:
    try:
        return etree.fromstring(source.encode("utf-8", "replace").translate(_TO_SPACES, _CONTROLS), parser)
    except (etree.LxmlError, ValueError):
        return None


def without_depths(html: str, deepest: int, names: frozenset[str] = frozenset()) -> str:
    """The document without tags that stand in more than `deepest` others, but with the text in them.

    With `names` only such elements count and are left out.
    """
    depth = 0

    def keep_shallow(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if tag[3] or name in _NOT_DEEPER or (names and name not in names):
            return tag[0]
        depth = max(0, depth - 1) if tag[1] else depth + 1
        return tag[0] if depth + bool(tag[1]) <= deepest else ""

    return _TAG.sub(keep_shallow, html)


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show the element.

    What a page streams in is hidden until its script moves it, and so is what a search in the page may open.
    """
    if element.get("hidden") is not None:
        return element.get("hidden") != "until-found" and not _STREAMED.match(element.get("id", ""))
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def words_of(element: Element) -> str:
    """All text that an element holds, on one line."""
    return clean.line("".join(element.itertext()), clean.LINE_LIMIT)


def _with_ends(html: str) -> str:
    """The document with end tags for elements that have none and would swallow all that follows."""
    if _ALONE_START.search(html) is None:
        return html
    lower = html.lower()
    ends: dict[str, int] = {}

    def with_end(start: re.Match[str]) -> str:
        name = start[1].lower()
        position = ends.get(name, -1)
        if position < start.end() and position != len(html):
            found = lower.find(f"</{name}", start.end())
            position = ends[name] = len(html) if found < 0 else found
        if position < len(html) and (name in _NESTING or lower.find(f"<{name}", start.end(), position) < 0):
            return start[0]
        return f"{start[0]}</{name}>"

    return _ALONE_START.sub(with_end, html)


def _with_few_attributes(tag: re.Match[str]) -> str:
    """A start tag with an endurable number of attributes, for libxml2 compares each with all others."""
    parts = re.split(r"(?<=[\s\"'])(?=[^\s=>\"']+=)", tag[0], maxsplit=_MOST_ATTRIBUTES)
    return "".join(parts[:_MOST_ATTRIBUTES])
