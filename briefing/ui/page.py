"""A story laid out in lines for a width: offsets and kinds, nothing drawn yet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from briefing.core import clean
from briefing.core.analysis import Analysis, Part, Span
from briefing.core.annotations import Annotations, Passage, passages, strays
from briefing.core.formatting import counted, size_text
from briefing.core.story import Block, BlockKind, Body, Story
from briefing.ui.glyphs import Glyphs
from briefing.ui.shown_text import ShownText, shown_text
from briefing.ui.text import cut, one_line, same_length, width
from briefing.ui.wide_tables import is_too_wide, spread_rows
from briefing.ui.wrap import fold, wrap

MEASURE = 80
WORDS_A_MINUTE = 220
SOURCES_NAMED = 3
CATEGORIES_NAMED = 3


class LineKind(StrEnum):
    """What a line is, and so how it is drawn."""

    TITLE = "title"
    ABOUT = "about"
    BLANK = "blank"
    HEADING = "heading"
    TEXT = "text"
    QUOTE = "quote"
    CODE = "code"
    NOTE = "note"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class PageLine:
    """`prefix`, then `[start, end)` of the title or shown text, or the `words` of a line that is not the story's.

    `uncut` are all of these words, where there was no room for them.
    """

    kind: LineKind
    prefix: str = ""
    start: int = 0
    end: int = 0
    words: str = ""
    uncut: str = ""

    @property
    def part(self) -> Part | None:
        """Which text of the story the line is of."""
        if self.words or self.kind is LineKind.BLANK:
            return None
        return Part.TITLE if self.kind is LineKind.TITLE else Part.TEXT


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a story."""

    title: str
    shown: ShownText
    lines: tuple[PageLine, ...]
    _starts: dict[Part, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict)

    def text(self, part: Part) -> str:
        """The text that the offsets of a line are of."""
        return self.title if part is Part.TITLE else self.shown.text

    def stretch(self, span: Span) -> tuple[int, int]:
        """Where a span of the story is in the shown title or text."""
        if span.part is Part.TITLE:
            return span.start, span.end
        return self.shown.start(span.start), self.shown.end(span.end)

    def line_at(self, part: Part, offset: int) -> int:
        """The number of the line that holds an offset of the shown title or text."""
        starts, numbers = self._starts[part]
        return numbers[max(0, bisect_right(starts, offset) - 1)] if numbers else 0


def lay_out(
    story: Story, kept: Annotations, now: datetime, cells: int, glyphs: Glyphs, analysis: Analysis | None = None
) -> Page:
    """The page of a story for so many cells, with the reader's notes; no line is longer than a good measure."""
    measure = max(1, min(cells, MEASURE))
    title = same_length(story.title.replace("\n", " ")) or "(no title)"
    body = story.body if story.body.blocks else Body(story.body.text, Body.plain(story.body.text).blocks)
    shown = shown_text(body)
    lines = [PageLine(LineKind.TITLE, "", start, end) for start, end in wrap(title, 0, len(title), measure)]
    about = _about(story, kept, shown.text, now, measure, glyphs)
    lines += (PageLine(LineKind.ABOUT, words=words) for words in about)
    for note in _notes_above(kept, analysis):
        lines.append(PageLine(LineKind.BLANK))
        lines += _note(note, measure, glyphs)
    lines += _blocks(body, shown, passages(analysis, kept), measure, glyphs)
    lines += _files(story, measure, glyphs)
    lines += _links(shown, measure, glyphs)
    return Page(title, shown, tuple(lines), _index(lines))


def _index(lines: list[PageLine]) -> dict[Part, tuple[tuple[int, ...], tuple[int, ...]]]:
    found: dict[Part, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for part in Part:
        mine = [(line.start, number) for number, line in enumerate(lines) if line.part is part]
        found[part] = (tuple(start for start, _ in mine), tuple(number for _, number in mine))
    return found


def _sources(story: Story, kept: Annotations) -> str:
    """The feeds that showed the story, its own first; many as a number."""
    return _name_sources((story.source, *(source.name for source in kept.sources)))


def _reports(story: Story, kept: Annotations) -> str:
    """How many stories report this, and whose they are, its own first."""
    if not kept.reports:
        return ""
    return (
        f"{len(kept.reports) + 1} reports: {_name_sources((story.source, *(other.source for other in kept.reports)))}"
    )


def _name_sources(sources: Iterable[str]) -> str:
    names = list(dict.fromkeys(name for name in map(one_line, sources) if name))
    more = len(names) - SOURCES_NAMED
    return f"{', '.join(names[:SOURCES_NAMED])} and {counted(more, 'more source')}" if more > 0 else ", ".join(names)


def _about(story: Story, kept: Annotations, text: str, now: datetime, cells: int, glyphs: Glyphs) -> Iterator[str]:
    moment = story.moment
    minutes = max(1, round(len(text.split()) / WORDS_A_MINUTE))
    facts = (
        _sources(story, kept),
        one_line(story.author),
        "" if moment is None else _date(moment, now),
        f"{minutes} min" if text.strip() else "no text",
        clean.host(story.link) if story.link else "",
        f"in {one_line(', '.join(story.categories[:CATEGORIES_NAMED]))}" if story.categories else "",
        "full text" if story.from_page else "",
        "updated" if story.updated else "",
        f"tagged {one_line(', '.join(kept.tags))}" if kept.tags else "",
        _reports(story, kept),
    )
    line = ""
    for fact in filter(None, facts):
        longer = f"{line} {glyphs.dot} {fact}" if line else fact
        if line and width(longer) > cells:
            yield line
            longer = fact
        line = cut(longer, cells, glyphs.ellipsis)
    if line:
        yield line


def _date(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"today {local:%H:%M}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"


def _note(note: str, cells: int, glyphs: Glyphs) -> Iterator[PageLine]:
    text = same_length(note)
    prefix = f"{glyphs.note} "
    for number, (start, end) in enumerate(wrap(text, 0, len(text), max(1, cells - 2))):
        yield PageLine(LineKind.NOTE, prefix if number == 0 else "  ", words=text[start:end] or " ")


def _notes_above(kept: Annotations, analysis: Analysis | None) -> Iterator[str]:
    """The note on the story, those on its title, and what has lost its place in the text."""
    if kept.note:
        yield kept.note
    for passage in passages(analysis, kept):
        if passage.note and passage.span.part is Part.TITLE:
            yield passage.note
    for words, note in strays(analysis, kept) if analysis else ():
        yield f"“{one_line(words)}” is no longer in the text." + (f"\n{note}" if note else "")


def _blocks(body: Body, shown: ShownText, found: Sequence[Passage], cells: int, glyphs: Glyphs) -> Iterator[PageLine]:
    previous: Block | None = None
    waiting = deque(sorted((p for p in found if p.note and p.span.part is Part.TEXT), key=lambda p: p.span.end))
    for block in body.blocks:
        if not 0 <= block.start < block.end <= len(body.text):
            continue
        together = previous is not None and previous.kind is block.kind is BlockKind.ITEM
        if not together:
            yield PageLine(LineKind.BLANK)
        yield from _block(block, shown, cells, glyphs)
        previous = block
        while waiting and waiting[0].span.end <= block.end:
            yield from _note(waiting.popleft().note, cells, glyphs)


def _block(block: Block, shown: ShownText, cells: int, glyphs: Glyphs) -> Iterator[PageLine]:
    kind, first, rest = _shape(block, glyphs)
    start = shown.start(block.start)
    # A link number behind the last word still belongs to its block.
    end = shown.start(block.end) if block.end in shown.places else shown.end(block.end)
    breaks = fold if kind is LineKind.CODE else wrap
    room = cells - width(first)
    if room < min(8, cells):
        first, rest, room = "", "", cells
    if block.kind is BlockKind.TABLE and is_too_wide(shown.text, start, end, room):
        for number, row in enumerate(spread_rows(shown.text, start, end, room, glyphs.ellipsis)):
            if number and row:
                yield PageLine(LineKind.BLANK)
            yield from (PageLine(kind, first + before, line_start, line_end) for before, line_start, line_end in row)
        return
    for number, (line_start, line_end) in enumerate(breaks(shown.text, start, end, room)):
        yield PageLine(kind, first if number == 0 else rest, line_start, line_end)


def _shape(block: Block, glyphs: Glyphs) -> tuple[LineKind, str, str]:
    if block.kind is BlockKind.ITEM:
        indent = "  " * max(0, min(block.level, 6) - 1)
        label = one_line(block.label) or glyphs.bullet
        return LineKind.TEXT, f"{indent}{label} ", f"{indent}{' ' * width(label)} "
    if block.kind is BlockKind.QUOTE:
        return LineKind.QUOTE, f"{glyphs.quote} ", f"{glyphs.quote} "
    if block.kind is BlockKind.HEADING:
        return LineKind.HEADING, "", ""
    if block.kind.is_prose:
        return LineKind.TEXT, "", ""
    return LineKind.CODE, "  ", "  "


def _files(story: Story, cells: int, glyphs: Glyphs) -> Iterator[PageLine]:
    if not story.enclosures:
        return
    yield PageLine(LineKind.BLANK)
    yield PageLine(LineKind.ABOUT, words=cut(counted(len(story.enclosures), "file"), cells, glyphs.ellipsis))
    for file in story.enclosures:
        size = f", {size_text(file.length)}" if file.length else ""
        words = (
            f"{glyphs.bullet} {one_line(file.kind) or 'file'}{size} {glyphs.dot} {clean.shown_address(file.address)}"
        )
        yield PageLine(LineKind.LINK, words=cut(words, cells, glyphs.ellipsis), uncut=words)


def _links(shown: ShownText, cells: int, glyphs: Glyphs) -> Iterator[PageLine]:
    if not shown.addresses:
        return
    yield PageLine(LineKind.BLANK)
    yield PageLine(LineKind.ABOUT, words=cut(counted(len(shown.addresses), "link"), cells, glyphs.ellipsis))
    for number, address in enumerate(shown.addresses, 1):
        words = f"[{number}] {clean.shown_address(address)}"
        yield PageLine(LineKind.LINK, words=cut(words, cells, glyphs.ellipsis), uncut=words)


def stretches_on_line(line: PageLine, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches, given in order and apart from one another, that share characters with a line."""
    for number in range(max(0, bisect_right(stretches, (line.start,)) - 1), len(stretches)):
        if stretches[number][0] >= line.end:
            return
        yield stretches[number]


def line_of_same_words(old: Page, new: Page, top: int) -> int:
    """The line of the new page that holds the words at the line `top` of the old one."""
    if top >= len(old.lines):
        return len(new.lines)
    for line in old.lines[top:]:
        if line.part is Part.TEXT:
            offset = _find_words(old.shown.text[line.start : line.end], new.shown.text, line.start)
            if offset is not None:
                return new.line_at(Part.TEXT, offset)
    return top


def _find_words(words: str, text: str, expected: int) -> int | None:
    """The offset of words in a text that may have changed, the one nearest to where they are expected."""
    if text.startswith(words, expected):
        return expected
    places = [match.start() for match in re.finditer(re.escape(words.strip()), text)] if words.strip() else []
    return min(places, key=lambda place: abs(place - expected), default=None)
