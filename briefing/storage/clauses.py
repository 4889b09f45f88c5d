"""Conditions of SQL as values: searches of stories, of the ledger and of an archive are put together of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from briefing.core.words import spellings


class Clause(NamedTuple):
    """A condition on a row, and the values of its question marks."""

    sql: str
    values: tuple[object, ...] = ()


def joined(word: str, clauses: Iterable[Clause], nothing: str = "1") -> Clause:
    """Conditions with " AND " or " OR " between them; `nothing` is the condition where there are none."""
    all_of = list(clauses)
    if not all_of:
        return Clause(nothing)
    return Clause(
        word.join(f"({clause.sql})" for clause in all_of), tuple(value for clause in all_of for value in clause.values)
    )


def negated(clause: Clause) -> Clause:
    """What meets a condition no longer."""
    return Clause(f"NOT ({clause.sql})", clause.values)


def phrase(words: str, columns: str = "") -> str:
    """Words as quoted FTS5 phrases, so that nothing in them is taken for an operator; empty if nothing is left.

    A star at the end asks for words that begin so. `columns` are names of columns with spaces between them, of all
    where there is none.
    """
    if not any(character.isalnum() for character in words):
        return ""
    star = "*" if words.endswith("*") else ""
    quoted = (one.replace("\0", " ").replace('"', '""') for one in spellings(words.rstrip("*")))
    return (f"{{{columns}}} : " if columns else "") + "(" + " OR ".join(f'"{plain}"{star}' for plain in quoted) + ")"
