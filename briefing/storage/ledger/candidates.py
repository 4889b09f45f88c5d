"""Which entries a line may belong to, or answer: those that share a side with a telling word, or both sides."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.clustering.compared_line import LIKELIEST, OF_ONE_KEY, WITHIN, ComparedLine, keys
from briefing.clustering.same_acts import HEADLINE
from briefing.core.ledger.lines import LineParty
from briefing.core.party_names import PartyNames
from briefing.storage.database import Database
from briefing.storage.ledger import lines as rows
from briefing.storage.ledger import prints
from briefing.storage.times import to_seconds

_REMEMBERED = 4_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry: its first line and its newest, which stand for it, all to whom it is put, and whether it answers."""

    entry: int
    told: tuple[ComparedLine, ...]
    recipients: frozenset[LineParty]
    is_linked: bool


class CandidateFinder:
    """Finds entries by keys; remembers lines that it read."""

    def __init__(self, db: Database, names: PartyNames) -> None:
        self._db = db
        self._names = names
        self._read: dict[str, ComparedLine] = {}

    def keys(self, line: ComparedLine) -> dict[int, int]:
        """Numbers by which a line is found, with how much each counts."""
        return keys(line, self._names)

    def find(self, line: ComparedLine) -> list[Candidate]:
        """The likeliest entries, the likeliest first."""
        at = to_seconds(line.line.at) or 0
        reach = int(WITHIN.total_seconds())
        counts: Counter[int] = Counter()
        for key, count in self.keys(line).items():
            for row in self._db.rows(
                "SELECT entry FROM ledger_key WHERE key = ? AND at BETWEEN ? AND ? ORDER BY at DESC LIMIT ?",
                key,
                at - reach,
                at + reach,
                OF_ONE_KEY,
            ):
                counts[row["entry"]] += count
        likely = [entry for entry, _ in sorted(counts.items(), key=lambda one: (-one[1], -one[0]))[:LIKELIEST]]
        return self._load(likely)

    def forget(self, line: str) -> None:
        """A line has changed."""
        self._read.pop(line, None)

    def lines(self, ids: Sequence[str]) -> list[ComparedLine]:
        """The lines of these ids that there are."""
        self._fetch(ids)
        return [self._read[line] for line in ids if line in self._read]

    def _load(self, entries: list[int]) -> list[Candidate]:
        found = {
            row["num"]: row
            for row in self._db.rows(
                "SELECT num, first_line, last_line, answers FROM ledger_entry"
                " WHERE num IN (SELECT value FROM json_each(?))",
                json.dumps(entries),
            )
        }
        self.lines([line for row in found.values() for line in (row["first_line"], row["last_line"])])
        recipients = self._recipients(entries)
        made = []
        for entry in entries:
            row = found.get(entry)
            names = dict.fromkeys((row["first_line"], row["last_line"])) if row is not None else {}
            lines = tuple(self._read[line] for line in names if line in self._read)
            if row is not None and lines:
                named = frozenset(recipients.get(entry, ()))
                made.append(Candidate(entry, lines, named, row["answers"] is not None))
        return made

    def _recipients(self, entries: list[int]) -> dict[int, list[LineParty]]:
        """To whom the lines of entries are put; headlines name whom they like, and the reader joins what they like."""
        found: dict[int, list[LineParty]] = {}
        for row in self._db.rows(
            "SELECT DISTINCT entry, json_extract(print, ?) AS recipient FROM ledger_line"
            " WHERE entry IN (SELECT value FROM json_each(?)) AND reasons <> ? AND NOT by_hand",
            prints.RECIPIENT,
            json.dumps(entries),
            json.dumps(HEADLINE.reasons),
        ):
            party = rows.party_from_json(json.loads(row["recipient"] or "null"))
            found.setdefault(row["entry"], []).extend([party] if party else [])
        return found

    def _fetch(self, ids: Sequence[str]) -> None:
        for line in [*islice(self._read, max(0, len(self._read) - _REMEMBERED))]:
            del self._read[line]  # the oldest first, a few each time: letting go of all at once takes 20 ms
        found = self._db.rows(
            "SELECT ledger_line.*, ledger_context.words FROM ledger_line"
            " LEFT JOIN ledger_context ON ledger_context.story = ledger_line.story"
            " WHERE line IN (SELECT value FROM json_each(?))",
            json.dumps([line for line in dict.fromkeys(ids) if line not in self._read]),
        )
        for row in found:
            context = json.loads(row["words"]) if row["words"] else {}
            self._read[row["line"]] = ComparedLine(rows.from_row(row, context))
