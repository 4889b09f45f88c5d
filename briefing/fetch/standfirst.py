"""The standfirst of an article: what its page shows between the title and the text, or by which it describes itself.

The libraries often take what stands in the head of an article for a part of its frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from msgspec.structs import replace

from briefing.core.story import BlockKind, Body
from briefing.fetch.html.blocks import tree_to_body
from briefing.fetch.html.selection import joined, linked_shares, with_blocks
from briefing.fetch.html.tree import Element

_SHORTEST = 60  # characters
_SHORTEST_NAMED = 30  # characters
_LONGEST = 800  # characters
_BEGINNING = 40  # characters without spaces
_LONGEST_PLACE = 25  # characters without spaces
_LOOKED_AT = 200
_MOST_PIECES = 50
_FARTHEST = 150  # elements
_NEAR = 3  # elements around one
_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
_NAMES = frozenset(
    {"abstract", "chapo", "deck", "dek", "epigraph", "excerpt", "ingress", "intro", "lead", "lede", "standfirst"}
    | {"strapline", "subhead", "subheader", "subheading", "subheadline", "subtitle", "subtitles", "summary"}
)
"""What pages call a standfirst, in their classes."""
_OTHERS = frozenset(
    {"caption", "comment", "comments", "gallery", "image", "media", "photo", "picture", "promo", "related"}
    | {"newsletter", "paywall", "subscribe", "subscription", "video"}
)
"""What such words may be about, too: "lead-image", "subscribe-summary"."""
_INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "u"})
_BESIDE = ("nav", "footer", "aside", "form", "figure", "figcaption", "button", "time", "h1")
_MOST_LINKED = 0.3
_MOST_TRIED = 10
_PHRASE = 3  # words
_SAME_SHARE = 0.5
_WORD = re.compile(r"\w+")
_WORD_OF_CLASS = re.compile(r"[A-Z]?[a-z]+")


def with_standfirst(body: Body, root: Element, address: str) -> Body:
    """A text with the standfirst that its page shows, unless it says the same."""
    if not body.text:
        return body
    for element in chain(_as_described(body, root), islice(_named_so(body, root), _MOST_TRIED)):
        first = _first_paragraph(element, address)
        if first.text and not _says_the_same(first.text, body.text):
            return joined(first, body)
    return body


def _first_paragraph(element: Element, address: str) -> Body:
    """The first block of an element, as a paragraph, for many standfirsts stand in headings; empty if it is links."""
    found = tree_to_body(element, address)
    first = with_blocks(found, found.blocks[:1])
    if any(share > _MOST_LINKED for share in linked_shares(first)):
        return Body("")
    return Body(first.text, tuple(replace(block, kind=BlockKind.PARAGRAPH) for block in first.blocks), first.links)


def _named_so(body: Body, root: Element) -> Iterator[Element]:
    """What stands between the title of a page and its text, and is called a standfirst in its class."""
    for element in _below_title(body, root):
        if _class_words(element) & _NAMES and not _is_beside(element):
            around = chain.from_iterable(map(_class_words, islice(element.iterancestors(), _NEAR)))
            size = len(" ".join("".join(element.itertext()).split()))
            if _SHORTEST_NAMED <= size <= _LONGEST and _OTHERS.isdisjoint({*_class_words(element), *around}):
                yield element


def _class_words(element: Element) -> set[str]:
    return {word.lower() for word in _WORD_OF_CLASS.findall(element.get("class", ""))}


def _below_title(body: Body, root: Element) -> Sequence[Element]:
    """The elements between the first words of a text and the last title above them, as far as they are near that."""
    begins = _first_words(body)
    found: list[Element] | None = None
    for element in root.iter():
        if element.tag == "h1":
            found = []
        elif found is not None:
            if begins and _begins(element, begins) and begins in _beginning(_around_inline(element)):
                return found
            if len(found) < _FARTHEST:
                found.append(element)
    return ()


def _first_words(body: Body) -> str:
    """How the first paragraph of a text begins that is no picture; empty where there is none."""
    paragraphs = (body.text[b.start : b.end] for b in body.blocks if b.kind is BlockKind.PARAGRAPH)
    first = next((text for text in paragraphs if not text.startswith("[")), "")
    return _squeezed(first[:_LOOKED_AT])[:_BEGINNING]


def _is_beside(element: Element) -> bool:
    return element.tag in _BESIDE or next(element.iterancestors(*_BESIDE), None) is not None


def _as_described(body: Body, root: Element) -> Iterator[Element]:
    """The paragraphs and the like that say how the page describes itself, unless the text says that."""
    text = _squeezed(body.text)
    beginnings = list(_descriptions(root))
    if not any(beginning in text for beginning in beginnings):
        for beginning in beginnings:
            yield from islice(_that_begin_with(beginning, root), _MOST_TRIED)


def _descriptions(root: Element) -> Iterator[str]:
    """How those descriptions begin that a page gives of itself."""
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or ""
        said = _squeezed(meta.get("content") or "")
        if name.lower() in _DESCRIPTIONS and len(said) >= _SHORTEST:
            yield said[:_BEGINNING]


def _that_begin_with(beginning: str, root: Element) -> Iterator[Element]:
    """The paragraphs and the like of a page that begin so, outside of its frame; a place may stand before it."""
    for element in root.iter():
        if _begins(element, beginning):
            whole = _around_inline(element)
            if not _is_beside(whole) and beginning in _beginning(whole, _BEGINNING + _LONGEST_PLACE):
                yield whole


def _begins(element: Element, beginning: str) -> bool:
    """Whether an element's own words may be the first of these, or all of them."""
    text = (element.text or "").lstrip()
    return text.startswith(beginning[0]) and beginning.startswith(_squeezed(text[:_LOOKED_AT])[:_BEGINNING])


def _around_inline(element: Element) -> Element:
    while element.tag in _INLINE and element.getparent() is not None:
        element = element.getparent()
    return element


def _beginning(element: Element, length: int = _BEGINNING) -> str:
    """How the words of an element begin, without spaces."""
    said = ""
    for piece in islice(element.itertext(), _MOST_PIECES):
        said += _squeezed(piece[:_LOOKED_AT])
        if len(said) >= length:
            break
    return said[:length]


def _says_the_same(text: str, known: str) -> bool:
    words, said = _WORD.findall(text.casefold()), "".join(_WORD.findall(known.casefold()))
    phrases = ["".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)]
    return sum(phrase in said for phrase in phrases) >= _SAME_SHARE * len(phrases)


def _squeezed(text: str) -> str:
    return "".join(text.split())
