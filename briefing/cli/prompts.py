"""Questions to a person at a terminal; a script is never asked."""

from __future__ import annotations

import sys

from briefing.core import clean


def answer(question: str) -> str:
    """What the person types; empty where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    sys.stderr.write(clean.text(question))
    sys.stderr.flush()
    return clean.line(sys.stdin.readline())


def ask(question: str) -> bool:
    """Whether the person says yes; no where nobody can be asked."""
    return answer(f"{question} [y/N] ").lower() in ("y", "yes")
