"""Org: text from outside shows as it is, and nothing in it is evaluated, followed or put on an agenda.

What Org would read as more than words is parted by a space of no width, by which Org itself keeps marks from being
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.core import clean
from briefing.core.editors import without_settings

GAP = "\u200b"
BAR = "\\vert{}"
_NUMBER = re.compile(r"(\d{1,9})[.)]")
_BOXES = {"☐": "[ ]", "☑": "[X]"}
_MARKS = re.compile(
    r"(?<!\w)[*/_=~+](?=\S)"  # emphasis
    r"|[_^](?=[\w{(*+-])"  # sub- and superscripts, calls of code
    r"|\[(?=[\[\w@])"  # links, footnotes, citations, times
    r"|[{<](?=\S)"  # macros, times, links, targets
    r"|\\(?=\S)"  # LaTeX
    r"|@(?=@)|%(?=%)"  # raw exports, Lisp
)
_KIND_OF_LINK = re.compile(r"(?<=[^\W\d_])(?=:\S)")
_LINE_START = re.compile(
    r"^(\s*)(?=\*+(?:\s|$)|[#|:]|[-+](?:\s|$)|-{5}|\+-|(?:\d+|[a-zA-Z])[.)](?:\s|$)|%%"
    r"|(?:CLOCK|SCHEDULED|DEADLINE|CLOSED):)"
)
_LIVE_CODE = re.compile(r"(?<=[<\[])(?=[%\d])|(?<=shell)(?=:)|(?<=elisp)(?=:)")
"""Times, which the agenda reads and evaluates in code as well, and links that run something."""


def escape(text: str) -> str:
    """Text as Org that shows it as it is."""
    parted = _KIND_OF_LINK.sub(GAP, without_settings(clean.text(text), GAP))
    return _MARKS.sub(f"{GAP}\\g<0>{GAP}", parted)


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
        return escape(" ".join(text.split())).replace("|", BAR)

    def join(self, pieces: Iterable[str]) -> str:
        """Pieces one after the other: a link is known wherever it begins."""
        return "".join(pieces)

    def heading(self, level: int, words: str) -> str:
        """Below the headings of the file; no word of it is a task's state, a priority or a tag."""
        return f"{'*' * (level + 2)} {GAP}{words}{GAP}"

    def paragraph(self, words: str) -> str:
        """Lines that begin nothing."""
        return "\n".join(escape_start(line.strip()) for line in words.split("\n"))

    def part_lines(self, words: str) -> str:
        """Two backslashes at the end of each line but the last."""
        return words.replace("\n", "\\\\\n")

    def item(self, level: int, words: str, label: str = "") -> str:
        """A dash or a number, set in by its level; Org counts for itself unless a number is set."""
        first, *others = words.split("\n")
        number = _NUMBER.fullmatch(label)
        sign = f"{label} [@{number[1]}]" if number else f"- {_BOXES.get(label) or escape(label)}".strip()
        indent = ("   " if number else "  ") * (level - 1)
        below = f"{indent}   "  # further in than the sign
        head = f"{indent}{sign} {first if label else escape_start(first)}"
        return "\n".join((head, *(below + escape_start(line) for line in others)))

    def quote(self, words: str) -> str:
        """A block."""
        return f"#+begin_quote\n{self.paragraph(words)}\n#+end_quote"

    def code(self, text: str) -> str:
        """Lines that begin with a colon, in which Org reads little."""
        inert = _LIVE_CODE.sub(GAP, without_settings(text, GAP))
        return "\n".join(f": {line}".rstrip() for line in inert.split("\n"))

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        """A table with bars; one inside a cell is named, or it would end the cell."""
        first, *others = (f"| {' | '.join(word.replace('|', BAR) for word in row)} |" for row in rows)
        return "\n".join((first, f"|{'+'.join(['---'] * len(rows[0]))}|", *others))

    def link(self, words: str, address: str) -> str:
        """Words that lead somewhere; the words alone where the address is not one of the web."""
        if clean.address(address) is None:
            return words
        return f"[[{address.replace('[', '%5B').replace(']', '%5D')}][{words.replace(']', GAP + ']')}]]"

    def strike(self, words: str) -> str:
        """Struck-out words."""
        return f"{GAP}+{words}+{GAP}"

    def mark(self, words: str) -> str:
        """Bold words, line by line."""
        return "\n".join(f"{GAP}*{line.strip()}*{GAP}" if line.strip() else line for line in words.split("\n"))

    def note(self, text: str, about: str = "") -> str:
        """A quotation in the reader's own Org; a line that would end it or begin a heading is set in."""
        head = [f"*{escape(' '.join(about.split()))}*", ""] if about else []
        lines = (re.sub(r"^(?=\*|\s*#\+)", ",", line) for line in clean.text(text).split("\n"))
        return "\n".join(("#+begin_quote", *head, *lines, "#+end_quote"))
