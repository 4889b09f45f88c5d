"""The standfirst of an article: the words by which a page describes itself, where it also shows them.

The libraries often take what stands in the head of an article for a part of its frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefing.core.story import Body
from briefing.fetch.html.blocks import tree_to_body
from briefing.fetch.html.selection import joined, with_blocks
from briefing.fetch.html.tree import Element

_SHORTEST = 60  # characters
_BEGINNING = 40  # characters without spaces
_LOOKED_AT = 200
_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
_INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "u"})
_BESIDE = ("nav", "footer", "aside", "form", "figcaption", "h1")
_MOST_TRIED = 10
_PHRASE = 3  # words
_SAME_SHARE = 0.5
_WORD = re.compile(r"\w+")


def with_standfirst(body: Body, root: Element, address: str) -> Body:
    """A text with the standfirst that its page shows, unless it says the same."""
    text = _squeezed(body.text)
    beginnings = list(_descriptions(root))
    if not text or any(beginning in text for beginning in beginnings):
        return body
    for beginning in beginnings:
        for element in islice(_that_begin_with(beginning, root), _MOST_TRIED):
            found = tree_to_body(element, address)
            first = with_blocks(found, found.blocks[:1])
            if first.text and not _says_the_same(first.text, body.text):
                return joined(first, body)
    return body


def _descriptions(root: Element) -> Iterator[str]:
    """How those descriptions begin that a page gives of itself."""
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or ""
        said = _squeezed(meta.get("content") or "")
        if name.lower() in _DESCRIPTIONS and len(said) >= _SHORTEST:
            yield said[:_BEGINNING]


def _that_begin_with(beginning: str, root: Element) -> Iterator[Element]:
    """The paragraphs and the like of a page that begin so, outside of its frame."""
    for element in root.iter():
        text = (element.text or "").lstrip()
        if not text.startswith(beginning[0]) or not beginning.startswith(_squeezed(text[:_LOOKED_AT])[:_BEGINNING]):
            continue
        while element.tag in _INLINE and element.getparent() is not None:
            element = element.getparent()
        is_beside = element.tag in _BESIDE or next(element.iterancestors(*_BESIDE), None) is not None
        if not is_beside and _squeezed("".join(element.itertext())).startswith(beginning):
            yield element


def _says_the_same(text: str, known: str) -> bool:
    words, said = _WORD.findall(text.casefold()), "".join(_WORD.findall(known.casefold()))
    phrases = ["".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)]
    return sum(phrase in said for phrase in phrases) >= _SAME_SHARE * len(phrases)


def _squeezed(text: str) -> str:
    return "".join(text.split())
