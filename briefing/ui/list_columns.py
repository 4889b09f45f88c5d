"""The columns of a list with one line a story: which there is room for, how wide they are, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefing.core.formatting import ARROW, age
from briefing.core.headline import Headline
from briefing.ui.glyphs import Glyphs

USUAL_COLUMNS = ("age", "feed", "title", "lines")
RIGHT_ALIGNED = ("age", "date", "reports")
GAP = 2
_WIDTHS = {"age": 4, "date": 7, "feed": 18, "reports": 3, "offer": 44, "lines": 1}
_LEAST_FEED = 8
_LEFT_OUT_BELOW = {"offer": 44, "feed": 44, "reports": 36, "date": 36, "age": 36}
"""The columns that are left out where the title would be shorter than this, the first first.

Signs of lines are never left out: they take one column.
"""


def column_widths(wanted: Sequence[str], room: int) -> dict[str, int]:
    """How wide each column is in a row with so much room, in their order; those that do not fit are left out."""
    widths = {name: _WIDTHS.get(name, 0) for name in wanted}
    if "feed" in widths:
        widths["feed"] = max(_LEAST_FEED, min(_WIDTHS["feed"], room // 6))
    if "offer" in widths:
        widths["offer"] = max(20, min(_WIDTHS["offer"], room // 3))
    for name, least in _LEFT_OUT_BELOW.items():
        if room - _taken(widths) < least:
            widths.pop(name, None)
    widths["title"] = max(0, room - _taken(widths))
    return widths


def _taken(widths: dict[str, int]) -> int:
    return sum(cells for name, cells in widths.items() if name != "title") + GAP * (len(widths) - 1)


def column_words(name: str, headline: Headline, now: datetime, glyphs: Glyphs) -> str:
    """What stands in a column but that of the title."""
    moment = headline.moment
    match name:
        case "age":
            return age(moment, now)
        case "date":
            return _date(moment.astimezone(), now.astimezone())
        case "feed":
            return headline.source
        case "reports":
            return f"+{headline.cluster - 1}" if headline.cluster > 1 else ""
        case "offer":
            return headline.line_words.replace(ARROW, glyphs.arrow).replace(" \u00b7 ", f" {glyphs.dot} ")
        case _:
            is_told = headline.main_line and not headline.less_sure
            return glyphs.watched if headline.watched else glyphs.lines if is_told else ""


def _date(moment: datetime, now: datetime) -> str:
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    return f"{moment.day} {moment:%b}" if moment.year == now.year else f"{moment:%m/%Y}"
