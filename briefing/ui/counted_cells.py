"""Emoji and the scripts of India take the cells that they were counted with, whatever the terminal counts.

A terminal that takes a flag, an emoji of several signs or a vowel sign for wider or narrower than Briefing does would
draw all that follows on the line in other cells. It would stay there, for only what changes is drawn again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any
from unicodedata import category

from rich import cells as rich_cells

from briefing.ui.text import width

_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
"""What makes another sign of the one before: joined emoji, pictures, keys."""
_MARKED = "\u0900-\u0dff\u0f00-\u109f\u1700-\u17ff\u1900-\u1c4f\u1ce0-\u1cff\ua800-\uabff\U00011000-\U00011fff"
"""The scripts with signs that stand beside their letter, as those of India, Burma and Cambodia."""
_WORD = f"[{_MARKED}][{_MARKED}\u200c\u200d]*"
_RUN = re.compile(f"[{_JOINERS}\U0001f000-\U0001faff]+|{_WORD}(?: {_WORD})*")

_KEEP_PLACE, _BACK, _STAY_ON_LINE, _MAY_WRAP = "\x1b7", "\x1b8", "\x1b[?7l", "\x1b[?7h"


_LOAD_TABLE = "load_cell_table"
_usual_table = vars(rich_cells).get(_LOAD_TABLE)


def count_spacing_marks() -> None:
    """Count a sign that stands beside its letter as a cell, as most terminals do and Rich does not.

    Where a terminal takes it for none, a blank follows the words; the other way, words would run over the next pane.
    A Rich that has its table elsewhere counts as it does.
    """
    if vars(rich_cells).get(_LOAD_TABLE) is _usual_table is not None:
        setattr(rich_cells, _LOAD_TABLE, _table_with_spacing_marks)
        rich_cells.get_character_cell_size.cache_clear()
        rich_cells.cached_cell_len.cache_clear()


@cache
def _table_with_spacing_marks(version: str) -> rich_cells.CellTable:
    assert _usual_table is not None
    table: rich_cells.CellTable = _usual_table(version)
    return table._replace(widths=tuple(_without_spacing_marks(table.widths)))


def _without_spacing_marks(widths: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """The ranges of a table of widths; what is in none of them takes one cell."""
    for first, last, cells in widths:
        if cells:
            yield first, last, cells
            continue
        for is_mark, codes in groupby(range(first, last + 1), lambda code: category(chr(code)) == "Mc"):
            if not is_mark:
                found = tuple(codes)
                yield found[0], found[-1], 0


def draw_in_counted_cells(update: Any) -> Any:
    """Have an update of the screen be written so; where Textual writes updates in another way, it stays as it is."""
    render = getattr(update, "render_segments", None)
    if render is not None:
        update.render_segments = lambda console: in_counted_cells(render(console))
    return update


def in_counted_cells(written: str) -> str:
    """What is written to the terminal, so that each run of emoji or of such words ends where it was counted to end."""
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
