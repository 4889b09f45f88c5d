"""Quantities in a text: a number with its unit or its currency, as "about 2 million tons" or "$500 million"."""

from __future__ import annotations

import re

from briefing.analysis.reading import Reading
from briefing.core.analysis import Part, Span

_ABOUT = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|some|up to|at least|at most|more than|less than|over|"
    r"under|as (?:much|many) as|an? (?:additional|extra|further)|another|between)\s+)"
)
_DIGITS = r"\d[\d,]*(?:\.\d+)?(?:-\d+/\d+)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|mln|bln|mn|bn|tn|m|k)"
_WORDS = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|half an?|an?|several|dozens of|hundreds of|thousands of|tens of|millions of|billions of)"
    r"(?:[\s-]+(?:hundred|thousand|million|billion|trillion|dozen|half))*)"
)
_NUMBER = rf"(?:{_DIGITS}(?:\s?(?:to|-|–|and)\s?{_DIGITS})?(?:[\s-]?{_SCALE}\b)?)"
_SIGN = r"(?:(?:US|CDN|A|C|AU|CA|HK|NZ|S)?\$|€|£|¥|₹|₽|₩|₴|₺|US\s?dlrs|R\$)"
_CURRENCY = (
    r"(?:(?:U\.?S\.?\s|Canadian\s|Australian\s)?(?:dollars?|dlrs?|cents?|cts)|euros?|pounds?|stg|sterling|pence|yen|"
    r"yuan|renminbi|roubles?|rubles?|rupees?|rupiah|won|francs?|marks?|lire|lira|pesos?|reais|riyals?|dirhams?|dinars?|"
    r"shekels?|hryvnias?|kronor|kroner|krona|rand|naira|ecus?|z[lł]otys?|koruna|forints?|leva?|lei|taka|baht|ringgit|pesos|USD|EUR|GBP)"
)
_UNITS = (
    "(?:metric |long |short |dry |troy )?(?:tonnes?|tons?|ounces?|oz)",
    "kilogram(?:me)?s?|kilos?|kg|pounds?|lbs?",
    "barrels? of oil equivalent|barrels?|bbls?|bpd|b/d|bushels?|bags?|bales?",
    "litres?|liters?|gallons?|hectolitres?|cubic (?:metres?|meters?|feet)|bcm|tcf|bcf",
    "acres?|hectares?|square (?:miles?|kilomet(?:re|er)s?)|kilomet(?:re|er)s?|km|miles?",
    "(?:giga|mega|kilo|tera)watts?(?:[- ]hours?)?|[GMTk]Wh?",
    "per ?cent|pct|percentage points?|basis points?|%",
    "doses?|rounds?|shells?|missiles?|rockets?|drones?|tanks?|jets?|aircraft|planes?|fighters?|helicopters?",
    "vehicles?|launchers?|batter(?:y|ies)|systems?|units?|troops?|soldiers?|cars?|ships?|vessels?|cargoes",
    "carcasses|head|shares?|years?|months?|weeks?|days?|hours?|minutes?",
)
_UNIT = f"(?:{'|'.join(_UNITS)})"
_RATE = (
    r"(?:\s(?:a|an|per|each|every)\s(?:day|week|month|year|barrel|tonne|ton|kilo|kilogram|ounce|pound|share|bushel|head|"
    r"person|hour|capita)|\s(?:daily|annually|yearly|monthly|weekly))"
)
_AMOUNT = rf"(?:{_SIGN}\s?{_NUMBER}(?:\s{_CURRENCY})?|(?:{_NUMBER}|{_WORDS})[\s-]?(?:{_CURRENCY}|{_UNIT})(?!\w))"
_QUANTITY = re.compile(rf"(?<![\w.$€£]){_ABOUT}?{_AMOUNT}{_RATE}?", re.IGNORECASE)
_SUM = re.compile(
    rf"(?<![\w.$€£])(?:{_SIGN}\s?{_NUMBER}(?:\s{_CURRENCY})?|(?:{_NUMBER}|{_WORDS})[\s-]?{_CURRENCY}(?!\w))",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|minutes?)$", re.IGNORECASE)


def quantities(text: str, part: Part = Part.TEXT) -> tuple[Span, ...]:
    """Every quantity of a text, in order."""
    return tuple(Span(m.start(), m.end(), part) for m in _QUANTITY.finditer(text))


def sums(text: str) -> list[tuple[int, int]]:
    """Where the sums of money in a text begin and end, without "about" and "a share"."""
    return [m.span() for m in _SUM.finditer(text)]


def quantity_in(reading: Reading, span: Span) -> str | None:
    """The first quantity within a span, in the words of the story; a length of time only where there is no other."""
    found = [m.group().strip() for m in _QUANTITY.finditer(reading.words(span))]
    amounts = [words for words in found if not _TIME.search(words)]
    return next(iter(amounts or found), None)
