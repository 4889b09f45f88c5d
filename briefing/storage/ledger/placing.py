"""Lines brought into entries as they come: joined with what tells the same act, linked with what they answer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from briefing.clustering.answers import TOLD_TOGETHER, answer_chance, may_answer
from briefing.clustering.choices import choose_answered, choose_entry, find_answers, in_order
from briefing.clustering.compared_line import ComparedLine
from briefing.clustering.same_acts import HEADLINE, same_act, told_in_full
from briefing.core.boilerplate import shape
from briefing.core.ledger.entries import Join, Move
from briefing.core.ledger.life import CERTAIN
from briefing.core.ledger.lines import LedgerLine
from briefing.core.ledger.rulings import RulingKind
from briefing.core.party_names import PartyNames
from briefing.storage.database import Database
from briefing.storage.ledger import hits, summary
from briefing.storage.ledger import lines as rows
from briefing.storage.ledger.candidates import Candidate, CandidateFinder
from briefing.storage.ledger.texts import SearchTexts
from briefing.storage.times import to_seconds

_COMPARED = 24
"""Lines of an entry by which it is seen whether an answer still answers it."""
_STALE_AT_ONCE = 24
"""Entries of which a line has gone, brought up to date beside what is new; the others wait."""


class Placer:
    """Keeps the entries as the lines of stories have them. The transaction is the caller's."""

    def __init__(self, db: Database, names: PartyNames) -> None:
        self._db = db
        self._names = names
        self._candidates = CandidateFinder(db, names)

    def refresh_story(self, num: int, now: datetime) -> None:
        """Bring the lines of a story into the ledger as they stand now."""
        before = {row["line"]: row for row in rows.kept(self._db, num)}
        found = rows.of_story(self._db, num, self._names)
        touched = {self._take_out(gone) for gone in before.keys() - {line.id for line in found}}
        for line in found:
            if (row := before.get(line.id)) is not None:
                touched.add(int(row["entry"]))
                touched.add(self._renew(line, row))
        parted = self._unlink_answers(num, touched)
        touched |= {*parted, *parted.values()}
        for line in in_order([line for line in found if line.id not in before], self._candidates.find):
            touched.add(self._place_headline(line, found) or self.place(line))
        for entry in parted:
            self.link_again(entry)
        self._link_within(found)
        self._db.run("DELETE FROM ledger_waiting WHERE story = ?", num)
        self.summarise(touched, now)

    def summarise(self, entries: Iterable[int], now: datetime) -> None:
        """Bring entries up to date, with those that they answer or answered, and those of which a line has gone."""
        stale = self._db.rows("SELECT entry FROM ledger_stale LIMIT ?", _STALE_AT_ONCE)
        todo = set(entries) | {row["entry"] for row in stale}
        done: set[int] = set()
        texts = SearchTexts(self._db)
        while todo - done:
            entry = min(todo - done)
            done.add(entry)
            concerned = summary.renew(self._db, entry, self._names, now, texts) - {entry}
            todo |= concerned
            done -= concerned
            self._db.run("DELETE FROM ledger_stale WHERE entry = ?", entry)
        texts.write()
        hits.look(self._db, done, now)

    def place(self, line: LedgerLine) -> int:
        """Put a line into the entry that it tells, or make one; the row number of the entry."""
        compared = ComparedLine(line)
        forced, forbidden = self._rulings(line.id)
        likely = [one for one in self._candidates.find(compared) if one.entry not in forbidden]
        entry: int | None
        join: Join | None
        if forced is not None:
            entry, join = forced, Join(("you joined them",), 1.0, by_hand=True)
        else:
            entry, join = self._best(compared, likely)
        if entry is None:
            entry = self._new_entry(line)
            self._insert(line, entry, None)
        else:
            self._insert(line, entry, join)
        self._add_keys(compared, entry)
        self._link(compared, entry, [one for one in likely if one.entry != entry])
        return entry

    def _place_headline(self, line: LedgerLine, found: Iterable[LedgerLine]) -> int | None:
        """Put what a headline says where its story tells it in full; None where it does not, or the reader ruled."""
        full = told_in_full(line, found)
        entry = 0 if full is None or any(self._rulings(line.id)) else self._entry_of(full.id)
        if not entry:
            return None
        self._insert(line, entry, HEADLINE)
        return entry

    def replace(self, line_ids: Sequence[str], now: datetime) -> None:
        """Look for the entries of some lines anew, after rulings on them, in this order.

        All are taken out before the first one is placed: those that stay would draw the others back.
        """
        found = [row for one in line_ids if (row := self._line(one)) is not None]
        contexts = rows.contexts(self._db, [row["story"] for row in found])
        lines = [rows.from_row(row, contexts.get(row["story"])) for row in found]
        self.summarise({self._take_out(line.id) for line in lines}, now)
        for line in lines:
            self.summarise({self.place(line)}, now)

    def _line(self, line_id: str) -> sqlite3.Row | None:
        return self._db.row("SELECT * FROM ledger_line WHERE line = ?", line_id)

    def link_again(self, entry: int) -> None:
        """Look anew for what an entry answers."""
        for line in self._told(entry, 1):
            self._link(line, entry, [one for one in self._candidates.find(line) if one.entry != entry])

    def _unlink_answers(self, story: int, entries: Iterable[int]) -> dict[int, int]:
        """Part answers from what they do not answer, as both are told by now: those among some entries that a story
        tells, and those to them. Each with what it answered; what another story tells together stays.
        """
        linked = self._db.rows(
            "SELECT num, answers FROM ledger_entry"
            " WHERE (num IN (SELECT value FROM json_each(?1)) OR answers IN (SELECT value FROM json_each(?1)))"
            " AND answers IS NOT NULL AND (answers_chance < ?2 OR NOT EXISTS"
            " (SELECT 1 FROM ledger_line AS told WHERE told.entry = ledger_entry.num AND told.story <> ?3))",
            json.dumps([*entries]),
            CERTAIN,
            story,
        )
        parted = {row["num"]: row["answers"] for row in linked if not self._still_answers(row["num"], row["answers"])}
        self._db.run_many(
            "UPDATE ledger_entry SET answers = NULL, answers_chance = NULL WHERE num = ?", [(one,) for one in parted]
        )
        return parted

    def _still_answers(self, answer: int, put: int) -> bool:
        return any(answer_chance(one, other) for other in self._told(answer) for one in self._told(put))

    def _told(self, entry: int, most: int = _COMPARED) -> list[ComparedLine]:
        told = self._db.rows("SELECT line FROM ledger_line WHERE entry = ? ORDER BY at LIMIT ?", entry, most)
        return self._candidates.lines([row["line"] for row in told])

    def _best(self, line: ComparedLine, likely: Iterable[Candidate]) -> tuple[int | None, Join | None]:
        """The entry that tells the act of a line, and why; None where none does. Another line of its story is another
        act, though neither the first line of the entry nor the newest as it was before the story.
        """
        told = self._db.rows(
            "SELECT entry FROM ledger_line WHERE story = ? AND line <> ?", line.line.story, line.line.id
        )
        taken = {row["entry"] for row in told}
        best = choose_entry(line, [one for one in likely if one.entry not in taken])
        return (None, None) if best is None else (best[0].entry, same_act(best[1], line))

    def _link(self, line: ComparedLine, entry: int, likely: Sequence[Candidate]) -> None:
        """Link an answer with what it answers, and an act with an answer that came in before it."""
        row = self._db.row("SELECT answers, first_line FROM ledger_entry WHERE num = ?", entry)
        if row is None:
            return
        if row["answers"] is None:
            forbidden = self._no_answers(row["first_line"])
            found = choose_answered(line, [one for one in likely if one.entry not in forbidden])
            if found is not None:
                self._set_answer(entry, found[0].entry, found[1])
        for answer, join in find_answers(line, likely):
            if entry not in self._no_answers(answer.told[0].line.id):
                self._set_answer(answer.entry, entry, join)

    def _link_within(self, found: Iterable[LedgerLine]) -> None:
        """Link answers with what the same story says that they answer."""
        proposers = {line.id: line.proposer for line in found}
        for line in found:
            row = self._db.row(
                "SELECT put.id FROM offer JOIN offer AS put ON put.story = offer.story AND put.retired = 0"
                " AND put.part = offer.answers_part AND put.start = offer.answers_start AND put.end = offer.answers_end"
                " AND put.id <> offer.id WHERE offer.id = ? AND offer.answers_part IS NOT NULL",
                line.id,
            )
            if row is None or not may_answer(line, proposers.get(row["id"])):
                continue
            answer, put = self._entry_of(line.id), self._entry_of(row["id"])
            if answer and put and answer != put and put not in self._no_answers(line.id):
                self._set_answer(answer, put, TOLD_TOGETHER)

    def _set_answer(self, answer: int, put: int, join: Join) -> None:
        self._db.run(
            "UPDATE ledger_entry SET answers = ?, answers_chance = ?, answers_reasons = ? WHERE num = ?",
            put,
            join.chance,
            json.dumps(join.reasons),
            answer,
        )
        self._db.run("INSERT OR IGNORE INTO ledger_stale (entry) VALUES (?)", put)

    def _no_answers(self, line: str) -> frozenset[int]:
        """Entries that the entry of this line does not answer, as the reader says."""
        found = self._db.rows(
            "SELECT ledger_line.entry FROM ruling JOIN ledger_line ON ledger_line.line = ruling.other"
            " WHERE ruling.line = ? AND ruling.kind = ? AND ruling.stands = 1",
            line,
            RulingKind.NO_ANSWER.value,
        )
        return frozenset(row["entry"] for row in found)

    def _rulings(self, line: str) -> tuple[int | None, frozenset[int]]:
        """The entry that a line is to be in, as the reader says, and those in which it is not to be.

        What was said later goes before what was said earlier.
        """
        found = self._db.rows(
            "SELECT ruling.kind, ledger_line.entry FROM ruling JOIN ledger_line"
            " ON ledger_line.line = iif(ruling.line = ?1, ruling.other, ruling.line)"
            " WHERE ?1 IN (ruling.line, ruling.other) AND ruling.stands = 1 ORDER BY ruling.made, ruling.rowid",
            line,
        )
        said = {row["entry"]: row["kind"] for row in found if row["kind"] in (RulingKind.TOGETHER, RulingKind.APART)}
        together = [row["entry"] for row in found if said.get(row["entry"]) == RulingKind.TOGETHER]
        apart = frozenset(entry for entry, kind in said.items() if kind == RulingKind.APART)
        return next(reversed(together), None), apart

    def _new_entry(self, line: LedgerLine) -> int:
        taken = self._db.row("SELECT 1 FROM ledger_entry WHERE id = ?", line.id) is not None
        at = to_seconds(line.at)
        return self._db.run(
            "INSERT INTO ledger_entry (id, act, terms, state, papers, stories, first, moved, weight, confidence,"
            " sureness, shown, listed, first_line, last_line) VALUES (?, ?, ?, 'put', 1, 1, ?, ?, 0, 0, 0, 0, 0, ?, ?)",
            f"{line.id}-{at}" if taken else line.id,
            line.act.value,
            line.terms,
            at,
            at,
            line.id,
            line.id,
        )

    def _insert(self, line: LedgerLine, entry: int, join: Join | None) -> None:
        sentence = rows.sentence_number(line.quote)
        self._db.run(
            "INSERT INTO ledger_line (line, story, entry, feed, at, act, house, print, sentence, sureness, withheld,"
            " shape, repeated, hidden, move, chance, reasons, by_hand)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            line.id, line.story, entry, line.feed, to_seconds(line.at), line.act.value, line.house,
            rows.to_print(line), sentence, line.sureness, int(line.withheld),
            shape(line.quote), int(line.repeated), int(self._is_unwanted(line, sentence)), Move.PUT.value,
            None if join is None else join.chance, json.dumps(join.reasons if join else ()),
            int(join is not None and join.by_hand),
        )  # fmt: skip

    def _is_unwanted(self, line: LedgerLine, sentence: int) -> bool:
        """Whether the reader wants no such sentence, or no such act, of this feed."""
        found = self._db.row(
            "SELECT 1 FROM ruling WHERE stands = 1 AND feed = ?"
            " AND ((kind = ? AND value = ?) OR (kind = ? AND value = ?))",
            line.feed, RulingKind.NEVER_SENTENCE.value, str(sentence), RulingKind.NEVER_KIND.value, line.act.value,
        )  # fmt: skip
        return found is not None

    def _renew(self, line: LedgerLine, row: sqlite3.Row) -> int:
        """Keep what a new analysis says of a line where it is; one that is alone may find its like now."""
        self._candidates.forget(line.id)
        before, entry = rows.from_row(row), int(row["entry"])
        self._db.run(
            "UPDATE ledger_line SET print = ?, act = ?, sureness = ?, withheld = ?, at = ?, feed = ?, house = ?,"
            " sentence = ?, shape = ?, repeated = ? WHERE line = ?",
            rows.to_print(line), line.act.value, line.sureness, int(line.withheld), to_seconds(line.at), line.feed,
            line.house, rows.sentence_number(line.quote), shape(line.quote), int(line.repeated), line.id,
        )  # fmt: skip
        if (before.proposer, before.recipient) == (line.proposer, line.recipient):
            return entry
        compared = ComparedLine(line)
        self._add_keys(compared, entry)
        others = self._db.row("SELECT 1 FROM ledger_line WHERE entry = ? AND line <> ?", entry, line.id)
        likely = [one for one in self._candidates.find(compared) if one.entry != entry]
        better, join = self._best(compared, likely) if others is None else (None, None)
        if better is None or join is None:
            return entry
        self._db.run(
            "UPDATE ledger_line SET entry = ?, chance = ?, reasons = ? WHERE line = ?",
            better, join.chance, json.dumps(join.reasons), line.id,
        )  # fmt: skip
        self._add_keys(compared, better)
        return better

    def _add_keys(self, line: ComparedLine, entry: int) -> None:
        at = to_seconds(line.line.at)
        self._db.run_many(
            "INSERT OR IGNORE INTO ledger_key (key, at, entry) VALUES (?, ?, ?)",
            [(key, at, entry) for key in self._candidates.keys(line)],
        )

    def _take_out(self, line: str) -> int:
        entry = self._entry_of(line)
        self._candidates.forget(line)
        self._db.run("DELETE FROM ledger_line WHERE line = ?", line)
        return entry

    def _entry_of(self, line: str) -> int:
        row = self._db.row("SELECT entry FROM ledger_line WHERE line = ?", line)
        return 0 if row is None else int(row["entry"])
