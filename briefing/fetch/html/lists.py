"""Lists under way: how deep we are, and what stands before the next item."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.fetch.html.tree import Element

LISTS = frozenset({"ul", "ol", "menu", "dir"})
_WHOLE = re.compile(r"\s*(-?\d{1,6})\s*$")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Numbering:
    """How the items of a list are numbered; `step` is 0 where they are not."""

    step: int = 0
    following: int = 1
    style: str = "1"

    @classmethod
    def of(cls, element: Element) -> Numbering:
        """The numbering of a list."""
        if element.tag != "ol" or "none" in (element.get("style") or ""):
            return cls()
        step = -1 if element.get("reversed") is not None else 1
        first = _number(element.get("start"))
        if first is None:
            first = 1 if step > 0 else sum(child.tag == "li" for child in element)
        return cls(step, first, element.get("type") or "1")

    def label(self, item: Element) -> str:
        """What stands before an item: `7.`, or nothing."""
        if not self.step:
            return ""
        own = _number(item.get("value"))
        number = self.following if own is None else own
        self.following = number + self.step
        return f"{_numeral(number, self.style)}."


def _number(raw: str | None) -> int | None:
    match = _WHOLE.match(raw or "")
    return int(match[1]) if match else None


def _numeral(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if style == "a" else letter.upper()
    if style in ("i", "I") and 1 <= number < 4000:
        roman = ""
        for value, sign in _ROMAN + _SMALL_ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if style == "i" else roman.upper()
    return str(number)
