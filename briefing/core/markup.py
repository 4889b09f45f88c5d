"""A story's text in a markup of files, block by block, with what the reader marked and noted in its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from msgspec.structs import replace

from briefing.core.analysis import Part, Span
from briefing.core.annotations import Passage
from briefing.core.story import CELL_BORDER, Block, BlockKind, Body, Link, Story


class Markup(Protocol):
    """How a kind of file writes things. What is called words is escaped already, text is not."""

    def escape(self, text: str) -> str:
        """Text from outside as text that shows as it is."""
        ...

    def cell(self, text: str) -> str:
        """Text from outside, put on one line, as it may stand in a table, a heading or an item."""
        ...

    def join(self, pieces: Iterable[str]) -> str:
        """Words and links one after the other: what ends one makes nothing of the next."""
        ...

    def heading(self, level: int, words: str) -> str:
        """A heading inside the story, from 1."""
        ...

    def paragraph(self, words: str) -> str:
        """A paragraph of one or more lines."""
        ...

    def part_lines(self, words: str) -> str:
        """Words whose lines their author parted, as lines that no program joins."""
        ...

    def item(self, level: int, words: str, label: str = "") -> str:
        """An item of a list, from level 1; `label` is its number, as `7.`, or the box of its task."""
        ...

    def quote(self, words: str) -> str:
        """What the story sets apart as said by others."""
        ...

    def code(self, text: str) -> str:
        """Text that is kept as it is."""
        ...

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        """A table of words, as many in each row; the first row says what the columns are."""
        ...

    def link(self, words: str, address: str) -> str:
        """Words that lead to an address of the web; the words alone where it is none."""
        ...

    def strike(self, words: str) -> str:
        """Words that the author struck out."""
        ...

    def mark(self, words: str) -> str:
        """Words that the reader marked."""
        ...

    def note(self, text: str, about: str = "") -> str:
        """What the reader wrote, in the reader's own markup; `about` says on what."""
        ...


def title(story: Story, found: Sequence[Passage], markup: Markup) -> str:
    """The title on one line, with what is marked in it."""
    spans = _marked_spans(found, Part.TITLE)
    return _one_line(_inline(story.title, 0, len(story.title), Body(story.title), spans, markup))


def text(story: Story, found: Sequence[Passage], markup: Markup) -> Iterator[str]:
    """The blocks of the text, each followed by the notes on passages that end in it."""
    spans = _marked_spans(found, Part.TEXT)
    waiting = [passage for passage in found if passage.note]
    items: list[str] = []
    level = 0
    blocks = story.body.blocks or Body.plain(story.body.text).blocks
    for block, links, marked in _each_with_its_own(blocks, story.body.links, spans):
        mine = [note for note in waiting if note.span.part is Part.TITLE or note.span.end <= block.end]
        if mine:
            waiting = [note for note in waiting if note not in mine]
        body = Body(story.body.text, (block,), links)
        if block.kind is BlockKind.ITEM:
            level = min(max(block.level, 1), level + 1)  # a deeper one that follows nothing would be code
            items.append(_block(body, replace(block, level=level), marked, markup))
            if not mine:
                continue
        if items:
            yield "\n".join(items)
            items, level = [], 0
        if block.kind is not BlockKind.ITEM:
            yield _block(body, block, marked, markup)
        for note in mine:
            yield markup.note(note.note, note.label)
    if items:
        yield "\n".join(items)
    for note in waiting:
        yield markup.note(note.note, note.label)


def _each_with_its_own(
    blocks: Sequence[Block], links: Sequence[Link], spans: Sequence[Span]
) -> Iterator[tuple[Block, tuple[Link, ...], Sequence[Span]]]:
    """Blocks with the links that begin in them and the marks that touch them, without a look at those of all others."""
    in_order = sorted(links, key=lambda link: link.start)
    starts, ends = [link.start for link in in_order], [span.end for span in spans]
    for block in blocks:
        own = tuple(in_order[bisect_left(starts, block.start) : bisect_left(starts, block.end)])
        first = last = bisect_right(ends, block.start)
        while last < len(spans) and spans[last].start < block.end:
            last += 1
        yield block, own, spans[first:last]


def _block(body: Body, block: Block, spans: Sequence[Span], markup: Markup) -> str:
    raw = body.text[block.start : block.end]
    if block.kind is BlockKind.CODE:
        return markup.code(raw)
    if block.kind is BlockKind.TABLE:
        return markup.table(_rows(body, block, spans, markup))
    words = _inline(body.text, block.start, block.end, Body(body.text, (block,), body.links), spans, markup)
    if block.kind is BlockKind.HEADING:
        return markup.heading(max(block.level, 1), _one_line(words))
    if block.has_lines:
        words = markup.part_lines("\n".join(filter(None, map(str.strip, words.split("\n")))))
    elif block.kind is BlockKind.ITEM:
        words = _one_line(words)
    match block.kind:
        case BlockKind.ITEM:
            return markup.item(max(block.level, 1), words, block.label)
        case BlockKind.QUOTE:
            return markup.quote(words)
        case _:
            return markup.paragraph(words)


def _rows(body: Body, block: Block, spans: Sequence[Span], markup: Markup) -> list[list[str]]:
    """The cells of a table, each with its links and marks."""
    rows: list[list[str]] = []
    links = deque(sorted((link for link in body.links if block.start <= link.start), key=lambda link: link.start))
    start = block.start
    for line in body.text[block.start : block.end].split("\n"):
        row = []
        for cell in line.split(CELL_BORDER):
            end = start + len(cell)
            mine = []
            while links and links[0].start < end:
                mine.append(links.popleft())
            row.append(_inline(body.text, start, end, Body(body.text, (block,), tuple(mine)), spans, markup))
            start = end + len(CELL_BORDER)
        start += 1 - len(CELL_BORDER)
        rows.append(row)
    columns = max(map(len, rows))
    return [row + [""] * (columns - len(row)) for row in rows]


def _inline(whole: str, start: int, end: int, body: Body, spans: Sequence[Span], markup: Markup) -> str:
    """The text `[start, end)` with its links and marks; a mark that begins or ends inside a link takes all of it."""
    links = [link for link in body.links if start <= link.start < link.end <= end]
    struck = sorted(s for block in body.blocks for s in block.struck if start < s[1] and s[0] < end)
    struck_ends = [stop for _, stop in struck]

    def escape_part(first: int, last: int) -> str:
        parts: list[str] = []
        for at in range(bisect_right(struck_ends, first), len(struck)):
            begin, stop = max(struck[at][0], first), min(struck[at][1], last)
            if begin >= last:
                break
            if begin < stop:
                parts += (markup.escape(whole[first:begin]), markup.strike(markup.escape(_one_line(whole[begin:stop]))))
                first = stop
        return "".join((*parts, markup.escape(whole[first:last])))

    def link_part(first: int, last: int) -> str:
        parts: list[str] = []
        position = first
        for link in links:
            if not first <= link.start <= link.end <= last:
                continue
            label = _one_line(escape_part(link.start, link.end))
            parts.append(escape_part(position, link.start))
            parts.append(markup.link(label, link.address))
            position = link.end
        return markup.join((*parts, escape_part(position, last)))

    parts: list[str] = []
    position = start
    for span in spans:
        first, last = max(span.start, position), min(span.end, end)
        for link in links:
            if link.start < last and first < link.end:
                first, last = min(first, link.start), max(last, link.end)
        while first < last and whole[first].isspace():
            first += 1
        while first < last and whole[last - 1].isspace():
            last -= 1
        if position <= first < last:
            parts += (link_part(position, first), markup.mark(link_part(first, last)))
            position = last
    return "".join((*parts, link_part(position, end)))


def _marked_spans(found: Sequence[Passage], part: Part) -> list[Span]:
    """The marked stretches of one text, in order; those that overlap are one."""
    joined: list[Span] = []
    for span in sorted(passage.span for passage in found if passage.colour and passage.span.part is part):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end), part)
        else:
            joined.append(span)
    return joined


def _one_line(words: str) -> str:
    return " ".join(words.split())
