"""Those blocks of a text that another text holds as well."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import compress

from msgspec.structs import replace

from briefing.core.story import Block, BlockKind, Body, Link

_PHRASE = 4  # words
_SHORT = 8  # words
_LONGEST_SHORT = 200  # characters
_SHARE = 0.5
_AROUND = 3  # blocks
_WORD = re.compile(r"\w+")
_BORDER = re.compile(r"\n| \| ")


def blocks_within(source: Body, wanted: str) -> Body:
    """The blocks of `source` that `wanted` holds, by their phrases of four words.

    A short block must be lines of `wanted`, and stand near longer ones. Code between chosen blocks is chosen.
    """
    phrases = _phrases(_words(wanted))
    lines = {tuple(_words(line)) for line in _BORDER.split(wanted)}
    texts = [source.text[block.start : block.end] for block in source.blocks]
    chosen = {number for number, text in enumerate(texts) if _is_held(_words(text), phrases)}
    short = {number for number, text in enumerate(texts) if _is_short(text, lines)} - chosen
    if not chosen:
        return with_blocks(source, [source.blocks[number] for number in sorted(short)])
    inside = range(min(chosen), max(chosen))
    code = {number for number in inside if source.blocks[number].kind is BlockKind.CODE}
    near = {number for number in short if number in inside}
    for numbers in (sorted(short), sorted(short, reverse=True)):
        for number in numbers:
            if any(number + step in near or number + step in chosen for step in range(-_AROUND, _AROUND + 1)):
                near.add(number)
    return with_blocks(source, [source.blocks[number] for number in sorted(chosen | near | code)])


def with_blocks(body: Body, blocks: Sequence[Block]) -> Body:
    """A body of these blocks of another one, which come in order, with their links."""
    pieces: list[str] = []
    made: list[Block] = []
    links: list[Link] = []
    position = number = 0
    for block in blocks:
        by = position - block.start
        made.append(block.shift(by))
        while number < len(body.links) and body.links[number].start < block.end:
            link = body.links[number]
            number += 1
            if link.start >= block.start:
                links.append(replace(link, start=link.start + by, end=link.end + by))
        pieces.append(body.text[block.start : block.end])
        position += block.end - block.start + 2
    return Body("\n\n".join(pieces), tuple(made), tuple(links))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _phrases(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)}


def _is_held(words: Sequence[str], phrases: set[tuple[str, ...]]) -> bool:
    mine = [tuple(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)]
    return len(words) >= _SHORT and sum(phrase in phrases for phrase in mine) >= _SHARE * len(mine)


def _is_short(text: str, lines: set[tuple[str, ...]]) -> bool:
    return len(text) < _LONGEST_SHORT and all(tuple(_words(line)) in lines for line in _BORDER.split(text))


def joined(first: Body, second: Body) -> Body:
    """Two bodies as one, the first above the second."""
    by = len(first.text) + 2
    blocks = (*first.blocks, *(block.shift(by) for block in second.blocks))
    links = (*first.links, *(replace(link, start=link.start + by, end=link.end + by) for link in second.links))
    return Body(f"{first.text}\n\n{second.text}", blocks, links)


def with_inserted(body: Body, others: Mapping[int, Sequence[Body]]) -> Body:
    """A body with others above those of its blocks that have these numbers."""
    parts: list[Body] = []
    begin = 0
    for number in sorted(others):
        parts += [with_blocks(body, body.blocks[begin:number])] * (number > begin)
        parts += others[number]
        begin = number
    return reduce(joined, [*parts, with_blocks(body, body.blocks[begin:])]) if parts else body


def with_some(body: Body, keep: Sequence[bool]) -> Body:
    """A body without those of its blocks that are not to be kept."""
    return body if all(keep) else with_blocks(body, list(compress(body.blocks, keep)))


def links_within(body: Body) -> list[list[Link]]:
    """The links of each block."""
    links: list[list[Link]] = [[] for _ in body.blocks]
    number = 0
    for link in body.links:
        while number < len(body.blocks) and body.blocks[number].end <= link.start:
            number += 1
        if number < len(body.blocks):
            links[number].append(link)
    return links


def linked_shares(body: Body, links: Sequence[Sequence[Link]] | None = None) -> list[float]:
    """The share of each block that is links: `links_within` the body, where they are known."""
    known = links_within(body) if links is None else links
    lengths = (sum(link.end - link.start for link in own) for own in known)
    return [length / max(block.end - block.start, 1) for length, block in zip(lengths, body.blocks, strict=True)]
