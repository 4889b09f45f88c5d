"""Watches: named searches over the ledger that tell of what they find, each entry's event once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.core.formatting import act_words
from briefing.core.ledger.entries import EntryRow
from briefing.core.ledger.wording import between, one_line
from briefing.core.notices import Notice


@dataclass(frozen=True, slots=True)
class Watch:
    """A search of the ledger under a name; `query` is a text of its language."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class WatchCount:
    """A watch, and how many of its entries moved since the last session."""

    watch: Watch
    new: int
    total: int


@dataclass(frozen=True, slots=True)
class Hit:
    """What a watch has to tell: an entry that came, or that changed, was answered, withdrawn or lapsed.

    `event` says which of these: `put`, `changed 25%`, `rejected`, `accepted 25%`. With the entry's id it names the
    event for good.
    """

    watch: str
    row: EntryRow
    event: str
    at: datetime


def notice_of(hit: Hit) -> Notice:
    """What a hit tells the reader; the same event of an entry is one, whichever watch has it."""
    row = hit.row
    happened = "" if hit.event == "put" else f" ({hit.event})"
    return Notice(
        hit.watch, f"{between(row)} · {act_words(row)}: {one_line(row.terms)}{happened}", f"{row.id} {hit.event}"
    )
