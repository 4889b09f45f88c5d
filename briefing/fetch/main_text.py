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

from briefing.core.story import Block, BlockKind, Body
from briefing.fetch.html.selection import blocks_within, linked_shares, with_some
from briefing.fetch.invitations import without_invitations
from briefing.fetch.libraries import ParsedPage
from briefing.fetch.standfirst import with_standfirst
from briefing.fetch.subheadings import with_headings

_AGREE = 0.8
_MUCH_MORE = 1.5
_FAR_MORE = 10
_A_LITTLE_MORE = 1.05
_COVERED = 0.9
_FEWEST_WORDS = 40
_BEGINNING = 50  # characters
_SURE = 300  # characters
_MOST_PROSE = 0.9
_HARDLY_ELSE = 0.85
_SHORTEST_STANDFIRST = 80  # characters
_LONGEST_NOTICE = 40
_MOST_LINKED = 0.3
_ALL_LINKED = 0.9
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
    if is_thread or page.root is None:
        return posts.body if is_thread else article.body
    parts = Finding(page.parts(article.body.text))
    body = parts.body if article.in_most(parts) and parts.size > article.size else article.body
    whole = with_standfirst(with_headings(body, page.root, page.address), page.root, page.address)
    return without_invitations(whole)


def _article(page: ParsedPage) -> Body:
    readable = Finding(page.by_readability())
    if _is_whole(readable, page):
        return readable.body
    wide = Finding(page.by_trafilatura(wide=True))
    if _is_all_at_once(wide, page):
        wide = Finding(Body(""))
    if readable.agrees(wide) and wide.size >= _FEWEST_WORDS:
        return _smaller(wide, readable, page)
    precise = Finding(page.by_trafilatura())
    if precise.agrees(readable) and (precise.size >= _FEWEST_WORDS or wide.size < _FEWEST_WORDS):
        return _smaller(precise, readable, page)  # else the few words may be a notice
    if readable.agrees(wide):
        return readable.body
    # Both readings of one library may take the same notice for the article.
    holds_more = readable.size > _FAR_MORE * precise.size or (
        readable.size > _MUCH_MORE * precise.size and precise.in_most(readable)
    )
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


def _is_all_at_once(found: Finding, page: ParsedPage) -> bool:
    """Whether a finding is no article but all words of a page in one block: a library that finds next to nothing."""
    return len(found.body.blocks) == 1 and found.size >= _FEWEST_WORDS and _in_words_of(found, page.body()) is None


def _smaller(found: Finding, readable: Finding, page: ParsedPage) -> Body:
    """The smaller of two findings that agree, with what readability drops of the other and without what it adds."""
    body = readable.body
    if readable.size > found.size * _A_LITTLE_MORE:
        body = _in_words_of(found, body) or _in_words_of_page(found, page)
    if dropped := list(_dropped(readable.body, found.body)):
        complete = Finding(Body("\n\n".join([body.text, *dropped])))
        body = _without_lists_of_links(_in_words_of(complete, page.body()), body) or body
    return _without_notices(body, found.body)


def _dropped(readable: Body, other: Body) -> Iterator[str]:
    """What readability often drops: tables, a standfirst, items of lists between what it takes."""
    held = _held(other, readable)
    first, last = min(held, default=0), max(held, default=0)
    for number, block in enumerate(other.blocks):
        text = other.text[block.start : block.end]
        is_standfirst = number < first and block.kind is BlockKind.PARAGRAPH and len(text) >= _SHORTEST_STANDFIRST
        is_item = first < number < last and block.kind is BlockKind.ITEM
        if (number not in held and (is_standfirst or is_item)) or (
            block.kind is BlockKind.TABLE and text not in readable.text
        ):
            yield text


def _without_lists_of_links(complete: Body | None, readable: Body) -> Body | None:
    """A text with what was dropped, but without those lists that lead to other stories."""
    if complete is None:
        return None
    held = _held(complete, readable)
    blocks = enumerate(zip(complete.blocks, linked_shares(complete), strict=True))
    return with_some(
        complete,
        [at in held or block.kind is not BlockKind.ITEM or share <= _ALL_LINKED for at, (block, share) in blocks],
    )


def _without_notices(body: Body, other: Body) -> Body:
    """A body without the very short and the linked paragraphs at its end that another does not have."""
    last = max(_held(body, other), default=len(body.blocks))
    blocks = enumerate(zip(body.blocks, linked_shares(body), strict=True))
    return with_some(body, [at <= last or not _is_notice(body, block, share) for at, (block, share) in blocks])


def _is_notice(body: Body, block: Block, share: float) -> bool:
    text = body.text[block.start : block.end]
    is_plain = block.kind is BlockKind.PARAGRAPH and not _PICTURE.match(text)
    return is_plain and (len(text) < _LONGEST_NOTICE or share > _MOST_LINKED)


def _held(body: Body, other: Body) -> set[int]:
    """The numbers of those blocks of a body that another one has, too, by how they begin."""
    text = "".join(other.text.split())
    beginnings = (body.text[block.start : block.end][:_BEGINNING] for block in body.blocks)
    return {number for number, beginning in enumerate(beginnings) if "".join(beginning.split()) in text}


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
