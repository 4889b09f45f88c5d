"""Quotation marks without a partner, as they are left over where words are cut out of a sentence."""

from __future__ import annotations

_CLOSED_BY = {"“": "”", "«": "»", "„": "“”"}
_CLOSING = "”»"


def whole_quotes(words: str) -> str:
    """The words without quotation marks that have no partner among them; apostrophes are left alone."""
    lonely: list[int] = []
    opened: list[int] = []
    straight: int | None = None
    for place, sign in enumerate(words):
        if sign == '"':
            straight = place if straight is None else None
        elif opened and sign in _CLOSED_BY[words[opened[-1]]]:
            opened.pop()
        elif sign in _CLOSED_BY:
            opened.append(place)
        elif sign in _CLOSING:
            lonely.append(place)
    dropped = {*lonely, *opened, *(() if straight is None else (straight,))}
    return "".join(sign for place, sign in enumerate(words) if place not in dropped) if dropped else words
