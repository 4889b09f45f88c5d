"""The article among all that a page shows: what two libraries take for it, and which of them to believe.

Where readability has found nearly all paragraphs of the page that read like prose, and hardly anything else, it is
right, and the other is not asked. Else they are weighed by the words that they find. Where both find nearly the same,
the smaller finding is right: the rest is menus or notices. Where they differ, the one that a third reading agrees with
is believed, else the larger one. The text itself is then taken from the page, block by block, for the libraries join
words at links and drop tables and code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefing.core.story import BlockKind, Body
from briefing.fetch.html.selection import blocks_within
from briefing.fetch.libraries import ParsedPage

_AGREE = 0.8
_MUCH_MORE = 1.5
_A_LITTLE_MORE = 1.05
_COVERED = 0.9
_FEWEST_WORDS = 40
_BEGINNING = 50  # characters
_SURE = 300  # characters
_MOST_PROSE = 0.9
_HARDLY_ELSE = 0.85
_WORD = re.compile(r"\w+")
_PICTURE = re.compile(r"\[(?:image|video|audio|embedded)\b[^\]]*\]")


@dataclass(frozen=True)
class Finding:
    """What a library takes for the article."""

    body: Body

    @cached_property
    def words(self) -> Counter[str]:
        """Its words and how often each stands there."""
        return Counter(_WORD.findall(_PICTURE.sub(" ", self.body.text).lower()))

    @cached_property
    def size(self) -> int:
        """The number of its words."""
        return self.words.total()

    def in_most(self, other: Finding) -> bool:
        """Whether most of its words are those of the other."""
        return (self.words & other.words).total() >= _AGREE * self.size

    def agrees(self, other: Finding) -> bool:
        """Whether both find nearly the same words."""
        larger = max(self.size, other.size)
        return larger > 0 and (self.words & other.words).total() >= _AGREE * larger


def main_text(page: ParsedPage) -> Body:
    """The text of the article of a page, or of a thread that holds it; empty where none is found."""
    article, posts = Finding(_article(page)), Finding(page.posts())
    is_thread = posts.size > article.size and article.in_most(posts)
    return posts.body if is_thread else article.body


def _article(page: ParsedPage) -> Body:
    readable = Finding(page.by_readability())
    if _is_whole(readable, page):
        return readable.body
    wide = Finding(page.by_trafilatura(wide=True))
    if readable.agrees(wide) and wide.size >= _FEWEST_WORDS:
        return _smaller(wide, readable, page)
    precise = Finding(page.by_trafilatura())
    if precise.agrees(readable) and (precise.size >= _FEWEST_WORDS or wide.size < _FEWEST_WORDS):
        return _smaller(precise, readable, page)  # else the few words may be a notice
    if readable.agrees(wide):
        return readable.body
    holds_more = readable.size > _MUCH_MORE * precise.size and precise.in_most(readable)
    if precise.agrees(wide) and not holds_more:
        best = precise
    else:
        # What the less strict reading finds on a short page may be its menu.
        others = (readable, wide) if wide.size >= _FEWEST_WORDS else (readable,)
        best = max((precise, *others), key=lambda found: found.size)
    return best.body if best is readable else _in_words_of_page(best, page)


def _is_whole(found: Finding, page: ParsedPage) -> bool:
    """Whether a finding holds nearly all prose of a page and hardly anything else: then nobody else is asked."""
    text, length = "".join(found.body.text.split()), len(found.body.text)
    prose = page.prose()
    held = sum(len(line) for line in prose if line[:_BEGINNING].replace(" ", "") in text)
    has_what_it_drops = page.has_tables and not any(_tables(found.body))
    return (
        length >= _SURE
        and held >= max(_MOST_PROSE * sum(map(len, prose)), _HARDLY_ELSE * length)
        and not has_what_it_drops
    )


def _smaller(found: Finding, readable: Finding, page: ParsedPage) -> Body:
    """The smaller of two findings that agree, with the tables of either."""
    if readable.size > found.size * _A_LITTLE_MORE:
        return _in_words_of(found, readable.body) or _in_words_of_page(found, page)
    tables = [table for table in _tables(found.body) if table not in readable.body.text]
    if not tables:
        return readable.body
    complete = Finding(Body("\n\n".join([readable.body.text, *tables])))
    return _in_words_of(complete, page.body()) or readable.body


def _in_words_of_page(found: Finding, page: ParsedPage) -> Body:
    """A finding in the page's own blocks; as it is where the page's blocks are others."""
    if found.size < _FEWEST_WORDS:
        return found.body
    return _in_words_of(found, page.body()) or found.body


def _in_words_of(found: Finding, source: Body) -> Body | None:
    """The blocks of a fuller text that hold a finding; None where they hold much less or more."""
    chosen = Finding(blocks_within(source, found.body.text))
    common = (chosen.words & found.words).total()
    prose = sum(block.kind is not BlockKind.CODE for block in chosen.body.blocks)
    is_same = common >= _COVERED * found.size and (common >= _COVERED * chosen.size or not prose)
    return chosen.body if is_same else None


def _tables(body: Body) -> Iterator[str]:
    """Tables, which readability drops where they are small."""
    return (body.text[block.start : block.end] for block in body.blocks if block.kind is BlockKind.TABLE)
