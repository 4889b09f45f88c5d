"""Entries of the ledger for tests, made from as little as a test cares about."""

from __future__ import annotations

from briefing.core.analysis import Act
from briefing.core.ledger.entries import Entry, EntryRow, Side, Telling
from tests.support.made import NOON


def row_of(
    entry_id: str, act: Act, proposer: str, recipient: str, terms: str, resources: tuple[str, ...] = (),
    **fields: object,
) -> EntryRow:  # fmt: skip
    """A row."""
    sides = {"proposer": Side(proposer) if proposer else None, "recipient": Side(recipient) if recipient else None}
    return EntryRow(entry_id, act, terms, NOON, NOON, **{**sides, "resources": resources, **fields})  # type: ignore[arg-type]


def entry_of(row: EntryRow, *tellings: Telling, answers: EntryRow | None = None) -> Entry:
    """An entry, told once where nothing else is said."""
    told = tellings or (
        Telling(row.id, f"s-{row.id}", "A title", "Source", "https://x.example/", "Q.", NOON, NOON, terms=row.terms),
    )
    return Entry(row, tuple(told), answers)
