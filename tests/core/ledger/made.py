"""Entries of the ledger, made for tests: two talks over grain and gas that nobody has had."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from briefing.core.analysis import Act
from briefing.core.ledger.entries import Entry, EntryRow, Join, Move, Side, State, Telling

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def row(id: str, act: Act, one: str, other: str, terms: str, days: float = 1, **more: Any) -> EntryRow:
    """An entry that was put so many days ago."""
    at = NOW - timedelta(days=days)
    sides = {name: Side(value) for name, value in (("proposer", one), ("recipient", other)) if value}
    return replace(EntryRow(id, act, terms, at, at, **sides), **more)


OFFER = row(
    "e1", Act.OFFER, "Varnia", "Tarsia", "wheat on credit", 9, quantity="3 million tonnes", resources=("wheat",),
    state=State.ANSWERED, answered_by="e2", answered_with=Act.REJECT, papers=3, stories=4,
)  # fmt: skip
REFUSAL = row("e2", Act.REJECT, "Tarsia", "Varnia", "the credit", 8, answers="e1", resources=("wheat",))
RAISED = row(
    "e3", Act.OFFER, "Varnia", "Tarsia", "wheat for cash", 3, quantity="$240 a tonne", earlier_quantity="$210 a tonne",
    resources=("wheat",), state=State.CHANGED, moved=NOW - timedelta(days=1), watches=("grain",),
)  # fmt: skip
BAN = row("e4", Act.IMPOSE, "Orlo", "Tarsia", "a ban on gas exports", 2, resources=("gas",))
WISH = row("e5", Act.DEMAND, "Tarsia", "Orlo", "the gas that was paid", 1, resources=("gas",))
ROWS = (WISH, BAN, RAISED, REFUSAL, OFFER)


def telling(line: str, source: str, quote: str, days: float, **more: Any) -> Telling:
    """A line of a story of this paper."""
    at = NOW - timedelta(days=days)
    return replace(
        Telling(line, f"s-{line}", f"What {source} has", source, "", quote, at, at, "Varnia", "Tarsia"), **more
    )


ENTRY = Entry(
    OFFER,
    (
        telling("l1", "Harbour Post", "Varnia offered Tarsia three million tonnes of wheat on credit.", 9),
        telling(
            "l2", "Plains Gazette", "The credit for wheat stands, Varnia said.", 8.5, move=Move.REPEATED,
            join=Join(("the same two, the same words of terms",), 0.93), speaker="Ana Kest",
        ),
    ),
    answered_by=(REFUSAL,),
)  # fmt: skip
