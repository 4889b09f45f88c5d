"""HTML cut into text, start tags and end tags.

The standard library's parser takes quadratic time on broken input, so this one is our own: every character is passed
once, nothing recurses, and any text is accepted, with the outcomes that browsers give for broken tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefing.fetch.entities import decoded

_TAG_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_BETWEEN = re.compile(r"[\s/=]*+")
_ATTRIBUTE = re.compile(r"([^\s=>/]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?")
_COMMENT_END = re.compile(r"--!?>")
_RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea"})
_NAME_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, with their references decoded."""

    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """A start tag; names are in lower case, values decoded. `is_empty` says that it ends itself, as in XML."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """An end tag."""

    name: str


Token = Text | Start | End


def tokens(source: str) -> Iterator[Token]:
    """The tokens of a document. What scripts, styles and comments hold is left out."""
    position, length = 0, len(source)
    while position < length:
        opening = source.find("<", position)
        if opening < 0:
            yield Text(decoded(source[position:]))
            return
        closes = source.startswith("/", opening + 1)
        name_match = _TAG_NAME.match(source, opening + 1 + closes)
        if name_match is None and not (closes or source.startswith(("!", "?"), opening + 1)):
            yield Text(decoded(source[position : opening + 1]))  # a lone less-than sign
            position = opening + 1
            continue
        if opening > position:
            yield Text(decoded(source[position:opening]))
        if name_match is None:
            position = _after_comment(source, opening)
            continue
        name = name_match[0][:_NAME_LIMIT].lower()
        attributes, position, is_empty = _attributes(source, name_match.end())
        if position > length:
            return  # the document ends inside a tag
        if closes:
            yield End(name)
            continue
        yield Start(name, attributes, is_empty)
        if name in _RAW_TEXT:
            position = _after_raw_text(source, name, position)


def _attributes(source: str, position: int) -> tuple[dict[str, str], int, bool]:
    """The attributes from here on, the position after the tag, and whether it ends itself.

    The position is one beyond the text if the tag is never closed.
    """
    found: dict[str, str] = {}
    while True:
        position = _BETWEEN.match(source, position).end()  # type: ignore[union-attr]  # it matches nothing, too
        if position >= len(source):
            return found, len(source) + 1, False
        if source[position] == ">":
            return found, position + 1, source[position - 1] == "/"
        match = _ATTRIBUTE.match(source, position)
        if match is None:
            return found, position + 1, False
        value = match[2] or ""
        if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
            value = value[1:-1]
        found.setdefault(match[1][:_NAME_LIMIT].lower(), decoded(value))
        position = match.end()


def _after_comment(source: str, opening: int) -> int:
    if source.startswith("<!--", opening):
        if source.startswith((">", "->"), opening + 4):
            return source.index(">", opening) + 1
        end = _COMMENT_END.search(source, opening + 4)
        return len(source) if end is None else end.end()
    end_of_bogus = source.find(">", opening)
    return len(source) if end_of_bogus < 0 else end_of_bogus + 1


def _after_raw_text(source: str, name: str, position: int) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, position)
    return len(source) if end is None else end.start()
