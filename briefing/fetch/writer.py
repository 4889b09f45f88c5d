"""The growing text of a story: blocks are added at the end, each with its links at exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.core import clean
from briefing.core.story import Block, BlockKind, Body, Link

BETWEEN_BLOCKS = "\n\n"
_SPACES = re.compile(r"\s+")
_SOFT_HYPHEN = "\u00ad"


class Line:
    """Running text: every run of white space is one space, none at the ends; `\\n` only where `end_line` put it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._pending = ""
        self._link_start = -1
        self._address = ""
        self._links: list[Link] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space came."""
        return not self._pieces

    @property
    def ends_line(self) -> bool:
        """Whether nothing but white space came since a line end."""
        return self._pending == "\n"

    def add(self, raw: str) -> None:
        """Add characters from outside."""
        words = _SPACES.sub(" ", clean.text(raw.replace(_SOFT_HYPHEN, "")))
        if words.startswith(" "):
            self._pending = self._pending or " "
        stripped = words.strip(" ")
        if not stripped:
            return
        if self._pieces and self._pending:
            if self._link_start == self._length:
                self._link_start += 1
            self._put(self._pending)
        self._put(stripped)
        self._pending = " " if words.endswith(" ") else ""

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

    def finish(self) -> tuple[str, tuple[Link, ...]]:
        """The text, and its links with offsets into it."""
        self.close_link()
        text = "".join(self._pieces)
        cleaned = clean.text(text)
        # Pieces are clean one by one; a run of accents over two of them is the one thing that only the whole shows.
        return (text, tuple(self._links)) if cleaned == text else (cleaned, ())

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

    @property
    def is_full(self) -> bool:
        """Whether no more text is taken."""
        return self._length >= clean.TEXT_LIMIT - len(BETWEEN_BLOCKS)

    def add(self, kind: BlockKind, text: str, links: Iterable[Link] = (), level: int = 0) -> None:
        """Add a block of clean text; one without text is left out. Link offsets are into `text`."""
        if not text or self.is_full:
            return
        if self._blocks:
            self._put(BETWEEN_BLOCKS)
        start = self._length
        self._put(text[: clean.TEXT_LIMIT - start].rstrip())
        self._blocks.append(Block(kind, start, self._length, level))
        self._links.extend(
            Link(start + link.start, min(start + link.end, self._length), link.address)
            for link in links
            if start + link.start < self._length
        )

    def finish(self) -> Body:
        """The body."""
        return Body("".join(self._pieces), tuple(self._blocks), tuple(self._links))

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
