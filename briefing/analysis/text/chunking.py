"""Long stories in pieces, cut at paragraphs: a parse takes memory, and a book has room for many parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from msgspec import structs

from briefing.core.analysis import Actor, Analysis, Line, Party, Resource
from briefing.core.ids import unique
from briefing.core.story import Block, Body

Named = TypeVar("Named", Actor, Resource)

PIECE_CHARACTERS = 60_000
"""More than nearly every story has: those are read whole."""


def split_story(title: str, body: Body) -> list[tuple[str, Body]]:
    """Split a long story into shorter ones; the first has the title. Offsets are those of the whole story."""
    pieces: list[list[Block]] = [[]]
    size = 0
    for block in (part for whole in body.blocks for part in _parts(body.text, whole)):
        length = block.end - block.start
        if pieces[-1] and size + length > PIECE_CHARACTERS:
            pieces.append([])
            size = 0
        pieces[-1].append(block)
        size += length
    return [(title if i == 0 else "", replace(body, blocks=tuple(blocks))) for i, blocks in enumerate(pieces)]


def _parts(text: str, block: Block) -> Iterator[Block]:
    """A block, or where it is too long for a piece its parts, cut behind a sentence, else between words."""
    start = block.start
    while block.end - start > PIECE_CHARACTERS:
        last = start + PIECE_CHARACTERS
        cuts = (text.rfind(". ", start, last), text.rfind(" ", start, last))
        stop = next((cut + 1 for cut in cuts if cut >= start), last)
        yield structs.replace(block, start=start, end=stop)
        start = stop
    yield structs.replace(block, start=start)


def join_analyses(about: Analysis, pieces: Sequence[Analysis]) -> Analysis:
    """The analysis of the whole: who and what has one name and kind in several pieces is one."""
    if len(pieces) <= 1:
        found = pieces[0] if pieces else about
        return replace(
            about, actors=found.actors, resources=found.resources, lines=found.lines, problems=found.problems
        )
    actors: _Union[Actor] = _Union()
    resources: _Union[Resource] = _Union()
    lines: list[Line] = []
    for piece in pieces:
        actor_ids = actors.add(piece.actors)
        resource_ids = resources.add(piece.resources)
        lines.extend(_with_new_ids(line, actor_ids, resource_ids) for line in piece.lines)
    problems = tuple(problem for piece in pieces for problem in piece.problems)
    return replace(about, actors=actors.all, resources=resources.all, lines=tuple(lines), problems=problems)


class _Union(Generic[Named]):
    """Actors, or resources, by kind and name."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Named] = {}
        self._ids: set[str] = set()

    @property
    def all(self) -> tuple[Named, ...]:
        """All of them, in the order of their first mention."""
        return tuple(self._found.values())

    def add(self, more: Iterable[Named]) -> dict[str, str]:
        """Add those of a piece. Returns a map from their ids in the piece to their ids in the whole."""
        moved = {}
        for named in more:
            key = (named.kind, named.name.casefold())
            known = self._found.get(key)
            if known is None:
                self._found[key] = replace(named, id=unique(named.id, self._ids))
            else:
                self._found[key] = replace(known, mentions=known.mentions + named.mentions)
            moved[named.id] = self._found[key].id
        return moved


def _with_new_ids(line: Line, actors: dict[str, str], resources: dict[str, str]) -> Line:
    def party(old: Party | None) -> Party | None:
        if old is None:
            return None
        joint = tuple(one for one in map(party, old.joint) if one is not None)
        return replace(old, actor=None if old.actor is None else actors[old.actor], joint=joint)

    return replace(
        line,
        proposer=party(line.proposer),
        recipient=party(line.recipient),
        speaker=party(line.speaker),
        resources=tuple(resources[name] for name in line.resources),
    )
