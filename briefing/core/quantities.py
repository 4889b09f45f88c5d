"""Quantities in a text: a number with its unit or its currency, in the words of the text and as what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from briefing.core import numbers
from briefing.core.numbers import FIGURES, FLAGS, NUMBER, SPACES, one_of
from briefing.core.units import COUNTED, CURRENCIES, RATES, SIGNS, SOLD_BY, TIMES, UNITS, Rule


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much, as `text` says it at `[start, end)`.

    `amount` is None where the words give no number ("dozens of tanks"); `to` is the upper end of a range. Both are in
    `unit` (tonnes, barrels, megawatt-hours, % …) or in `currency` (a code of ISO 4217, or a word as "pesos"). `per`
    is what each is for or when: tonne, share, day. `bound` is about, at least, at most, or empty.
    """

    text: str
    start: int
    end: int
    amount: float | None
    to: float | None = None
    unit: str = ""
    currency: str = ""
    per: str = ""
    bound: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it is only a length of time."""
        return self.unit in TIMES

    def in_hours(self) -> Quantity:
        """A length of time in hours; anything else as it is."""
        if self.amount is None or not self.is_time:
            return self
        one = TIMES[self.unit]
        return replace(self, amount=self.amount * one, to=None if self.to is None else self.to * one, unit="hours")


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of a text, in order."""
    return (_read(text, match) for match in _matches(text))


def sums(text: str) -> Iterator[tuple[int, int]]:
    """Where the sums of money in a text begin and end, without "about" and "a share"."""
    return (match.span("sum") for match in _matches(text) if match["sum"])


def quantity(words: str) -> Quantity | None:
    """The first quantity of these words, one of something before a length of time; None where there is none.

    A number without a unit is one too.
    """
    found = min(quantities(words), key=lambda one: one.is_time, default=None)
    match = None if found else re.search(NUMBER, _plain(words), FLAGS)
    if match is None:
        return found
    start = _begin(words, match.start())
    text = words[start : match.end()]
    return Quantity(text, start, match.end(), numbers.value(match[0]), bound=_bound(_plain(text)))


# ------------------------------------------------------------------------------------------------------ grammar

_BOUNDS = {
    "at most": (
        *("up to", "at most", "no more than", "not more than", "less than", "fewer than", "under", "a maximum of"),
        *("as much as", "as many as"),
    ),
    "at least": ("at least", "no less than", "no fewer than", "not less than", "more than", "over", "a minimum of"),
    "about": ("about", "around", "approximately", "roughly", "nearly", "almost", "some", "close to", "an estimated"),
}
_EXTRA = ("another", "an additional", "an extra", "a further", "additional", "extra", "further")
_BEFORE = re.compile(
    rf"(?<!\w)(?:{one_of((*_EXTRA, *(word for words in _BOUNDS.values() for word in words)))}\ )+$", FLAGS
)
_LONGEST_BOUND = 40
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_PARTS_OF = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
_PART = rf"(?P<part>(?:(?P<count>{one_of(_PARTS_OF)})[\ -])?(?P<whole>{one_of(_PARTS)})s?)(?=\ of\ )"
_SIGN = rf"(?:{one_of(SIGNS)}|US\ dlrs\ )\ ?"
_TO = r"(?:(?(between)\ and\ |\ to\ )|\ ?[-–]\ ?)"
_PERCENT = r"(?:\ ?%|\ pct\b|\ per\ ?cent\b)"
_PERCENT_ENDS = rf"{_PERCENT}(?=(?(between)\ and\ |\ ?[-–]\ ?){NUMBER}{_PERCENT})"
"""The sign at the lower end of a range that has it at both: "between 3% and 5%"; "20% to 25%" may be a change."""
_MORE = "(?:more|extra|new|further|additional|other|armed|used|modern|heavy|light)"
_MODEL = r"(?-i:[A-Z][\w-]*)\ (?:\d\w*\ )?"
_OF_GOODS = r"\ of(?:\ [a-z-]+){1,3}?(?=\ (?:a|per)\ (?:day|week|month|year)\b)"
_EACH = one_of(("day", "week", "month", "year", "hour", "head", "person", "capita", "family", "MWh", "kWh", *SOLD_BY))
_RATE = rf"""(?:
    \ (?:a|an|per|each|every)\ (?P<per>{_EACH})\b
    | \ ?/\ ?(?P<slash>{_EACH})\b
    | \ (?P<often>daily|annually|yearly|monthly|weekly|apiece|each)\b)"""
_WIDE = re.compile(f"[{SPACES}]")
_ANCHOR = re.compile(
    rf"""(?<!\w)(?:between\ (?=\d|[$€£]|{numbers.ONE})|{_SIGN}(?=\d)|{numbers.BEGIN}
    |{one_of(_PARTS)}s?\ of\b|an?\ (?={one_of(_PARTS)}\ of\b))""",
    FLAGS,
)


def _any(rules: Iterable[Rule]) -> str:
    return f"(?:{'|'.join(pattern for pattern, _, _ in rules)})(?!\\w)"


@cache
def _grammar() -> re.Pattern[str]:
    currency = _any(CURRENCIES)
    return re.compile(
        rf"""(?P<between>between\ )?
        (?: (?P<number>{NUMBER})(?:(?:{_PERCENT_ENDS})?{_TO}(?P<number_to>{NUMBER}))?
            (?: [\ -]?(?P<unit>{_any(UNITS)}) | \ (?:{_MORE}\ )?(?:{_MODEL}){{0,2}}(?P<counted>{_any(COUNTED)}))
            (?:{_OF_GOODS})?
        | (?P<sum>
            (?<![\w$€£])(?P<sign>{_SIGN})(?P<signed>{FIGURES})
            (?:{_TO}(?:{_SIGN})?(?P<signed_to>{FIGURES}))?(?:\ {currency})?
            | (?P<paid>{NUMBER})(?:{_TO}(?P<paid_to>{NUMBER}))?[\ -]?(?P<currency>{currency}))
        | {_PART}
        ){_RATE}?""",
        FLAGS,
    )


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The grammar is tried only where a number can begin: to try it everywhere takes five times as long."""
    grammar, end = _grammar(), 0
    text = _plain(text)
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() >= end and (match := grammar.match(text, anchor.start())):
            end = match.end()
            yield match


def _plain(text: str) -> str:
    """A text with spaces of one width, as long as before."""
    return text if text.isascii() else _WIDE.sub(" ", text)


def _begin(text: str, start: int) -> int:
    """Where a quantity begins with the "about" or "up to" before its number."""
    match = _BEFORE.search(_plain(text[max(0, start - _LONGEST_BOUND) : start]))
    return start - len(match[0]) if match else start


# ------------------------------------------------------------------------------------------------------ meaning


def _read(source: str, match: re.Match[str]) -> Quantity:
    has_two_ends = any(match[f"{name}_to"] for name in ("number", "signed", "paid"))
    start = _begin(source, match.end("between") if match["between"] and not has_two_ends else match.start())
    text = source[start : match.end()]
    unit, currency, factor = _measure(match)
    name, _, implied = unit.partition("/")
    low, high = _ends(match)
    return Quantity(
        text=text,
        start=start,
        end=match.end(),
        amount=None if low is None else low * factor,
        to=None if high is None else high * factor,
        unit=name,
        currency=currency,
        per=_per(match) or implied,
        bound=_bound(_plain(text)),
    )


def _measure(match: re.Match[str]) -> tuple[str, str, float]:
    """The unit, the currency, and how many of it the written one is."""
    if match["part"]:
        return "%", "", 1.0
    if written := match["unit"] or match["counted"]:
        name, factor = _name_and_factor(written, UNITS)
        return name, "", factor
    if match["sign"]:
        return "", SIGNS.get(match["sign"].strip().upper(), "USD"), 1.0
    name, factor = _name_and_factor(match["currency"], CURRENCIES)
    return "", name, factor


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    """The ends of a range: in "2 to 3 million" both are millions."""
    if match["part"]:
        return _PARTS_OF[(match["count"] or "a").lower()] * _PARTS[match["whole"].lower()], None
    low, high = next((match[g], match[f"{g}_to"]) for g in ("number", "signed", "paid") if match[g])
    first, last = numbers.value(low), numbers.value(high) if high else None
    scale = numbers.scale(high) if high else None
    if first is not None and last is not None and scale and numbers.scale(low) is None and first < last / scale:
        first *= scale
    return first, last


@cache
def _name_and_factor(written: str, rules: tuple[Rule, ...]) -> tuple[str, float]:
    for pattern, name, factor in rules:
        if re.match(rf"{pattern}(?!\w)", f"{written} of goods", FLAGS):
            return name, factor
    raise ValueError(f"no rule for {written!r}")  # pragma: no cover - what is written was found by these rules


def _bound(words: str) -> str:
    lower = words.lower()
    return next((name for name, said in _BOUNDS.items() if lower.startswith(tuple(f"{word} " for word in said))), "")


def _per(match: re.Match[str]) -> str:
    word = match["per"] or match["slash"] or match["often"] or ""
    return word if word.endswith("Wh") else RATES.get(word.lower(), word.lower())
