"""Units and currencies as stories write them, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Rule = tuple[str, str, float]
"""A verbose pattern, the unit or currency that it stands for, and how many of those one of it is."""

_PIECES = (
    *("dose", "vial", "pen", "round", "shell", "missile", "rocket", "drone", "tank", "jet", "plane", "fighter jet"),
    *("fighter", "helicopter", "vehicle", "launcher", "system", "interceptor", "radar", "troop", "soldier", "officer"),
    *("prisoner", "hostage", "car", "truck", "ship", "vessel", "tanker", "container", "unit", "turbine"),
    *("reactor", "panel", "wafer", "job"),
)

COUNTED: tuple[Rule, ...] = (
    *((one.replace(" ", r"\ ") + "s?", f"{one}s", 1) for one in _PIECES),
    (r"shares", "shares", 1),  # "all three share the cost" counts none
    (r"carcass(?:es)?", "carcasses", 1),
    (r"cargo(?:e?s)?", "cargoes", 1),
    (r"batter(?:y|ies)", "batteries", 1),
    (r"aircraft", "aircraft", 1),
    (r"head", "head", 1),
    (r"people", "people", 1),
)
"""Things that are counted, and may have a model or an adjective before them: "12 Leopard 2 tanks"."""

UNITS: tuple[Rule, ...] = (
    (r"short\ tons?", "tonnes", 0.907185),
    (r"long\ tons?", "tonnes", 1.016047),
    (r"(?:metric\ |dry\ )?(?:tonnes?|tons?)|mt", "tonnes", 1),
    (r"kilogram(?:me)?s?|kilos?|kg", "tonnes", 0.001),
    (r"pounds?(?=\ of\ [a-z])|lbs?", "tonnes", 0.00045359237),
    (r"(?:troy\ )?(?:ounces?|oz)", "ounces", 1),
    (r"grams?|grammes?", "grams", 1),
    (r"barrels?\ of\ oil\ equivalent|boe", "barrels of oil equivalent", 1),
    (r"barrels?|bbls?", "barrels", 1),
    (r"bpd|b/d", "barrels/day", 1),
    (r"bushels?", "bushels", 1),
    (r"bags?", "bags", 1),
    (r"bales?", "bales", 1),
    (r"lit(?:re|er)s?", "litres", 1),
    (r"hectolit(?:re|er)s?", "litres", 100),
    (r"gallons?", "gallons", 1),
    (r"cubic\ (?:metres?|meters?)|cubic\ m|m3", "cubic metres", 1),
    (r"cubic\ kilomet(?:re|er)s?", "cubic metres", 1e9),
    (r"bcm", "cubic metres", 1e9),
    (r"cubic\ feet|cubic\ foot", "cubic feet", 1),
    (r"tcf", "cubic feet", 1e12),
    (r"bcf", "cubic feet", 1e9),
    (r"acres?", "acres", 1),
    (r"hectares?", "hectares", 1),
    (r"square\ kilomet(?:re|er)s?", "square kilometres", 1),
    (r"square\ miles?", "square miles", 1),
    (r"kilomet(?:re|er)s?|km", "kilometres", 1),
    (r"miles?", "miles", 1),
    (r"terawatt[-\ ]hours?|TWh", "megawatt-hours", 1e6),
    (r"gigawatt[-\ ]hours?|GWh", "megawatt-hours", 1e3),
    (r"megawatt[-\ ]hours?|MWh", "megawatt-hours", 1),
    (r"kilowatt[-\ ]hours?|kWh", "megawatt-hours", 1e-3),
    (r"gigawatts?|GW", "megawatts", 1e3),
    (r"megawatts?|MW", "megawatts", 1),
    (r"kilowatts?|kW", "megawatts", 1e-3),
    (r"percentage\ points?", "percentage points", 1),
    (r"basis\ points?", "percentage points", 0.01),
    (r"per\ ?cent|pct|%", "%", 1),
    (r"years?", "years", 1),
    (r"months?", "months", 1),
    (r"weeks?", "weeks", 1),
    (r"days?", "days", 1),
    (r"hours?", "hours", 1),
    (r"minutes?", "minutes", 1),
    *COUNTED,
)

WEIGHED = frozenset(
    {
        *("tonnes", "ounces", "grams", "barrels", "barrels of oil equivalent", "bushels", "bags", "bales", "litres"),
        *("cubic metres", "cubic feet", "megawatt-hours", "megawatts"),
    }
)
"""Units of goods that are weighed or measured out."""

SOLD_BY = (
    *("tonne", "ton", "kilogram", "kilo", "kg", "ounce", "oz", "pound", "lb", "barrel", "bbl", "bushel", "bag"),
    *("litre", "liter", "gallon", "dose", "vial", "pen", "share", "piece"),
)
"""What a price may be for."""

RATES = {
    "ton": "tonne",
    "kg": "kilogram",
    "kilo": "kilogram",
    "oz": "ounce",
    "lb": "pound",
    "bbl": "barrel",
    "daily": "day",
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "apiece": "piece",
    "each": "piece",
}
"""The usual word for how often, or for what a price is for."""

TIMES: Mapping[str, float] = MappingProxyType(
    {"years": 8_766, "months": 730.5, "weeks": 168, "days": 24, "hours": 1, "minutes": 1 / 60}
)
"""Lengths of time, in hours."""

CURRENCIES: tuple[Rule, ...] = (
    (r"Canadian\ (?:dollars?|dlrs?)", "CAD", 1),
    (r"Australian\ (?:dollars?|dlrs?)", "AUD", 1),
    (r"New\ Zealand\ (?:dollars?|dlrs?)", "NZD", 1),
    (r"Hong\ Kong\ (?:dollars?|dlrs?)", "HKD", 1),
    (r"Singapore\ (?:dollars?|dlrs?)", "SGD", 1),
    (r"(?:U\.?S\.?\ )?(?:dollars?|dlrs?)|USD", "USD", 1),
    (r"(?:U\.?S\.?\ )?(?:cents?|cts)", "USD", 0.01),
    (r"euros?|EUR", "EUR", 1),
    (r"pence|(?-i:p)(?!\.?m)", "GBP", 0.01),
    (r"pounds?(?:\ sterling)?|sterling|stg|GBP", "GBP", 1),
    (r"yen", "JPY", 1),
    (r"yuan|renminbi", "CNY", 1),
    (r"rou?bles?", "RUB", 1),
    (r"rupiahs?", "IDR", 1),
    (r"won", "KRW", 1),
    (r"Swiss\ francs?", "CHF", 1),
    (r"CFA\ francs?", "XOF", 1),
    (r"French\ francs?", "FRF", 1),
    (r"Belgian\ francs?", "BEF", 1),
    (r"(?:deutsche?)?\ ?marks?", "DEM", 1),
    (r"lire", "ITL", 1),
    (r"liras?", "TRY", 1),
    (r"reais|real", "BRL", 1),
    (r"shekels?", "ILS", 1),
    (r"hryvnias?", "UAH", 1),
    (r"rand", "ZAR", 1),
    (r"naira", "NGN", 1),
    (r"ecus?", "XEU", 1),
    (r"SDRs?", "XDR", 1),
    (r"z[lł]otys?", "PLN", 1),
    (r"koruna", "CZK", 1),
    (r"forints?", "HUF", 1),
    (r"leva", "BGN", 1),
    (r"lei", "RON", 1),
    (r"taka", "BDT", 1),
    (r"baht", "THB", 1),
    (r"ringgit", "MYR", 1),
    (r"rupees?", "rupees", 1),
    (r"francs?", "francs", 1),
    (r"pesos?", "pesos", 1),
    (r"riyals?", "riyals", 1),
    (r"dirhams?", "dirhams", 1),
    (r"dinars?", "dinars", 1),
    (r"shillings?", "shillings", 1),
    (r"kron(?:or|er|a|e)", "kroner", 1),
    (r"crowns?", "crowns", 1),
)
"""Codes of ISO 4217, and the plain word where several states have a money of that name."""

SIGNS: Mapping[str, str] = {
    "$": "USD",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "CDN$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "S$": "SGD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₴": "UAH",
    "₺": "TRY",
    "₪": "ILS",
    "₦": "NGN",
}
