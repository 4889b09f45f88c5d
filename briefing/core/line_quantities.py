"""How much of what: the quantities of an offer's terms, tied to its resources, and as words for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.core.analysis import Analysis, Line, Part, Resource, Terms
from briefing.core.quantities import Quantity, quantities, quantity

_REACH = 30
"""Characters between a quantity and the resource that it is of."""
_SHORT = re.compile(
    r"\b(?:mln|bln|mn|bpd|b/d|bcm|tcf|bcf|pct|dlrs?|cts|stg|boe|bbls?|oz|lbs?)\b|\d(?:bn|tn|[mk])\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LineQuantity:
    """A quantity of an offer; `resource` is the id of what it is of, or None where the terms do not say."""

    quantity: Quantity
    resource: str | None


def quantities_of(line: Line, analysis: Analysis, text: str = "") -> tuple[LineQuantity, ...]:
    """Every quantity in the terms of an offer, lengths of time left out; where they have none, the offer's own.

    With the story's text, a price right behind the terms counts as well: "wheat | at 455 dollars a ton".
    """
    words = re.sub(r"\s", " ", line.terms.text + _price_behind(line.terms, text))
    found = [one for one in quantities(words) if not one.is_time]
    if not found and line.quantity and (only := quantity(line.quantity)):
        return (LineQuantity(only, line.resources[0] if len(line.resources) == 1 else None),)
    goods = [resource for resource in analysis.resources if resource.id in line.resources]
    return tuple(LineQuantity(one, _resource(one, line, goods)) for one in found)


def _price_behind(terms: Terms, text: str) -> str:
    """The text from the end of the terms to that of a price that follows at once; empty where none does."""
    behind = text[terms.span.end : terms.span.end + _REACH * 2] if terms.span.part is Part.TEXT else ""
    price = next(quantities(re.sub(r"\s", " ", behind)), None)
    if price is None or not (price.currency and price.per):
        return ""
    return behind[: price.end] if re.fullmatch(r",?\s(?:at|for)\s(?:a price of\s)?", behind[: price.start]) else ""


def _resource(one: Quantity, line: Line, goods: list[Resource]) -> str | None:
    """The resource that the quantity is itself, is the price of, or has right behind it; else the only one."""
    start, end = line.terms.span.start + one.start, line.terms.span.start + one.end
    places = [(m.start, m.end, r) for r in goods for m in r.mentions if line.terms.span.covers(m)]
    within = [r.id for first, last, r in places if first < end and start < last]
    if within:
        return within[0]
    if one.currency and not one.per:
        return None
    things = sorted((first, last, r.id) for first, last, r in places if r.kind != "money")
    before = [of for _, last, of in things if last <= start]
    behind = [of for first, _, of in things if 0 <= first - end <= _REACH]
    if one.currency and before:
        return before[-1]
    if behind and not one.currency:
        return behind[0]
    alone = {of for _, _, of in things}
    return alone.pop() if len(alone) == 1 else None


def in_plain_words(one: Quantity) -> str:
    """What a quantity comes to, as `1.5 million barrels a day` or `at most USD 455 a tonne`; empty if unknown."""
    if one.amount is None:
        return ""
    ends = " to ".join(_number_text(number) for number in (one.amount, one.to) if number is not None)
    said = f"{one.currency} {ends}" if one.currency.isupper() else f"{ends} {one.unit or one.currency}"
    rate = f" {'an' if one.per[0] in 'aeiou' else 'a'} {one.per}" if one.per else ""
    return f"{one.bound} {said.strip()}{rate}".strip()


def spell_out(words: str) -> str:
    """The words of a quantity; where they are short for something, what they come to as well."""
    found = quantity(words) if _SHORT.search(words) else None
    plain = in_plain_words(found) if found else ""
    return f"{words} = {plain}" if plain else words


def _number_text(number: float) -> str:
    for scale, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if number >= scale:
            return _figures(number / scale) + word
    return _figures(number)


def _figures(number: float) -> str:
    text = f"{number:,.{2 if number >= 1 else 4}f}"
    return text.rstrip("0").rstrip(".")
