"""Where the words of a search stand in a text, found as the full-text index finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import product
from math import prod
from types import MappingProxyType

# Scripts that put no space between words: Thai to Khmer, Chinese, Japanese, Korean.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f"
FAR_ENOUGH = 20_000
STROKES: Mapping[str, str] = MappingProxyType(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe",
        "Œ": "OE", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ħ": "h", "Ħ": "H", "ŧ": "t",
        "Ŧ": "T", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "\u00ad": "", "\u200b": "", "\u2060": "",
    }
)  # fmt: skip
"""Letters that Unicode does not divide into a plain one and a mark, ligatures, and places where a word may break.

The search index reads them the same way: the view `searchable` of the migrations replaces each of them.
"""
_ACCENTED: Mapping[str, str] = MappingProxyType(
    {"α": "ά", "ε": "έ", "η": "ή", "ι": "ί", "ο": "ό", "υ": "ύ", "ω": "ώ", "е": "ё", "ا": "أإآ"}
)
"""Letters that people type for those with a mark, which the index keeps in scripts other than the Latin one."""
_MOST_WAYS = 60
_MARKS = "[\u0300-\u036f\u0653-\u0655]+"
"""Accents, and those of Arabic letters. What Unicode divides otherwise, as Korean and が, are letters of their own."""
_GAP = r"\W+"
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
_TO_PLAIN = str.maketrans(_RAISED + _LOWERED, "0123456789" * 2)
_TO_RAISED, _TO_LOWERED = str.maketrans("0123456789-−", _RAISED + "⁻⁻"), str.maketrans("0123456789", _LOWERED)
# Compiled when a search first asks for figures: letters that lie far apart take long.
_POWER = r"(?<=[^\W_])\^\(?([-−]?[0-9]{1,9})\)?"
_BEHIND_LETTER = rf"(?<=[^\W\d_])[0-9{_RAISED}{_LOWERED}]{{1,9}}"
_RAISED_FIGURES = rf"(?<=[^\W_{_RAISED}{_LOWERED}])⁻?[{_RAISED}]{{1,9}}"


def holds_unspaced(text: str) -> bool:
    """Whether some of the text is in a script that puts no space between words."""
    return not text.isascii() and _unspaced().search(text) is not None


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")  # late: so many letters take milliseconds


def spellings(words: str) -> tuple[str, ...]:
    """Words, folded, in all the ways to write their raised and lowered figures: `co2` and `co₂`, `x²` and `x^2`.

    A figure behind a letter may stand high, low, or on the line. Behind a number it may not: 10⁶ is not 106.
    """
    return _with_figures(fold(words))


def indexed_spellings(words: str) -> tuple[str, ...]:
    """Words in all the ways in which a full-text index may have them.

    It drops the marks of Latin letters alone. So others are asked for as they are typed, without their marks, and
    with the one that a word without any may have: `Ελλαδα` finds Ελλάδα, and `Ελλάδα` ΕΛΛΑΔΑ.
    """
    typed = "".join(STROKES.get(letter, letter) for letter in unicodedata.normalize("NFC", words)).lower()
    ways = (*_with_accents(typed), fold(words))
    return tuple(dict.fromkeys(spelling for way in ways for spelling in _with_figures(way)))


def _with_accents(words: str) -> Iterable[str]:
    if words.isascii():
        return (words,)
    parts = [_accented(part) for part in re.split(r"(\W+)", words)]
    return map("".join, product(*parts)) if prod(map(len, parts)) <= _MOST_WAYS else (words,)


def _accented(word: str) -> list[str]:
    """A word, and the word with each mark that it may have where it has none."""
    if any(marked in word for marks in _ACCENTED.values() for marked in marks):
        return [word]
    places = ((place, marked) for place, letter in enumerate(word) for marked in _ACCENTED.get(letter, ""))
    return [word, *(f"{word[:place]}{marked}{word[place + 1 :]}" for place, marked in places)]


def _with_figures(folded: str) -> tuple[str, ...]:
    raised = re.sub(_POWER, lambda power: power[1].translate(_TO_RAISED), folded)
    plain = re.sub(_BEHIND_LETTER, lambda figures: figures[0].translate(_TO_PLAIN), raised)
    lowered = re.sub(_BEHIND_LETTER, lambda figures: figures[0].translate(_TO_LOWERED), plain)
    high = re.sub(_BEHIND_LETTER, lambda figures: figures[0].translate(_TO_RAISED), plain)
    typed = re.sub(_RAISED_FIGURES, lambda power: f"^{power[0].translate(_TO_PLAIN)}", raised)
    return tuple(dict.fromkeys((folded, raised, plain, lowered, high, typed)))


def hits(text: str, words: Iterable[str], most: int = FAR_ENOUGH) -> list[tuple[int, int]]:
    """The stretches `[start, end)` of a text that hold one of the words or phrases, in order; `*` ends a beginning.

    Case, accents and the strokes of letters do not matter. Only the first `most` characters are looked at.
    """
    patterns = [pattern for pattern in map(_pattern, words) if pattern]
    if not patterns:
        return []
    text = text[:most]
    folded, places = _fold_with_places(text)
    found = {match.span() for pattern in patterns for match in re.finditer(pattern, folded)}
    if places is None:
        return sorted(found)
    return sorted({(places[start], _end(text, places[end - 1] + 1)) for start, end in found})


def _end(text: str, end: int) -> int:
    """The end of a hit behind the marks on its last letter."""
    while end < len(text) and not _fold(text[end]) and unicodedata.combining(text[end]):
        end += 1
    return end


def context(text: str, words: Iterable[str], width: int) -> str:
    """About `width` characters of a text on one line, around the first hit; empty where there is none."""
    found = hits(text, words)
    if not found:
        return ""
    start = max(0, found[0][0] - width // 3)
    if start:
        start = text.rfind(" ", max(0, start - 20), start) + 1 or start
    part = " ".join(text[start : start + width * 2].split())
    return ("…" if start else "") + part[:width] + ("…" if len(part) > width or start + width * 2 < len(text) else "")


def _pattern(words: str) -> str:
    return "|".join(filter(None, map(_pattern_of, spellings(words))))


def _pattern_of(words: str) -> str:
    parts = [re.escape(part) for part in re.findall(r"\w+", words)]
    if not parts:
        return ""
    joined = _GAP.join(parts)
    if holds_unspaced(words):
        return joined
    return rf"\b{joined}" + ("" if words.endswith("*") else r"\b")


def fold(text: str) -> str:
    """The text in small letters without accents and strokes (ø is o, ß is ss), and without what nobody sees in it."""
    return _fold_with_places(text)[0]


def _fold_with_places(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and where in the text each of its characters was; None where each is where it was."""
    if text.isascii():
        return text.lower(), None
    letters = [_fold(character) for character in text]
    folded = "".join(letters)
    if len(folded) == len(text) and all(map(len, letters)):
        return folded, None
    return folded, [number for number, letter in enumerate(letters) for _ in letter]


@lru_cache(4_096)
def _fold(character: str) -> str:
    plain = STROKES.get(character)
    if plain is not None:
        return plain.lower()
    if re.fullmatch(_MARKS, character):
        return ""
    divided = unicodedata.normalize("NFD", character)
    first, marks = divided[0], divided[1:]
    if marks and not re.fullmatch(_MARKS, marks):
        return character.lower()
    plain = STROKES.get(first, first).casefold()
    return plain if len(plain) == 1 else character
