"""The text of an XML document made ready for a parser: nothing in it that makes one give up, or search for minutes."""

from __future__ import annotations

import re
from html.entities import name2codepoint

from briefing.fetch.entities import with_sound_references

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>", re.IGNORECASE)
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
_NO_CHARACTERS = tuple(character.encode() for character in "\ufffe\uffff")
_ELEMENT = re.compile(rb"<\w")
_GAP = re.compile(rb"\s+")
_LONGEST_HEAD = 20_000
_NO_XML = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\w{1,40});)(?:(\w{1,40});)?")
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"


def document_of(text: str) -> bytes:
    """The document in UTF-8, which it says itself."""
    document = _DECLARATION.sub("", text, count=1).encode("utf-8", "ignore")  # without halves of characters
    document = document.translate(None, _CONTROLS)
    for character in _NO_CHARACTERS:
        document = document.replace(character, b"")
    document = _with_short_head(_with_references_of_xml(document))
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + with_sound_references(document)


def _with_references_of_xml(document: bytes) -> bytes:
    """A document whose bare `&` are escaped, and whose names of HTML are numbers: the commonest faults of feeds.

    feedparser makes `AT&T;` of `AT&T`, and reads addresses wrongly beside them.
    """
    text, *sections = document.split(_CDATA)
    parts = [_NO_XML.sub(_reference_of_xml, text)]
    for section in sections:
        literal, end, text = section.partition(_CDATA_END)
        parts += [_CDATA, literal, end, _NO_XML.sub(_reference_of_xml, text)]
    return b"".join(parts)


def _reference_of_xml(match: re.Match[bytes]) -> bytes:
    if match[1] is None:
        return b"&amp;"
    number = name2codepoint.get(match[1].decode())
    return match[0] if number is None else b"&#%d;" % number  # what is left may be named by the document itself


def _with_short_head(text: bytes) -> bytes:
    """A document with little in front of its first element, and no gaps there.

    feedparser searches there in quadratic time, in which nothing else of the program runs: 500 KB of empty lines took
    twelve minutes.
    """
    first = _ELEMENT.search(text)
    if first is None:
        return text
    head = _GAP.sub(lambda gap: b"\n" if b"\n" in gap[0] else b" ", text[: first.start()])
    return (head if len(head) <= _LONGEST_HEAD else b"") + text[first.start() :]
