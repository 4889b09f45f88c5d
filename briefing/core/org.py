"""Org: text from outside shows as it is, with the zero-width space by which Org itself keeps marks from being read."""

from __future__ import annotations

import re

from briefing.core import clean

GAP = "\u200b"
_MARKS = re.compile(r"(?<![\w])([*/_=~+])(?=\S)|(\[)(?=[\[f\d])|([_^{\\<])(?=[\w{(<])|(\{)(?=\{)")
_LINE_START = re.compile(r"^(\s*)(?=\*+\s|#|\||:\w|[-+]\s|\d+[.)]\s|%%)")


def escape(text: str) -> str:
    """Text as Org that shows it as it is."""
    return _MARKS.sub(lambda match: f"{GAP}{match[0]}{GAP}", clean.text(text))


def escape_start(line: str) -> str:
    """A line whose beginning makes nothing of it."""
    return _LINE_START.sub(rf"\1{GAP}", line)


class Org:
    """The markup of `.org` files. Org has no marker pen, so marks are bold."""

    extension = "org"

    def escape(self, text: str) -> str:
        """Text that shows as it is."""
        return escape(text)

    def cell(self, text: str) -> str:
        """On one line; a bar is named, or it would end the cell."""
        return escape(" ".join(text.split())).replace("|", "\\vert{}")

    def heading(self, level: int, words: str) -> str:
        """Below the headings of the file."""
        return "*" * (level + 2) + " " + words

    def paragraph(self, words: str) -> str:
        """Lines that begin nothing."""
        return "\n".join(escape_start(line.strip()) for line in words.split("\n"))

    def item(self, level: int, words: str) -> str:
        """A dash, set in by its level."""
        return "  " * (level - 1) + "- " + words

    def quote(self, words: str) -> str:
        """A block."""
        return f"#+begin_quote\n{self.paragraph(words)}\n#+end_quote"

    def code(self, text: str) -> str:
        """Lines that begin with a colon are left as they are."""
        return "\n".join(f": {line}".rstrip() for line in text.split("\n"))

    def table(self, text: str) -> str:
        """As code: its columns are made by spaces."""
        return self.code(text)

    def link(self, words: str, address: str) -> str:
        """Words that lead somewhere."""
        return f"[[{address.replace('[', '%5B').replace(']', '%5D')}][{words.replace(']', GAP + ']')}]]"

    def mark(self, words: str) -> str:
        """Bold words, line by line."""
        return "\n".join(f"{GAP}*{line.strip()}*{GAP}" if line.strip() else line for line in words.split("\n"))

    def note(self, text: str, about: str = "") -> str:
        """A quotation in the reader's own Org; a line that would end it or begin a heading is set in."""
        head = [f"*{escape(' '.join(about.split()))}*", ""] if about else []
        lines = (re.sub(r"^(?=\*|\s*#\+)", ",", line) for line in clean.text(text).split("\n"))
        return "\n".join(("#+begin_quote", *head, *lines, "#+end_quote"))
