"""The day's briefing: what came and moved in the ledger since the last one, what was read and noted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from briefing.core.annotations import Annotations
from briefing.core.formatting import act_words
from briefing.core.headline import Headline
from briefing.core.ledger.entries import Entry, EntryRow
from briefing.core.ledger.wording import between, maker, one_line

OLD_NEWS = timedelta(days=7)
"""A story that comes in later than this after it was published is no news."""

LENGTHS = (timedelta(days=1), timedelta(days=7), timedelta(days=30), timedelta(days=365))
"""How far a briefing looks back where that is asked for."""

ON_A_PAGE = 20
"""Entries that fit on a printed page, each with its quote."""
MOST_PAGES = 3
_DAY = timedelta(hours=36)
MOST_EDGES = 16
NO_RESOURCE = "without a resource"
_AMOUNT = re.compile(r"[\d$€£¥]")


class By(StrEnum):
    """What entries are grouped by."""

    PAIR = "pair"
    RESOURCE = "resource"


@dataclass(frozen=True, slots=True)
class Noted:
    """A story that the reader wrote on or marked, and all that is kept of it."""

    headline: Headline
    annotations: Annotations


@dataclass(frozen=True, slots=True)
class Edge:
    """What one actor put to another, in how many entries, and the words of the foremost."""

    proposer: str
    recipient: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Brief:
    """All of it. Times are aware; entries stand by weight. `left_out` counts entries that there was no room for,
    `less_sure` those that are less sure.
    """

    since: datetime
    until: datetime
    measures: tuple[Entry, ...] = ()
    offers: tuple[Entry, ...] = ()
    answers: tuple[Entry, ...] = ()
    read: tuple[Headline, ...] = ()
    noted: tuple[Noted, ...] = ()
    left_out: int = 0
    less_sure: int = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, measures first."""
        return (*self.measures, *self.offers, *self.answers)

    @property
    def longer(self) -> timedelta | None:
        """The next greater length of a briefing; None where this one has the greatest."""
        return next((length for length in LENGTHS if length > self.until - self.since), None)

    def groups(self, by: By) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """The offers under the names of pairs or resources, the weightiest group first."""
        return grouped(self.offers, by)

    def edges(self) -> tuple[Edge, ...]:
        """Who asks what of whom, the busiest pairs first; entries that name only one side are left out."""
        pairs = [
            (maker(entry.row), entry.row.recipient.name, entry.row)
            for entry in self.entries
            if entry.row.proposer and entry.row.recipient
        ]
        counts = Counter((proposer, recipient) for proposer, recipient, _ in pairs)
        words = {(proposer, recipient): _words(row) for proposer, recipient, row in reversed(pairs)}
        return tuple(Edge(*pair, count, words[pair]) for pair, count in counts.most_common(MOST_EDGES))


def room(since: datetime, until: datetime) -> int:
    """How many entries a briefing has room for: a day on one page, a week on three."""
    days = max(1, -(-(until - since) // _DAY))
    return ON_A_PAGE * min(MOST_PAGES, days)


def grouped(entries: Iterable[Entry], by: By) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Entries under the names of pairs or resources, the weightiest first; each stands once."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(between(entry.row) if by is By.PAIR else _resource(entry.row), []).append(entry)
    ordered = sorted(found.items(), key=lambda group: (group[0] == NO_RESOURCE, -sum(e.row.weight for e in group[1])))
    return tuple((name, tuple(some)) for name, some in ordered)


def brief(ranked: Sequence[Entry], since: datetime, until: datetime, total: int | None = None) -> Brief:
    """The briefing of the entries that came in between two times, `ranked` with the weightiest first; `total` is how
    many there are with those that are not given.
    """
    kept = tuple(ranked[: room(since, until)])
    return Brief(
        since,
        until,
        tuple(entry for entry in kept if entry.row.act.is_measure),
        tuple(entry for entry in kept if entry.row.act.opens),
        tuple(entry for entry in kept if entry.row.act.is_answer),
        left_out=(len(ranked) if total is None else total) - len(kept),
    )


def all_stories(made: Brief) -> Iterator[str]:
    """The ids of the stories that a briefing quotes."""
    return (one.story for entry in made.entries for one in entry.tellings)


def _resource(row: EntryRow) -> str:
    """The resource that an entry stands under; a sum of money is none."""
    return next((name for name in row.resources if not _AMOUNT.search(name)), NO_RESOURCE)


def _words(row: EntryRow) -> str:
    about = ", ".join(row.resources[:2]) or one_line(row.terms)
    return f"{act_words(row)}: {about}"
