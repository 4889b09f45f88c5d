"""The blocks and links of a text as the JSON that the library keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing.core.story import Block, BlockKind, Body, Link


def blocks_to_json(body: Body) -> list[list[Any]]:
    """`[kind, start, end, level]` a block, and behind it `label, [[start, end], …]` where it has any of these."""
    return [
        [block.kind.value, block.start, block.end, block.level, *_extras(block.label, block.struck)]
        for block in body.blocks
    ]


def _extras(label: str, struck: tuple[tuple[int, int], ...]) -> list[Any]:
    return [label, [list(stretch) for stretch in struck]] if label or struck else []


def links_to_json(body: Body) -> list[list[Any]]:
    """`[start, end, address]` a link."""
    return [[link.start, link.end, link.address] for link in body.links]


def body_from_json(text: str, blocks: Iterable[list[Any]], links: Iterable[list[Any]] = ()) -> Body:
    """The body of a text with the two lists above."""
    return Body(
        text,
        tuple(_block(*block) for block in blocks),
        tuple(Link(start, end, address) for start, end, address in links),
    )


def _block(
    kind: str, start: int, end: int, level: int, label: str = "", struck: Iterable[tuple[int, int]] = ()
) -> Block:
    return Block(BlockKind(kind), start, end, level, label, tuple((first, last) for first, last in struck))
