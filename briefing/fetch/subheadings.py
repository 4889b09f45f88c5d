"""The headings inside an article: pages put them into wrappers of their own, which the libraries take for its frame.

Boxes with other stories have headings, too. Those are links, or stand below another heading in their box, or come again
and again, or invite to read on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from briefing.core.story import BlockKind, Body
from briefing.fetch.html.blocks import tree_to_body
from briefing.fetch.html.selection import linked_shares, with_inserted
from briefing.fetch.html.tree import Element
from briefing.fetch.invitations import invites

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BESIDE = ("nav", "footer", "aside", "form", "figure", "a", "button", "li")
_BEGINNING = 40  # characters without spaces
_LOOKED_AT = 200
_MOST_PIECES = 50
_MOST_LINKED = 0.3
_LONGEST = 250
_MOST = 100
"""Headings of one page: each is a copy of its text."""
_UNSEEN = re.compile(r"hidden|sr-only|screen-?reader", re.IGNORECASE)


def with_headings(body: Body, root: Element, address: str) -> Body:
    """A text with those headings that its page shows right above one of its blocks, but for the first."""
    places = _places(body)
    elements = [(element, _squeezed("".join(element.itertext()))) for element in root.iter(*_HEADINGS)]
    times = Counter(words for _, words in elements)
    said = {_squeezed(body.text[block.start : block.end]) for block in body.blocks}
    found: dict[int, list[Body]] = defaultdict(list)
    for element, words in reversed(elements):  # one may stand above another
        if words in said or times[words] > 1 or not 0 < len(words) <= _LONGEST:
            continue
        behind = _text_behind(element)
        number = places.get(behind, 0)
        if number and _is_in_text(element, words) and (heading := _heading(element, address)) is not None:
            places[(words + behind)[:_BEGINNING]] = number
            found[number].insert(0, heading)
        if sum(map(len, found.values())) >= _MOST:
            break
    return with_inserted(body, found)


def _places(body: Body) -> dict[str, int]:
    """The numbers of the blocks of a text by how it goes on there."""
    numbered = [(_squeezed(body.text[one.start : one.start + _LOOKED_AT]), at) for at, one in enumerate(body.blocks)]
    return {text[:_BEGINNING]: at for text, at in reversed(numbered)}


def _is_in_text(element: Element, words: str) -> bool:
    """Whether a heading is shown, and no part of the frame nor of a box that begins with other words."""
    parent = element.getparent()
    return (
        not _UNSEEN.search(element.get("class", ""))
        and next(element.iterancestors(*_BESIDE), None) is None
        and not (element.getnext() is None and parent is not None and _begins_otherwise(parent, words))
    )


def _begins_otherwise(box: Element, words: str) -> bool:
    """Whether a box that ends with a heading holds other words, too."""
    return _squeezed("".join(box.itertext())) != words


def _heading(element: Element, address: str) -> Body | None:
    heading = tree_to_body(element, address)
    is_one = [block.kind for block in heading.blocks] == [BlockKind.HEADING]
    return heading if is_one and linked_shares(heading)[0] < _MOST_LINKED and not invites(heading.text) else None


def _text_behind(element: Element) -> str:
    """How the text that follows an element begins, without spaces."""
    said = ""
    for piece in islice(_pieces_behind(element), _MOST_PIECES):
        said += _squeezed(piece[:_LOOKED_AT])
        if len(said) >= _BEGINNING:
            break
    return said[:_BEGINNING]


def _pieces_behind(element: Element) -> Iterator[str]:
    for around in (element, *element.iterancestors()):
        yield around.tail or ""
        for beside in around.itersiblings():
            if beside.tag != "figure":
                yield from beside.itertext()
            yield beside.tail or ""


def _squeezed(text: str) -> str:
    return "".join(text.split())
