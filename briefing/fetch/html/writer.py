"""The growing text of a story: blocks, each with its links and struck-out words at exact offsets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefing.core import clean
from briefing.core.story import Block, BlockKind, Body, Link
from briefing.fetch.addresses import absolute, without_login

BETWEEN_BLOCKS = "\n\n"
PICTURE = "[image]"
"""A picture of which nothing is said."""
_UNSEEN = re.compile("[\u00ad\u200b]")  # where words may be broken
_ADDRESS = re.compile(
    r"(?:\bhttps?://|(?<![\w./@-])www\.(?=[\w-]{1,63}\.))[^\s<>\"'`{}|\\^“”«»‘’]{1,4000}", re.IGNORECASE
)
_AFTER_ADDRESS = ".,;:!?…*_~"
_LEAST_WRAPPED = 45
_PAIRS = {")": "(", "]": "["}


class Run(Struct, frozen=True):
    """The text of a block, its links, and the stretches of it that are struck out."""

    text: str
    links: tuple[Link, ...] = ()
    struck: tuple[tuple[int, int], ...] = ()

    def links_at(self, offset: int, end: int) -> Iterable[Link]:
        """The links where the text stands at `offset` of a longer one and is cut at `end`."""
        for link in self.links:
            if offset + link.start < end:
                yield Link(offset + link.start, min(offset + link.end, end), link.address)

    def struck_from(self, offset: int, end: int) -> Iterable[tuple[int, int]]:
        """What is struck out, likewise."""
        for first, last in self.struck:
            if offset + first < end:
                yield offset + first, min(offset + last, end)


class RunningText:
    """Running text: every run of white space is one space, none at the ends; `\\n` only where `end_line` put it."""

    def __init__(self, address: str = "", struck: bool = False) -> None:
        """What comes first may lead to an address already, or be struck out."""
        self._pieces: list[str] = []
        self._length = 0
        self._pending = ""
        self._address = address
        self._link_start = 0 if address else -1
        self._struck_start = 0 if struck else -1
        self._links: list[Link] = []
        self._struck: list[tuple[int, int]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space came."""
        return not self._pieces

    @property
    def ends_line(self) -> bool:
        """Whether nothing but white space came since a line end."""
        return self._pending == "\n"

    @property
    def last(self) -> str:
        """The last character; empty where there is none, a space where white space follows it."""
        return " " if self._pending else self._pieces[-1][-1] if self._pieces else ""

    def add(self, raw: str) -> None:
        """Add characters from outside."""
        if raw.isspace():
            self._pending = self._pending or " "
            return
        words = " ".join(raw.split())
        if not words.isprintable():
            words = " ".join(clean.text(_UNSEEN.sub("", words)).split())
        if raw[:1].isspace():
            self._pending = self._pending or " "
        if not words:
            return
        if self._pieces and self._pending:
            if self._link_start == self._length:
                self._link_start += 1
            if self._struck_start == self._length:
                self._struck_start += 1
            self._put(self._pending)
        self._put(words)
        self._pending = " " if raw[-1].isspace() else ""

    def end_line(self) -> None:
        """End the line inside the block."""
        self._pending = "\n"

    def open_link(self, address: str) -> None:
        """What comes now leads to `address`."""
        self.close_link()
        self._address, self._link_start = address, self._length

    def close_link(self) -> None:
        """The link's words end here."""
        start, self._link_start = self._link_start, -1
        if 0 <= start < self._length:
            self._links.append(Link(start, self._length, self._address))

    def strike(self) -> None:
        """What comes now is struck out."""
        self._struck_start = self._length

    def end_strike(self) -> None:
        """What is struck out ends here."""
        start, self._struck_start = self._struck_start, -1
        if 0 <= start < self._length:
            self._struck.append((start, self._length))

    def finish(self) -> Run:
        """The text with what lies on it; addresses that are written out are links, too."""
        self.close_link()
        self.end_strike()
        text = "".join(self._pieces)
        if not text.isascii() and (cleaned := clean.text(text)) != text:
            # Pieces are clean one by one; a run of accents over two of them is the one thing that only the whole shows.
            return Run(cleaned)
        if "://" in text or "www." in text:
            self._links = sorted([*self._links, *_written_out(text, self._links)], key=lambda link: link.start)
        return Run(text, tuple(self._links), tuple(self._struck))

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


class BodyWriter:
    """A body under way, cut at the longest text that a story may have."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._length = 0
        self._ends_with_pictures = False

    @property
    def is_full(self) -> bool:
        """Whether no more text is taken."""
        return self._length >= clean.TEXT_LIMIT - len(BETWEEN_BLOCKS)

    def add(self, kind: BlockKind, run: Run, level: int = 0, label: str = "") -> None:
        """Add a block of clean text; one without text is left out."""
        if not run.text or self.is_full:
            return
        is_picture = kind is BlockKind.PARAGRAPH and run.text == PICTURE
        if is_picture and self._ends_with_pictures:
            self._add_picture(run)
            return
        self._ends_with_pictures = is_picture
        if self._blocks:
            self._put(BETWEEN_BLOCKS)
        start = self._length
        self._put(run.text[: clean.TEXT_LIMIT - start].rstrip())
        end = self._length
        struck = tuple(run.struck_from(start, end))
        self._blocks.append(Block(kind, start, end, level, label, struck, kind.is_prose and _has_lines(run.text)))
        self._links.extend(run.links_at(start, end))

    def _add_picture(self, run: Run) -> None:
        """Pictures of which nothing is said share a line; a gallery would fill screens."""
        self._put(" ")
        start = self._length
        self._put(run.text[: clean.TEXT_LIMIT - start])
        self._blocks[-1] = replace(self._blocks[-1], end=self._length)
        self._links.extend(run.links_at(start, self._length))

    def finish(self) -> Body:
        """The body."""
        return Body("".join(self._pieces), tuple(self._blocks), tuple(self._links))

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def _has_lines(text: str) -> bool:
    """Whether the line ends of a block of prose are its author's: of a mail, a program may have wrapped it.

    Then the first word of a line had no room on the line before it, and some lines begin in small letters.
    """
    if "\n" not in text:
        return False
    rows = text.split("\n")
    longest = max(map(len, rows))
    pairs = list(pairwise(rows))
    is_wrapped = longest >= _LEAST_WRAPPED and all(
        len(row) + 1 + len(following.partition(" ")[0]) > longest for row, following in pairs
    )
    return not (is_wrapped and any(following[:1].islower() for _, following in pairs))


def _written_out(text: str, links: Iterable[Link]) -> Iterator[Link]:
    """The addresses that stand in a text and are no part of a link."""
    starts, ends = [link.start for link in links], [link.end for link in links]
    for match in _ADDRESS.finditer(text):
        words = _without_marks_behind(match[0])
        start, end = match.start(), match.start() + len(words)
        address = without_login(absolute(words if "://" in words else f"https://{words}"))
        before = bisect_left(starts, end)  # links come in order and lie apart
        if address and (not before or ends[before - 1] <= start):
            yield Link(start, end, address)


def _without_marks_behind(words: str) -> str:
    """An address without the punctuation of the sentence that it stands in."""
    while words and (
        words[-1] in _AFTER_ADDRESS or words.count(words[-1]) > words.count(_PAIRS.get(words[-1], words[-1]))
    ):
        words = words[:-1]
    return words
