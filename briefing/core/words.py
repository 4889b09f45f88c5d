"""Where the words of a search stand in a text, found as the full-text index finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Scripts that put no space between words: Thai to Khmer, Chinese, Japanese, Korean.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f"
_UNSPACED = re.compile(f"[{UNSPACED}]")
FAR_ENOUGH = 20_000
_GAP = r"\W+"


def holds_unspaced(text: str) -> bool:
    """Whether some of the text is in a script that puts no space between words."""
    return _UNSPACED.search(text) is not None


def hits(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """The stretches `[start, end)` of a text that hold one of the words or phrases, in order; `*` ends a beginning.

    Case and accents do not matter. Only the first part of a very long text is looked at.
    """
    patterns = [pattern for pattern in map(_pattern, words) if pattern]
    if not patterns:
        return []
    folded = _fold_text(text[:FAR_ENOUGH])
    return sorted({match.span() for pattern in patterns for match in re.finditer(pattern, folded)})


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
    parts = [re.escape(part) for part in re.findall(r"\w+", _fold_text(words))]
    if not parts:
        return ""
    joined = _GAP.join(parts)
    if holds_unspaced(words):
        return joined
    return rf"\b{joined}" + ("" if words.endswith("*") else r"\b")


def _fold_text(text: str) -> str:
    """The text in small letters without accents, with every character where it was."""
    if text.isascii():
        return text.lower()
    return "".join(_fold(character) for character in text)


def _fold(character: str) -> str:
    if character.isascii():
        return character.lower()
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character
