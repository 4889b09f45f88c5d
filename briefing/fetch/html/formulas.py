"""Formulas of MathML on one line, as one would type them: `y=4x`, `x²`, `(a+b)/c`, `√(x)`."""

from __future__ import annotations

import re

from briefing.core import clean
from briefing.fetch.html.scripts import subscript, superscript
from briefing.fetch.html.tree import Element, words_of

_DEEPEST = 40
_UNSEEN = re.compile("[\u2061-\u2064\\s]+")
_SIMPLE = re.compile(r"[^\W_]+|√\([^()]*\)|\([^()]*\)")
_STYLE = re.compile(r"\{\s*\\(?:display|text)style\s+(.*)\}", re.DOTALL)
_LONGEST = 1_000


FORMULAS = ("math", "mjx-container")
"""Elements that are a formula; the second one is MathJax's, which draws it and then says it in MathML."""


def formula_text(formula: Element) -> str:
    """A formula on one line; as TeX where only that is given."""
    math = next(formula.iter("math"), formula.makeelement("math"))
    text = _text(math, 0) or tex_text(math.get("alttext") or "")
    if not text:
        annotation = next((e for e in math.iter() if "tex" in (e.get("encoding") or "").lower()), None)
        text = "" if annotation is None else tex_text(words_of(annotation))
    return clean.line(text, _LONGEST)


def tex_text(tex: str) -> str:
    """TeX on one line, without what only says how large it is set."""
    line = clean.line(tex.strip().strip("$"), _LONGEST)
    styled = _STYLE.fullmatch(line)
    return styled[1].strip() if styled else line


def _text(element: Element, depth: int) -> str:
    if depth > _DEEPEST:
        return ""
    name = element.tag.rpartition(":")[2]
    parts = [_text(child, depth + 1) for child in element if child.tag.rpartition(":")[2] not in _LEFT_OUT]
    match name, parts:
        case "mtext" | "ms", []:
            return clean.line(element.text or "") if (element.text or "").strip() else " "
        case "mspace", _:
            return " "
        case "mfrac", [above, below]:
            return f"{_whole(above)}/{_whole(below)}"
        case "msqrt", _:
            return f"√({''.join(parts)})"
        case "mroot", [under, degree]:
            return f"{superscript(degree, 'x', False)}√({under})"
        case "msup", [base, above]:
            return f"{_whole(base)}{_script(above)}"
        case (("msub" | "munder"), [base, below]):
            return f"{base}{_script(below, is_low=True)}"
        case (("msubsup" | "munderover"), [base, below, above]):
            return f"{base}{_script(below, is_low=True)}{_script(above)}"
        case "mover", [base, above]:
            return f"{base}{above}"
        case "mfenced", _:
            return f"{element.get('open', '(')}{', '.join(parts)}{element.get('close', ')')}"
        case "mtable", _:
            return f"[{'; '.join(parts)}]"
        case "mtr", _:
            return ", ".join(parts)
        case "semantics", [shown, *_]:
            return shown
        case _, []:
            return _UNSEEN.sub("", element.text or "")
    return "".join(parts)


_LEFT_OUT = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup", "malignmark"})


def _whole(text: str) -> str:
    """In brackets where it is more than one thing."""
    return text if not text or _SIMPLE.fullmatch(text) else f"({text})"


def _script(text: str, is_low: bool = False) -> str:
    return (
        subscript(text, "x") if is_low else text if text in ("′", "″", "'", "*", "†") else superscript(text, "x", False)
    )
