"""A page of the ledger as lines: what the screen draws, what a plain terminal prints, and where Enter leads from it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from unicodedata import combining, east_asian_width


class Look(StrEnum):
    """How words look; the names are those of the style sheets."""

    PLAIN = ""
    FAINT = "faint"
    HEADING = "heading"
    PARTIES = "parties"
    ACT = "act"
    NEGATED = "negated"
    BARS = "bars"


class Kind(StrEnum):
    """What a target is."""

    ENTRY = "entry"
    ACTOR = "actor"
    PAIR = "pair"
    RESOURCE = "resource"
    SEARCH = "search"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Target:
    """Where Enter leads: an entry by its id, a page by names, a search by its text, a story by its id and a line's."""

    kind: Kind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Some words of a line. `width` is how many columns they are given; none: as many as they need.

    `stop` is the number of the target that they lead to.
    """

    text: str
    look: Look = Look.PLAIN
    width: int = 0
    stop: int | None = None
    right: bool = False


SheetLine = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines, and the targets in them, in the order in which the cursor goes through."""

    title: str
    lines: tuple[SheetLine, ...] = ()
    stops: tuple[Target, ...] = ()


def _wrapped(text: str, columns: int) -> Sequence[str]:
    return textwrap.wrap(text, max(1, columns)) or [""]


@dataclass(frozen=True, slots=True)
class Layout:
    """The room for lines, and the signs they may use. `wrap` breaks a text into lines of so many columns."""

    columns: int
    arrow: str = "→"
    nobody: str = "—"
    dot: str = "·"
    bars: str = "▁▂▃▄▅▆▇█"
    watched: str = "◉"
    new: str = "•"
    picked: str = "✓"
    wrap: Callable[[str, int], Sequence[str]] = _wrapped

    @property
    def is_wide(self) -> bool:
        """Whether an entry is one line."""
        return self.columns >= WIDE


def text_lines(sheet: Sheet) -> list[str]:
    """A sheet as lines of text, for terminals that can only print; columns are padded, nothing is cut."""
    return ["".join(map(_padded, line)).rstrip() for line in sheet.lines]


def _padded(cell: Cell) -> str:
    gap = " " * max(0, cell.width - columns(cell.text))
    return gap + cell.text if cell.right else cell.text + gap


def columns(text: str) -> int:
    """About how many columns a text takes on a terminal."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


WIDE = 96
"""The columns from which on an entry is one line: a terminal of 100, without cursor and scroll bar."""


class Name(NamedTuple):
    """A name in a list of them, a word about it, and the names of what it leads to where that is not the name alone."""

    shown: str
    more: str = ""
    of: tuple[str, ...] = ()


@dataclass(slots=True)
class SheetWriter:
    """Collects the lines of a sheet."""

    layout: Layout
    lines: list[SheetLine] = field(default_factory=list)
    stops: list[Target] = field(default_factory=list)

    def stop(self, kind: Kind, *names: str) -> int:
        """A new target; its number."""
        self.stops.append(Target(kind, names))
        return len(self.stops) - 1

    def line(self, *cells: Cell) -> None:
        """A line."""
        self.lines.append(cells)

    def blank(self) -> None:
        """An empty line, unless there is one already."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def heading(self, words: str, more: str = "") -> None:
        """A heading, under an empty line."""
        self.blank()
        self.line(Cell(words, Look.HEADING), Cell(f"  {more}" if more else "", Look.FAINT))

    def words(self, text: str, look: Look = Look.PLAIN, indent: int = 0, stop: int | None = None) -> None:
        """A text, in as many lines as it needs."""
        for line in self.layout.wrap(text, self.layout.columns - indent):
            self.line(Cell(" " * indent), Cell(line, look, stop=stop))

    def names(self, before: str, kind: Kind, names: Iterable[Name]) -> None:
        """Names that lead to their pages, each with a word about it: in as many lines as they need."""
        indent, used, cells = len(before), 0, [Cell(before, Look.FAINT)]
        for shown, more, of in names:
            width = columns(shown) + len(more) + 3
            if used and indent + used + width > self.layout.columns:
                self.line(*cells)
                used, cells = 0, [Cell(" " * indent)]
            cells.append(Cell(shown, Look.PARTIES, stop=self.stop(kind, *(of or (shown,)))))
            cells.append(Cell(f" {more}  " if more else "  ", Look.FAINT))
            used += width
        if len(cells) > 1:
            self.line(*cells)

    def sheet(self, title: str) -> Sheet:
        """What was collected."""
        return Sheet(title, tuple(self.lines), tuple(self.stops))
