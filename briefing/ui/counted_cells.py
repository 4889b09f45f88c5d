"""Emoji take the cells that they were counted with, whatever the terminal counts.

A terminal that takes a flag or an emoji of several signs for wider or narrower than Briefing does would draw all that
follows on the line in other cells. It would stay there, for only what changes is drawn again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.ui.text import width

_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
"""What makes another sign of the one before: joined emoji, pictures, keys."""
_RUN = re.compile(f"[{_JOINERS}\U0001f000-\U0001faff]+")

_KEEP_PLACE, _BACK, _STAY_ON_LINE, _MAY_WRAP = "\x1b7", "\x1b8", "\x1b[?7l", "\x1b[?7h"


def draw_in_counted_cells(update: Any) -> Any:
    """Have an update of the screen be written so; where Textual writes updates in another way, it stays as it is."""
    render = getattr(update, "render_segments", None)
    if render is not None:
        update.render_segments = lambda console: in_counted_cells(render(console))
    return update


def in_counted_cells(written: str) -> str:
    """What is written to the terminal, so that each run of emoji ends where it was counted to end."""
    return "".join(_parts(written))


def _parts(written: str) -> Iterator[str]:
    end = 0
    for run in _RUN.finditer(written):
        start = run.start()
        if written[start] in _JOINERS and start > end and not _may_end_a_command(written[start - 1]):
            start -= 1
        yield written[end:start]
        end = run.end()
        yield _in_cells(written[start:end])
    yield written[end:]


def _may_end_a_command(character: str) -> bool:
    """Whether a character may belong to an escape sequence and not to the text."""
    return character.isascii() and character.isalpha()


def _in_cells(run: str) -> str:
    """Blanks in its cells, the run over them, and then on to the cell behind it."""
    cells = width(run)
    onward = f"\x1b[{cells}C" if cells else ""
    return f"{_STAY_ON_LINE}{_KEEP_PLACE}{' ' * cells}{_BACK}{_KEEP_PLACE}{run}{_BACK}{onward}{_MAY_WRAP}"
