"""Conditions of SQL as values: searches of stories, of the ledger and of an archive are put together of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


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
