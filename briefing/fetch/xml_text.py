"""The text of an XML document made ready for a parser: nothing in it that makes one give up, or search for minutes."""

from __future__ import annotations

import re

from briefing.fetch.entities import with_sound_references

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}\?>", re.IGNORECASE)
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
_NO_CHARACTERS = tuple(character.encode() for character in "\ufffe\uffff")
_ELEMENT = re.compile(rb"<\w")
_GAP = re.compile(rb"\s+")
_LONGEST_HEAD = 20_000


def document_of(text: str) -> bytes:
    """The document in UTF-8, which it says itself."""
    document = _DECLARATION.sub("", text, count=1).encode("utf-8", "ignore")  # without halves of characters
    document = document.translate(None, _CONTROLS)
    for character in _NO_CHARACTERS:
        document = document.replace(character, b"")
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + with_sound_references(_with_short_head(document))


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
