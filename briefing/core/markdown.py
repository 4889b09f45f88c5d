"""Markdown: text from outside shows as it is, nothing in it is a mark, a link or HTML."""

from __future__ import annotations

import re

from briefing.core import clean

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$^=])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|www)(:|\.)")
_BEGUN_ITEM = re.compile(r"(?<=\S)[^\S\n]*\n(?=[^\S\n]*[-=][^\S\n]*(?:\n|$))")
"""Before a line with one dash and no more, which would make a heading of the line above it."""
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")


def escape(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    escaped = _SPECIAL.sub(r"\\\1", clean.text(text).replace("&", "&amp;"))
    return _ADDRESS.sub(r"\1\\\2", escaped)


def escape_start(line: str) -> str:
    """A line whose beginning makes no list out of it."""
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", line)


class Markdown:
    """The markup of `.md` files. Marks are `==…==`, as most programs for notes read it."""

    extension = "md"

    def escape(self, text: str) -> str:
        """Text that shows as it is."""
        return escape(text)

    def cell(self, text: str) -> str:
        """As `escape`, on one line: no bar in it ends the cell."""
        return escape(" ".join(text.split()))

    def heading(self, level: int, words: str) -> str:
        """Below the headings of the file."""
        return "#" * min(level + 2, 6) + " " + words

    def paragraph(self, words: str) -> str:
        """Lines that make no list and no code."""
        return "\n".join(escape_start(line.strip()) for line in words.split("\n"))

    def item(self, level: int, words: str) -> str:
        """A dash, set in by its level."""
        return "  " * (level - 1) + "- " + words

    def quote(self, words: str) -> str:
        """A block quote."""
        return "\n".join(f"> {escape_start(line)}" for line in words.split("\n"))

    def code(self, text: str) -> str:
        """A fence that is longer than any in the text."""
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return f"{fence}\n{text}\n{fence}"

    def table(self, text: str) -> str:
        """Lines set in, which every reader of Markdown leaves as they are."""
        return "\n".join(f"    {line}" for line in text.split("\n"))

    def link(self, words: str, address: str) -> str:
        """Words that lead somewhere."""
        return f"[{words}](<{address}>)"

    def mark(self, words: str) -> str:
        """Marked words, line by line."""
        return "\n".join(f"=={line.strip()}==" if line.strip() else line for line in words.split("\n"))

    def note(self, text: str, about: str = "") -> str:
        """A block quote in the reader's own Markdown."""
        head = [f"**{self.cell(about)}**", ""] if about else []
        own = _BEGUN_ITEM.sub("\n\n", clean.text(text)).split("\n")
        return "\n".join(f"> {line}" if line else ">" for line in (*head, *own))
