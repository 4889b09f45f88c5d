"""Markdown: text from outside shows as it is. Nothing in it is a mark, a link or HTML, and nothing runs.

Programs that open Markdown read more than Markdown: comments (`%%`), calls of templates (`<% … %>`, `{{ … }}`) and
settings of editors. What begins one of those is escaped. In code nothing can be escaped: there a space of no width
parts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.core import clean
from briefing.core.editors import without_settings

GAP = "\u200b"

_SPECIAL = re.compile(r"([\\*_\[\]>#|~$^={])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", "`": "&#96;"}
"""Signs before which not every program knows a backslash."""
_ADDRESS = re.compile(r"(?i)\b(?:www(?=\.)|(?:https?|ftp)(?=:))")
_SCHEME_OR_FIELD = re.compile(r"(?<=\w):(?=//)|(?<=:):")
_MAIL = re.compile(r"(?<=[\w.+-])@(?=\w)")
_PERCENT = re.compile(r"(?<=[%{])%|%(?=\})")
_LIST_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
_RULE_START = re.compile(r"^(\s*)(?=[-+:][-+:\s]*$|:[\s:~-])")
"""Before signs that make a rule, a heading of the line above, a table or a definition."""
_BEGUN_ITEM = re.compile(r"(?<=\S)[^\S\n]*\n(?=[^\S\n]*[-=][^\S\n]*(?:\n|$))")
"""Before a line with one dash and no more, which would make a heading of the line above it."""
_IMAGE = re.compile(r"!(?=\[)")
_CALL = re.compile(r"(?<=<)(?=%)|(?<=%)(?=[%>}])|(?<=\{)(?=[{%])")
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NUMBER = re.compile(r"\d{1,9}[.)]")
_BOXES = {"☐": "[ ]", "☑": "[x]"}


def escape(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    escaped = _SPECIAL.sub(r"\\\1", clean.text(text))
    for sign, entity in _ENTITIES.items():
        escaped = escaped.replace(sign, entity)
    escaped = _ADDRESS.sub(r"\g<0>\\", without_settings(escaped, "\\"))
    escaped = _SCHEME_OR_FIELD.sub(r"\\:", escaped)
    return _MAIL.sub(r"\\@", _PERCENT.sub(r"\\%", escaped))


def escape_start(line: str) -> str:
    """A line whose beginning makes no list, rule, heading, table or definition."""
    listless = _LIST_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", line)
    return _RULE_START.sub(r"\1\\", listless)


class Markdown:
    """The markup of `.md` files. Marks are `==…==`, as most programs for notes read it."""

    extension = "md"

    def escape(self, text: str) -> str:
        """Text that shows as it is."""
        return escape(text)

    def cell(self, text: str) -> str:
        """As `escape`, on one line: no bar in it ends the cell."""
        return escape(" ".join(text.split()))

    def join(self, pieces: Iterable[str]) -> str:
        """Pieces one after the other; an exclamation mark before a link makes no picture of it."""
        return _IMAGE.sub(r"\!", "".join(pieces))

    def heading(self, level: int, words: str) -> str:
        """Below the headings of the file."""
        return "#" * min(level + 2, 6) + " " + words

    def paragraph(self, words: str) -> str:
        """Lines that make no list and no code."""
        return "\n".join(escape_start(line.strip()) for line in words.split("\n"))

    def part_lines(self, words: str) -> str:
        """A backslash at the end of each line but the last."""
        return words.replace("\n", "\\\n")

    def item(self, level: int, words: str, label: str = "") -> str:
        """A dash or a number, set in by its level; a task has its box in brackets."""
        first, *others = words.split("\n")
        if _NUMBER.fullmatch(label):
            indent, head = "   " * (level - 1), f"{label} {escape_start(first)}"
            below = indent + " " * (len(label) + 1)
        else:
            sign = _BOXES.get(label) or escape(label)
            indent, head = "  " * (level - 1), f"- {sign} {first}" if sign else f"- {escape_start(first)}"
            below = indent + "  "
        return "\n".join((indent + head, *(below + escape_start(line) for line in others)))

    def quote(self, words: str) -> str:
        """A block quote."""
        return "\n".join(f"> {line}" for line in self.paragraph(words).split("\n"))

    def code(self, text: str) -> str:
        """A fence that is longer than any in the text."""
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return f"{fence}\n{without_settings(_CALL.sub(GAP, text), GAP)}\n{fence}"

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        """A table as most programs read it, with bars."""
        first, *others = (f"| {' | '.join(row)} |" for row in rows)
        return "\n".join((first, "|" + " --- |" * len(rows[0]), *others))

    def link(self, words: str, address: str) -> str:
        """Words that lead somewhere; the words alone where the address is not one of the web."""
        if clean.address(address) is None:
            return words
        return f"[{words}](<{_ENTITY.sub('&amp;', _LOOSE_PERCENT.sub('%25', address))}>)"

    def strike(self, words: str) -> str:
        """Struck-out words, as most programs read them."""
        return f"~~{words}~~"

    def mark(self, words: str) -> str:
        """Marked words, line by line."""
        return "\n".join(f"=={line.strip()}==" if line.strip() else line for line in words.split("\n"))

    def note(self, text: str, about: str = "") -> str:
        """A block quote in the reader's own Markdown."""
        head = [f"**{self.cell(about)}**", ""] if about else []
        own = _BEGUN_ITEM.sub("\n\n", clean.text(text)).split("\n")
        return "\n".join(f"> {line}" if line else ">" for line in (*head, *own))
