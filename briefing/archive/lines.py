"""Rows of `offers` and `measures` as the lines that they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.core.analysis import Act, Line, Part, Party, Span, Terms
from briefing.core.matter import Matter

Row = Mapping[str, Any]


def line_of(row: Row) -> Line:
    """The line of a row; its parties are called as their actors are."""
    return Line(
        act=Act(row["act"]),
        terms=Terms(row["terms"], _span(row["terms_span"])),
        evidence=tuple(map(_span, row["evidence"])),
        proposer=_party(row["proposers"], row["proposer"]),
        recipient=_party(row["recipients"], row["recipient"]),
        speaker=_party(row["speakers"], row["speaker"]),
        negated=row["negated"],
        resources=tuple(row["resources"] or ()),
        quantity=row["quantity"],
        condition=row["condition"],
        confidence=row["confidence"],
        answers=None if row["answers"] is None else _span(row["answers"]),
        matter=Matter(row["matter"]),
        repeated=row["repeated"],
        id=row["id"],
    )


def _party(rows: Sequence[Row] | None, name: str | None) -> Party | None:
    if not rows:
        return None
    first, *others = (
        Party(one["name"], one["actor"], None if one["span"] is None else _span(one["span"])) for one in rows
    )
    return Party(name or first.name, first.actor, first.span, tuple(others))


def _span(row: Row) -> Span:
    return Span(row["start"], row["end"], Part(row["part"]))
