"""How much of the screen messages take: a third of its lines and, where there are many, half of its columns at most.

Which of them go.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from textual.message import Message

from briefing.ui.wrap import wrap_lines

WIDEST = 60
MARGIN, FRAME = 1, 4
"""Lines between two messages; columns of a message's frame."""
LEAST_LINES = 2
MANY_COLUMNS = 80
"""From how many on messages leave half of the columns."""


class LoggedMessage(NamedTuple):
    """A sentence that was shown for a while. `severity` is information, warning or error."""

    at: datetime
    severity: str
    words: str


class StepTold(Message):
    """A change was made, undone or redone; what the message of an earlier one says of keys holds no longer."""

    def __init__(self, words: str) -> None:
        """`words` are clean."""
        super().__init__()
        self.words = words


def text_width(columns: int) -> int:
    """The cells that the words of a message have on a screen of so many columns."""
    return max(8, min(WIDEST, columns // 2 if columns >= MANY_COLUMNS else columns) - FRAME)


def cut_message(message: str, columns: int, rows: int, more: str) -> str:
    """A message that is no longer than its share of the screen; where it was, it ends with `more`."""
    room = max(LEAST_LINES, rows // 3 - MARGIN)
    lines = wrap_lines(message, text_width(columns))
    if len(lines) <= room:
        return message
    tail = wrap_lines(more, text_width(columns))
    kept = " ".join(line.strip() for line in lines[: max(1, room - len(tail))])
    return f"{kept}\n{more}"


def number_kept(shown: Sequence[str], new: str, columns: int, rows: int) -> int:
    """How many of the messages that are shown, the newest last, may stay beside a new one."""
    left = rows // 3 - _height(new, columns)
    kept = 0
    for message in reversed(shown):
        left -= _height(message, columns)
        if left < 0:
            break
        kept += 1
    return kept


def _height(message: str, columns: int) -> int:
    return MARGIN + sum(len(wrap_lines(line, text_width(columns))) or 1 for line in message.split("\n"))
