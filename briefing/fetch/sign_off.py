"""The last line of an entry that only leads to the story itself: "The post Ice melts appeared first on The Wire"."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from briefing.core.identity import plain_link
from briefing.core.story import BlockKind, Body, Link
from briefing.fetch.html.selection import with_blocks

_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


def without_sign_off(body: Body, title: str, link: str) -> Body:
    """A body without such a line. `title` and `link` are those of its entry."""
    if len(body.blocks) < 2 or not link:
        return body
    last = body.blocks[-1]
    links = [found for found in body.links if found.start >= last.start]
    said = body.text[last.start : last.end]
    if last.kind is not BlockKind.PARAGRAPH or (len(links) != 2 and _WORD.search(said)):
        return body  # before addresses are compared, which takes longer
    own = [found for found in links if _is_same(found, link)]
    if not own:
        return body
    words = len(_WORD.findall(said))
    named = any(_WORD.findall(body.text[found.start : found.end]) == _WORD.findall(title) for found in own)
    beside = words - sum(len(_WORD.findall(body.text[found.start : found.end])) for found in links)
    host = urlsplit(link).hostname
    is_said = named and all(urlsplit(found.address).hostname == host for found in links)
    return with_blocks(body, body.blocks[:-1]) if not words or (is_said and beside <= _MOST_WORDS) else body


def _is_same(link: Link, address: str) -> bool:
    return (plain_link(link.address) or link.address) == (plain_link(address) or address)
