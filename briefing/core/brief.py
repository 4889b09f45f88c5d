"""The day's briefing: what was put to whom since the last one, the answers, what was read and noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from briefing.core.annotations import Annotations
from briefing.core.formatting import act_words
from briefing.core.ledger.reports import Entry
from briefing.core.ledger_format import between
from briefing.core.story import Headline

OLD_NEWS = timedelta(days=7)
"""A story that comes in later than this after it was published is no news."""

MOST_EDGES = 16


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
class Answer:
    """An answer, and the entry that it answers where it is known."""

    entry: Entry
    to: Entry | None


@dataclass(frozen=True, slots=True)
class Edge:
    """What one actor put to another, in how many entries, and the words of the foremost."""

    proposer: str
    recipient: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Brief:
    """All of it. Times are aware; entries and answers stand with the newest first."""

    since: datetime
    until: datetime
    entries: tuple[Entry, ...] = ()
    answers: tuple[Answer, ...] = ()
    read: tuple[Headline, ...] = ()
    noted: tuple[Noted, ...] = ()

    def groups(self, by: By) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """The entries under the names of pairs or resources, the largest group first."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in (between(entry),) if by is By.PAIR else entry.resources or ("other",):
                found.setdefault(name, []).append(entry)
        ordered = sorted(found.items(), key=lambda group: (-len(group[1]), group[0].casefold()))
        return tuple((name, tuple(entries)) for name, entries in ordered)

    def edges(self) -> tuple[Edge, ...]:
        """Who asks what of whom, the busiest pairs first; entries that name only one side are left out."""
        pairs = [
            (entry.proposer, entry.recipient, entry) for entry in self._all() if entry.proposer and entry.recipient
        ]
        counts = Counter((proposer, recipient) for proposer, recipient, _ in pairs)
        words = {(proposer, recipient): _words(entry) for proposer, recipient, entry in reversed(pairs)}
        return tuple(Edge(*pair, count, words[pair]) for pair, count in counts.most_common(MOST_EDGES))

    def all_entries(self) -> Iterator[Entry]:
        """All entries that a document of it may name, with those that an answer is about."""
        yield from self._all()
        yield from (answer.to for answer in self.answers if answer.to is not None)

    def _all(self) -> Iterator[Entry]:
        yield from self.entries
        yield from (answer.entry for answer in self.answers)


def brief(
    ledger: Iterable[Entry], read: Iterable[Headline], noted: Iterable[Noted], since: datetime, until: datetime
) -> Brief:
    """The briefing of what came in between two times. `ledger` reaches further back, for what an answer is about."""
    ledger = tuple(ledger)
    by_id = {entry.id: entry for entry in ledger}
    new = [entry for entry in ledger if _is_new(entry, since, until)]
    return Brief(
        since,
        until,
        tuple(entry for entry in new if not entry.offer.act.is_answer),
        tuple(Answer(entry, by_id.get(entry.answers)) for entry in new if entry.offer.act.is_answer),
        tuple(read),
        tuple(noted),
    )


def _is_new(entry: Entry, since: datetime, until: datetime) -> bool:
    came_in = min(report.fetched for report in entry.reports)
    return since <= came_in < until and entry.first_seen >= since - OLD_NEWS


def _words(entry: Entry) -> str:
    about = ", ".join(entry.resources[:2]) or " ".join(entry.offer.terms.text.split()[:6])
    return f"{act_words(entry.offer)}: {about}"
