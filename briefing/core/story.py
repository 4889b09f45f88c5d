"""A story: one article, as text in blocks, apart from the feeds it was seen in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from briefing.core.moment import came_out

CELL_BORDER = " | "
"""What stands between two cells of a table; its rows are lines."""

NO_WORD = "\N{ZERO WIDTH SPACE}"
_SHOWN = re.compile(r"\[(?:image|video|audio|embedded): [^\]\n]*\]")
"""The words that stand for what a page shows; a picture's description is an editor's, not the story's."""


class BlockKind(StrEnum):
    """What a block of a story's text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"

    @property
    def is_prose(self) -> bool:
        """Whether the block reads as sentences and is worth analysing."""
        return self not in (BlockKind.TABLE, BlockKind.CODE)


class Block(Struct, frozen=True):
    """A stretch `[start, end)` of the body's text. `level` is a heading's rank or a list item's depth, from 1.

    `label` stands before a list item instead of a bullet: `7.`, `☑`. `struck` are the stretches of the body's text
    that its author struck out; they are shown so, and not analysed. `has_lines` says that the author parted the
    block into lines, as a poem or an address is; else a line end in it may be any program's wrap.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""
    struck: tuple[tuple[int, int], ...] = ()
    has_lines: bool = False

    def shift(self, by: int) -> Block:
        """The same block where the text before it is so many characters longer."""
        struck = tuple((start + by, end + by) for start, end in self.struck)
        return replace(self, start=self.start + by, end=self.end + by, struck=struck)


class Link(Struct, frozen=True):
    """The words `[start, end)` of the body's text that lead to `address` (http or https, clean)."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Body:
    """One plain text, the blocks that divide it, and its links. Every offset of a story refers to `text`."""

    text: str
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def standing(self) -> str:
        """What the story itself says: a character that is no word stands for each one that is struck out, or that only
        describes a picture. Offsets stay.
        """
        text = _SHOWN.sub(lambda match: NO_WORD * len(match[0]), self.text)
        kept: list[str] = []
        position = 0
        for start, end in (stretch for block in self.blocks for stretch in block.struck):
            kept += (text[position:start], NO_WORD * (end - start))
            position = end
        return "".join((*kept, text[position:]))

    @classmethod
    def plain(cls, text: str) -> Body:
        """The body of a plain text, kept as it is: paragraphs are divided by blank lines."""
        blocks = []
        for match in re.finditer(r"\S(?:.*\S)?(?:\n(?!\s*\n).*\S)*", text):
            blocks.append(Block(BlockKind.PARAGRAPH, match.start(), match.end()))
        return cls(text, tuple(blocks))


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that a story comes with: a podcast, a PDF. `length` is in bytes, as the feed says; None if it does not."""

    address: str
    kind: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article. Times are aware and in UTC; `published` is None where no feed gave a date. Where the date lay ahead,
    the library gives that of the first fetch.

    `from_page` says that the text is that of its web page, not the feed's. `categories` are those that its feed names.
    `language` is an ISO 639 code: that of the text, else the one that the feed declares; empty where neither is known.
    """

    id: str
    title: str
    body: Body
    link: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    published: datetime | None = None
    fetched: datetime | None = None
    updated: datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()
    from_page: bool = False
    categories: tuple[str, ...] = ()
    language: str = ""

    @property
    def moment(self) -> datetime | None:
        """When it came out, as far as is known."""
        return came_out(self.published, self.fetched)

    @property
    def author(self) -> str:
        """The names of all authors, in one line."""
        return ", ".join(self.authors)

    @property
    def text_hash(self) -> str:
        """The hash of all that is analysed: the title and the text."""
        return text_hash(self.title, self.body.text)


def text_hash(title: str, text: str) -> str:
    """A short hash of a title and a text (hex, 32 digits)."""
    import hashlib  # late: it loads a large library, and nobody wants a hash for the first screen

    return hashlib.blake2b(f"{title}\0{text}".encode(), digest_size=16).hexdigest()
