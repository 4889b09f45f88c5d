"""The blocks and links of a text as the JSON that the library keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing.core.story import Block, BlockKind, Body, Link


def blocks_to_json(body: Body) -> list[list[Any]]:
    """`[kind, start, end, level]` a block, and behind it `label, [[start, end], …], has_lines` where it has these."""
    return [[block.kind.value, block.start, block.end, block.level, *_extras(block)] for block in body.blocks]


def _extras(block: Block) -> list[Any]:
    if not (block.label or block.struck or block.has_lines):
        return []
    struck = [list(stretch) for stretch in block.struck]
    return [block.label, struck, True] if block.has_lines else [block.label, struck]


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
    kind: str,
    start: int,
    end: int,
    level: int,
    label: str = "",
    struck: Iterable[tuple[int, int]] = (),
    has_lines: bool = False,
) -> Block:
    stretches = tuple((first, last) for first, last in struck)
    return Block(BlockKind(kind), start, end, level, label, stretches, bool(has_lines))
