"""Raised and lowered characters in plain text: 10⁶, x₂, a^(n+1), and the marks of footnotes as [1]."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_CAN_BE_RAISED = re.compile(r"[0-9+\-−–=()ni]+")
_CAN_BE_LOWERED = re.compile(r"[0-9+\-−–=()]+")
_NOTE = re.compile(r"\[\s*(.{1,20}?)\s*\]|([*†‡§¶]{1,3})")
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*")
_SEVERAL = re.compile(r"\d{1,3}(?:\s*[,;]\s*\d{1,3})+")  # no power is two numbers
_SENTENCE_MARK = ".,;:!?\"'”’»)…"
_LETTERS = re.compile(r"[^\W\d_]+|[®©℗™℠º°ª]")
_FORMULA = re.compile(r"[\w+\-−*/·×.,=() ]{1,30}")


def superscript(text: str, before: str, leads: bool) -> str:
    """A superscript behind the character `before`, in plain text; `leads`: it is a link, as marks of notes are."""
    note = _NOTE.fullmatch(text)
    is_mark = leads or (before and before in _SENTENCE_MARK and before != ")")
    if note or _SEVERAL.fullmatch(text) or (is_mark and _NUMBERS.fullmatch(text)):
        return f"[{(note[1] or note[2]) if note else text}]"
    if not before or before.isspace():
        return text
    if _CAN_BE_RAISED.fullmatch(text):
        return text.translate(_RAISED)
    if leads or (_LETTERS.fullmatch(text) and (before.isdigit() or len(text) > 1)):
        return text  # 21st, Mlle, trade marks
    return _set_off("^", text)


def subscript(text: str, before: str) -> str:
    """A subscript behind the character `before`, in plain text."""
    if not before or before.isspace():
        return text
    return text.translate(_LOWERED) if _CAN_BE_LOWERED.fullmatch(text) else _set_off("_", text)


def _set_off(sign: str, text: str) -> str:
    if not _FORMULA.fullmatch(text):
        return text
    return f"{sign}{text}" if text.isalnum() else f"{sign}({text})"
