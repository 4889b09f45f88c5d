"""Plain text as a story's body: what was wrapped is joined, and every other line is a line."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from briefing.core import clean
from briefing.core.story import BlockKind, Body
from briefing.fetch.html.writer import BodyWriter, Run, RunningText

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n(?:[^\S\n]*\n)*")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_ITEM = re.compile(r"\s*(?:[-–—•·*]\s+|(\d{1,3}[.)])\s+)(?=\S)")
_OWN_LINE = re.compile(r"\s*(?:[-–—•·*>#|]\s|\(?\d{1,3}[.)]\s|\d{1,2}:\d\d\b|https?://\S+\s*$)")
_COLUMNS = re.compile(r".*\S(?:\t|\s{3,})\S")
_LEAST_WRAPPED = 45
_UNEVEN = 25


def plain_to_body(text: str) -> Body:
    """The body of a plain text: blank lines part paragraphs, and so does every line end where no line was wrapped.

    A line goes on where the next one begins in small letters, or where all lines are long.
    """
    body = BodyWriter()
    for part in _BLANK_LINES.split(clean.text(text).expandtabs()):
        rows = [row.rstrip() for row in part.split("\n") if row.strip()]
        if len(rows) > 1 and all(map(_COLUMNS.match, rows)):
            body.add(BlockKind.CODE, Run(textwrap.dedent("\n".join(rows)).strip()))
            continue
        is_wrapped = _is_wrapped(rows)
        line: list[str] = []
        for number, row in enumerate(rows, 1):
            following = rows[number] if number < len(rows) else ""
            line.append(row)
            goes_on = following and not _OWN_LINE.match(following) and not _SENTENCE_END.search(row)
            if not goes_on or not (is_wrapped or following.lstrip()[0].islower()):
                _add(body, line)
                line = []
    return body.finish()


def _add(body: BodyWriter, rows: Sequence[str]) -> None:
    """Add rows that are one line, or one item of a list."""
    item = _ITEM.match(rows[0])
    line = RunningText()
    line.add(" ".join((rows[0][item.end() if item else 0 :], *rows[1:])))
    if item is None:
        body.add(BlockKind.PARAGRAPH, line.finish())
    else:
        body.add(BlockKind.ITEM, line.finish(), 1, item[1] or "")


def _is_wrapped(rows: Sequence[str]) -> bool:
    """Whether the lines were one text that a program cut: each but the last is nearly as long as the longest."""
    longest = max(map(len, rows), default=0)
    cut = [len(row) for row in rows[:-1] if not _SENTENCE_END.search(row)]
    return longest >= _LEAST_WRAPPED and all(length >= longest - _UNEVEN for length in cut)
