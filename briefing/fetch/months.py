"""Months by their names in the languages that feeds are written in."""

from __future__ import annotations

_LATIN = (
    "jan jän ene gen januari tammi oca sty led ian jaa saus sij yan",
    "feb fev fév febbraio helmi şub lut úno vee vasa vel peb",
    "mar mär mars mrz mrt maal marzo mart bře már mac kovo ožu",
    "apr abr avr huhti nis kwi dub ápr bala tra",
    "mai may mag maj mei touko mayıs kvě máj maí geg svi",
    "jun juin giu kesä haz cze červen červn jún jūn juun iun iyun bir lipa lipnj hun",
    "jul juil lug heinä tem lip červenec červenc júl jūl juul iul iyul liep srpa srpnj hul",
    "aug ago aoû aou elo ağu sie srp ágú avg avq agu agt ogo rugp kol",
    "sep set sept syys eyl wrz zář sze sen rugs ruj",
    "oct okt ott out loka eki paź říj spal",
    "nov marras kas lis nóv noy nob lapk stu",
    "dec dic dez déc des joulu ara gru pro dek det dis",
)
_OTHER_SCRIPTS = (
    "янв січ ιαν яну јан يناي جانف 一月",
    "фев лют φεβ فبرا فيفر 二月",
    "мар бер μαρ مارس 三月",
    "апр кві απρ أبري ابري أفري 四月",
    "май мая тра μαι μάι мај ماي 五月",
    "июн чер ιουν ιούν юни јун يوني جوان 六月",
    "июл лип ιουλ ιούλ юли јул يولي جويل 七月",
    "авг сер αυγ αύγ أغسط اغسط أوت 八月",
    "сен вер σεπ سبتم 九月",
    "окт жов οκτ أكتو اكتو 十月",
    "ноя лис νοε νοέ ное نوفم 十一月",
    "дек гру δεκ ديسم 十二月",
)
_MONTHS = {
    beginning: month
    for rows in (_LATIN, _OTHER_SCRIPTS)
    for month, row in enumerate(rows, 1)
    for beginning in row.split()
}
_MONTHS |= {f"{month}{sign}": month for month in range(1, 13) for sign in "月월"}
_SHORTEST, *_, _LONGEST = sorted(map(len, _MONTHS))


def month_of(name: str) -> int | None:
    """The number of a month, by the longest beginning of its name that is known; None for another word.

    Where two languages use one name for two months, the one that is read more stands here.
    """
    name = name.casefold()
    known = (_MONTHS.get(name[:length]) for length in range(_LONGEST, _SHORTEST - 1, -1))
    return next((month for month in known if month is not None), None)
