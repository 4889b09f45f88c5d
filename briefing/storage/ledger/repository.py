"""The ledger: found and opened, ruled on, and brought up to date."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import cast

from briefing.clustering.answers import RULES_OF_ANSWERS
from briefing.core.errors import UnknownEntry
from briefing.core.journal import Change, Field, Step
from briefing.core.ledger.entries import Entry, Page
from briefing.core.ledger.rulings import Ruling, RulingKind, named, subject
from briefing.core.ledger.search import LedgerQuery
from briefing.core.matter import Matter
from briefing.core.query import Key
from briefing.core.visibility import Bounds
from briefing.storage import journal
from briefing.storage.analysis_rows import notice_boilerplate, summarise
from briefing.storage.database import Database
from briefing.storage.ledger import hits, reading, rulings, wishes
from briefing.storage.ledger.conditions import OPEN, SURE_ENOUGH
from briefing.storage.ledger.placing import Placer
from briefing.storage.ledger.searching import ORDERS, Conditions
from briefing.storage.reader_state import ReaderStateRepository
from briefing.storage.times import to_seconds

SESSION, NAMES, LOOKED, RULES = "ledger.session", "ledger.names", "ledger.looked", "ledger.rules"
NEVER = datetime(1970, 1, 2, tzinfo=UTC)
MOST_NAMES = 400


class LedgerRepository:
    """The entries of the ledger."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._state = ReaderStateRepository(db)

    def find(self, query: LedgerQuery, start: int = 0, most: int = 100, last_session: datetime | None = None) -> Page:
        """Some rows of what a query finds, from place `start` on, and how many there are."""
        conditions = Conditions(self._db, self._db.names, last_session)
        meant = conditions.of(query)
        total = self._count(meant.sql, meant.values)
        nums = self._db.rows(
            f"SELECT num FROM ledger_entry WHERE {meant.sql} ORDER BY {ORDERS[query.order]} LIMIT ? OFFSET ?",
            *meant.values, most, start,
        )  # fmt: skip
        less_sure = conditions.less_sure(query)
        return Page(
            reading.by_numbers(self._db, [row["num"] for row in nums]),
            start,
            total,
            0 if less_sure is None else self._count(less_sure.sql, less_sure.values),
        )

    def place(self, query: LedgerQuery, entry_id: str, last_session: datetime | None = None) -> int | None:
        """At which place of a query an entry stands; None where the query does not find it."""
        try:
            num = rulings.entry_num(self._db, entry_id)
        except UnknownEntry:
            return None
        meant = Conditions(self._db, self._db.names, last_session).of(query)
        row = self._db.row(
            "SELECT place FROM (SELECT num, row_number() OVER"
            f" (ORDER BY {ORDERS[query.order]}) - 1 AS place FROM ledger_entry WHERE {meant.sql}) WHERE num = ?",
            *meant.values,
            num,
        )
        return None if row is None else int(row["place"])

    def open(self, entry_id: str) -> Entry | None:
        """An entry with its history; None where there is none. The id of any of its lines will do."""
        try:
            return reading.entry(self._db, rulings.entry_num(self._db, entry_id))
        except UnknownEntry:
            return None

    def came_in(
        self, since: datetime, until: datetime, oldest: datetime, most: int
    ) -> tuple[tuple[Entry, ...], int, int]:
        """What came in between two times and moved since a third, the weightiest first, at most so many.

        Behind it how many there are of these, and how many are less sure.
        """
        meant = "noticed >= ? AND noticed < ? AND moved >= ? AND dismissed = 0"
        values = (to_seconds(since), to_seconds(until), to_seconds(oldest))
        nums = self._db.rows(
            f"SELECT num FROM ledger_entry WHERE listed = 1 AND {meant} ORDER BY weight DESC, moved DESC, num LIMIT ?",
            *values,
            most,
        )
        entries = (reading.entry(self._db, row["num"]) for row in nums)
        total = self._count(f"listed = 1 AND {meant}", values)
        less_sure = self._count(f"listed = 0 AND {meant}", values)
        return tuple(entry for entry in entries if entry is not None), total, less_sure

    def entries(self, query: LedgerQuery, most: int, last_session: datetime | None = None) -> tuple[Entry, ...]:
        """Entries of a query with their history, at most so many."""
        found = self.find(query, 0, most, last_session)
        opened = (self.open(row.id) for row in found.rows)
        return tuple(entry for entry in opened if entry is not None)

    def names(self, key: Key) -> tuple[str, ...]:
        """The values that a search word can have here, the most frequent first."""
        roles = {Key.FROM: ("proposer",), Key.TO: ("recipient",), Key.ACTOR: ("proposer", "recipient")}.get(key)
        if roles is not None:
            marks = ", ".join("?" * len(roles))
            found = self._db.rows(
                "SELECT ledger_side.name FROM ledger_party JOIN ledger_side ON ledger_side.num = ledger_party.side"
                f" WHERE role IN ({marks}) GROUP BY side ORDER BY count(*) DESC LIMIT ?",
                *roles,
                MOST_NAMES,
            )
        elif key is Key.RESOURCE:
            found = self._db.rows(
                "SELECT resource AS name FROM ledger_entry WHERE listed = 1 AND resource <> '~' GROUP BY resource"
                " ORDER BY count(*) DESC LIMIT ?",
                MOST_NAMES,
            )
        elif key is Key.FEED:
            found = self._db.rows("SELECT title AS name FROM feed WHERE title <> '' ORDER BY title")
        elif key is Key.WATCH:
            found = self._db.rows("SELECT name FROM watch ORDER BY num")
        else:
            found = []
        return tuple(row["name"] for row in found)

    def aliases(self, names: Sequence[str]) -> dict[str, str]:
        """The plain names by which these parties are known, each with the first of these names that means the party."""
        return {form: name for name in reversed(names) for form in self._db.names.forms(name)}

    def days(self, query: LedgerQuery, last_session: datetime | None = None) -> tuple[tuple[date, int], ...]:
        """How many entries of a query were put on each day (in UTC) that has some, the first day first."""
        meant = Conditions(self._db, self._db.names, last_session).of(query)
        found = self._db.rows(
            f"SELECT date(first, 'unixepoch') AS day, count(*) AS n FROM ledger_entry WHERE {meant.sql}"
            " GROUP BY day ORDER BY day",
            *meant.values,
        )
        return tuple((date.fromisoformat(row["day"]), row["n"]) for row in found if row["day"])

    def pairs(self, query: LedgerQuery, most: int = 100) -> tuple[tuple[str, str, int], ...]:
        """Who puts something to whom, by name, in how many entries of a query, the busiest first."""
        meant = Conditions(self._db, self._db.names).of(query)
        found = self._db.rows(
            "SELECT one.name AS proposer, other.name AS recipient, count(*) AS n FROM ledger_entry"
            " JOIN ledger_side AS one ON one.num = ledger_entry.proposer"
            f" JOIN ledger_side AS other ON other.num = ledger_entry.recipient WHERE {meant.sql}"
            " GROUP BY ledger_entry.proposer, ledger_entry.recipient ORDER BY n DESC, one.name, other.name LIMIT ?",
            *meant.values,
            most,
        )
        return tuple((row["proposer"], row["recipient"], row["n"]) for row in found)

    def rule(self, ruling: Ruling, at: datetime, label: str) -> Step | None:
        """Keep a ruling and carry it out, as a step that can be undone; `label` says what it does."""
        with self._db.writing():
            made = rulings.add(self._db, ruling, at)
            return journal.record(self._db, [Change(ruling.story, Field.RULING, True, made)], at, label=label)

    def dismiss(self, kind: RulingKind, entry_id: str, at: datetime, line: str = "") -> Step | None:
        """Dismiss an entry in one of the four ways, or keep its sentence, as a step that can be undone.

        Raises UnknownEntry. `line` is the one whose sentence, or whose act and feed, are meant: else the surest.
        """
        with self._db.writing():
            ruling = rulings.of_entry(self._db, kind, entry_id, line)
            return self.rule(ruling, at, self._dismissal(ruling, rulings.entry_num(self._db, entry_id)))

    def _dismissal(self, ruling: Ruling, entry: int) -> str:
        """What a dismissal does, in words."""
        (row,) = reading.by_numbers(self._db, [entry]) or (None,)
        feed = self._db.row("SELECT iif(title = '', url, title) AS name FROM feed WHERE num = ?", ruling.feed)
        source = feed["name"] if feed is not None else "its feed"
        words = named(row) if row else "an entry"
        match ruling.kind:
            case RulingKind.NEVER_SENTENCE:
                return f"dismissed this sentence in all stories of {source}: {words}"
            case RulingKind.KEEP_SENTENCE:
                return f"kept this sentence in all stories of {source}: {words}"
            case RulingKind.NEVER_KIND:
                return f"dismissed every “{ruling.value}” of {source}"
            case RulingKind.NOT_MY_SUBJECT:
                return f"dismissed all on {subject(row) if row else ruling.value}"
            case _:
                return f"dismissed {words}"

    def _named(self, *entries: int) -> list[str]:
        """Entries in few words."""
        return [named(row) for row in reading.by_numbers(self._db, entries)]

    def take_apart(self, line: str, at: datetime) -> Step | None:
        """Take a line out of its entry for good, as a step that can be undone. Raises UnknownEntry."""
        with self._db.writing():
            num = rulings.entry_num(self._db, line)
            row = self._db.row(
                "SELECT mine.line, other.line AS other, story.id AS story FROM ledger_line AS mine"
                " JOIN ledger_line AS other ON other.entry = mine.entry AND other.line <> mine.line"
                " JOIN story ON story.num = mine.story WHERE mine.line = ? AND mine.entry = ?"
                " ORDER BY other.at, other.line LIMIT 1",
                line,
                num,
            )
            if row is None:
                return None
            label = f"took a telling out of {' '.join(self._named(num))}"
            return self.rule(Ruling(RulingKind.APART, row["story"], line, row["other"]), at, label)

    def put_together(self, entry_id: str, other_id: str, at: datetime) -> Step | None:
        """Make one entry of two for good, as a step that can be undone. Raises UnknownEntry."""
        with self._db.writing():
            mine, other = (rulings.entry_num(self._db, one) for one in (entry_id, other_id))
            # The line that named the entry comes first: where the two come apart again, it has its id again.
            lines = self._db.rows(
                "SELECT line, story.id AS story FROM ledger_line JOIN story ON story.num = ledger_line.story"
                " JOIN ledger_entry ON ledger_entry.num = ledger_line.entry"
                " WHERE entry = ? ORDER BY ledger_line.line = ledger_entry.id DESC, at",
                mine,
            )
            target = self._db.row("SELECT first_line FROM ledger_entry WHERE num = ?", other)
            if mine == other or not lines or target is None:
                return None
            made = [
                Change(
                    row["story"],
                    Field.RULING,
                    True,
                    rulings.add(
                        self._db, Ruling(RulingKind.TOGETHER, row["story"], row["line"], target["first_line"]), at
                    ),
                )
                for row in lines
            ]
            return journal.record(self._db, made, at, label=f"joined {' with '.join(self._named(mine, other))}")

    def unlink_answer(self, entry_id: str, at: datetime) -> Step | None:
        """Say for good that an entry does not answer what it is linked with. Raises UnknownEntry."""
        with self._db.writing():
            num = rulings.entry_num(self._db, entry_id)
            row = self._db.row(
                "SELECT mine.first_line, put.num AS put, put.first_line AS other, story.id AS story"
                " FROM ledger_entry AS mine JOIN ledger_entry AS put ON put.num = mine.answers"
                " JOIN ledger_line ON ledger_line.line = mine.first_line JOIN story ON story.num = ledger_line.story"
                " WHERE mine.num = ?",
                num,
            )
            if row is None:
                return None
            label = f"parted {' from '.join(self._named(num, row['put']))}"
            return self.rule(Ruling(RulingKind.NO_ANSWER, row["story"], row["first_line"], row["other"]), at, label)

    def process_batch(self, most: int, now: datetime) -> int:
        """Bring the lines of so many waiting stories into the ledger, oldest first; how many there were."""
        with self._db.writing():
            rows = self._db.rows(
                "SELECT ledger_waiting.story FROM ledger_waiting JOIN story ON story.num = ledger_waiting.story"
                " ORDER BY story.sorted LIMIT ?",
                most,
            )
            placer = Placer(self._db, self._db.names)
            for row in rows:
                placer.refresh_story(row["story"], now)
                summarise(self._db, row["story"])
                notice_boilerplate(self._db, row["story"])
            return len(rows)

    def lapse(self, now: datetime) -> int:
        """Let entries lapse whose deadline has passed without an answer, and watches take note of the time; how many
        entries did lapse.
        """
        with self._db.writing():
            due = self._db.rows(
                f"SELECT num FROM ledger_entry WHERE deadline IS NOT NULL AND {OPEN} AND deadline < ? LIMIT 500",
                to_seconds(now),
            )
            Placer(self._db, self._db.names).summarise({row["num"] for row in due}, now)
            hits.look_again(self._db, self._state.last_time(LOOKED) or NEVER, now)
            self._state.keep_last_time(LOOKED, now)
            return len(due)

    def configure(self, bounds: Bounds, own_names: Sequence[tuple[str, str]]) -> None:
        """Take over what settings, actors.yaml and the rules of answers say by now. Other names make the ledger anew,
        and other rules what answers what, in batches.
        """
        names = json.dumps(sorted(own_names), ensure_ascii=False)
        values, kept = self._state.values(), wishes.bounds(self._db)
        if kept == bounds and values.get(NAMES, "[]") == names and values.get(RULES) == RULES_OF_ANSWERS:
            return
        with self._db.writing():
            if values.get(RULES) != RULES_OF_ANSWERS:
                self._state.keep(RULES, RULES_OF_ANSWERS)
                self._db.run(
                    "INSERT OR IGNORE INTO ledger_waiting SELECT DISTINCT story FROM ledger_line"
                    " JOIN ledger_entry ON first_line = line WHERE answers IS NOT NULL"
                )
            wishes.keep(self._state, bounds)
            if kept.hide_about != bounds.hide_about:
                self._db.run(
                    "INSERT OR IGNORE INTO ledger_waiting SELECT DISTINCT story FROM offer"
                    " WHERE retired = 0 AND matter <> ?",
                    Matter.PUBLIC.value,
                )
            if kept.unsure_below != bounds.unsure_below:
                self._db.run(
                    f"UPDATE ledger_entry SET shown = ({SURE_ENOUGH}), listed = ({SURE_ENOUGH} AND dismissed = 0)",
                    bounds.unsure_below,
                )
            if values.get(NAMES, "[]") != names:
                self._state.keep(NAMES, names)
                self._db.run("INSERT OR IGNORE INTO ledger_waiting SELECT DISTINCT story FROM offer WHERE retired = 0")

    def _count(self, sql: str, values: Sequence[object]) -> int:
        row = self._db.row(f"SELECT count(*) AS n FROM ledger_entry WHERE {sql}", *values)
        return cast(int, row["n"]) if row is not None else 0
