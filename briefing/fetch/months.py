"""Months by their names in the languages that feeds are written in."""

from __future__ import annotations

_BEGINNINGS = (
    "jan jän ene gen januari tammi oca sty led янв січ ιαν",
    "feb fev fév febbraio helmi şub lut úno фев лют φεβ",
    "mar mär mars mrz mrt maal marzo mart bře мар бер μαρ",
    "apr abr avr huhti nis kwi dub апр кві απρ",
    "mai may mag maj mei touko mayıs kvě май мая тра μαι μάι",
    "jun juin giu kesä haz cze červen červn июн чер ιουν ιούν",
    "jul juil lug heinä tem lip červenec červenc июл лип ιουλ ιούλ",
    "aug ago aoû aou elo ağu sie srp авг сер αυγ αύγ",
    "sep set sept syys eyl wrz zář сен вер σεπ",
    "oct okt ott out loka eki paź říj окт жов οκτ",
    "nov marras kas lis ноя лис νοε νοέ",
    "dec dic dez déc des joulu ara gru pro дек гру δεκ",
)
_MONTHS = {beginning: month for month, row in enumerate(_BEGINNINGS, 1) for beginning in row.split()}
_LONGEST = max(map(len, _MONTHS))


def month_of(name: str) -> int | None:
    """The number of a month, by the longest beginning of its name that is known; None for another word.

    Where two languages use one name for two months, the one that is read more stands here.
    """
    name = name.casefold()
    known = (_MONTHS.get(name[:length]) for length in range(_LONGEST, 2, -1))
    return next((month for month in known if month is not None), None)
