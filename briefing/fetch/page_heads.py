"""What stands above the first words of a page's story: its title again, names and times, the way to its section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.core.story import Block, BlockKind, Body
from briefing.fetch.html.selection import linked_shares, with_some
from briefing.fetch.page_dates import names_day

_LONGEST = 120  # characters
_MOST_BESIDE = 7  # words
_LONGEST_BESIDE = 45  # letters
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_PROSE = 80
_ALL_LINKED = 0.9
_MOST = 12
"""Blocks above the second paragraph; a standfirst may stand over the names."""
_CLOCK = re.compile(
    r"\b[0-2]?\d(?:[:h][0-5]\d\b|\.[0-5]\d\s?(?:uhr|[ap]\.?m\b|\W*$))|\b\d{1,2}[時시点]|\b\d{1,2}[- ]?min\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[!?。！？\"”»“]\W*$|[^\W\d_]{4,}\.\W*$")
_MAY_BE_SENTENCE = re.compile(r"\d\.\W*$")
_MOST_IN_DATE = 3  # words, that of the month among them: "Published on 4 March 2026."


def without_head(body: Body, title: str, authors: str) -> Body:
    """A body without these, which the reader sees above it anyway."""
    names = authors.split("; ") if authors else []
    first, last = _bounds(body)
    keep = [True] * len(body.blocks)
    for at, (block, share) in enumerate(zip(body.blocks[:last], linked_shares(body), strict=False)):
        text = body.text[block.start : block.end]
        is_above = at < first
        keep[at] = not (
            text.casefold() == title.casefold()
            or (block.kind is BlockKind.PARAGRAPH and _says_who_and_when(text, names, is_above))
            or (is_above and _is_way(block, text, share))
        )
    return with_some(body, keep) if any(keep) else body


def _bounds(body: Body) -> tuple[int, int]:
    """The numbers of the story's first paragraph, and of the last block below it that may be of the head.

    Where no paragraph is long, only the first line may; where days stand within the story, too, it is a chronicle.
    """
    prose = [at for at, block in enumerate(body.blocks[:_MOST]) if _is_prose(block)]
    if not prose:
        return 0, 1
    first, last = (*prose[:2], _MOST)[:2]
    lines = (body.text[block.start : block.end] for block in body.blocks[last:] if block.kind is not BlockKind.ITEM)
    return (first, first) if any(_says_who_and_when(line, (), False) for line in lines) else (first, last)


def _is_prose(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.end - block.start >= _SHORTEST_PROSE


def _is_way(block: Block, text: str, share: float) -> bool:
    """Whether a line leads to a part of the site, or is a sign that stands between two."""
    is_sign = block.kind is BlockKind.PARAGRAPH and not any(map(str.isalpha, text))
    return is_sign or (block.kind is BlockKind.ITEM and share > _ALL_LINKED)


def _says_who_and_when(text: str, names: Sequence[str], is_above: bool) -> bool:
    """Whether a line has no more than names, a day or a time, and a few words beside them."""
    if len(text) > _LONGEST or text.startswith("["):
        return False
    beside = text
    for name in names:
        beside = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", beside, flags=re.IGNORECASE)
    says = beside != text or names_day(text) or (is_above and _CLOCK.search(text))
    words = _WORD.findall(beside)
    most = _MOST_IN_DATE if _MAY_BE_SENTENCE.search(beside) else _MOST_BESIDE
    is_short = len(words) <= most and sum(map(len, words)) <= _LONGEST_BESIDE
    return bool(says) and is_short and not _SENTENCE.search(beside)
