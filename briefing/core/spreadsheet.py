"""Tables as CSV, of which no cell is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from briefing.core import clean

_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@＝＋－＠])")
"""What begins a formula. A semicolon begins a cell in countries where a comma stands between digits."""


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines of CSV: words on one line, and shown as they are."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().rstrip("\n")


def _cell(cell: object) -> object:
    return _FORMULA.sub(r"\1\2'", clean.line(cell, len(cell) + 1)) if isinstance(cell, str) else cell
