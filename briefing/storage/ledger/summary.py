"""An entry brought up to date from its lines: its life, its words for the search, and whether it is listed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from briefing.core.analysis import Act, Line, Party, Span, Terms
from briefing.core.corrections import Corrected, Correction, correct_line
from briefing.core.ledger.entries import State
from briefing.core.ledger.life import MOST_LINES, WATCHED, Answered, Life, live
from briefing.core.ledger.lines import LedgerLine, LineParty
from briefing.core.ledger.rulings import RulingKind
from briefing.core.party_names import PartyNames, plain_name
from briefing.core.words import fold
from briefing.storage.database import Database
from briefing.storage.ledger import lines as rows
from briefing.storage.ledger import sides, wishes
from briefing.storage.ledger.conditions import COUNTS
from briefing.storage.ledger.texts import SearchTexts, Texts
from briefing.storage.times import from_seconds, to_seconds

_LONGEST_WORDS = 4_000
_LOOKED_AT = ("first", "act", "proposer", "state", "sureness", "shown", "dismissed")
NOTHING = "~"
"""What stands for a missing name, so that it sorts behind all others."""


def renew(db: Database, entry: int, names: PartyNames, now: datetime, texts: SearchTexts) -> set[int]:
    """Bring an entry up to date, or take it away where it has no lines; the entries that this concerns.

    Its words are put into `texts`, which the caller writes.
    """
    old = db.row("SELECT * FROM ledger_entry WHERE num = ?", entry)
    if old is None:
        return set()
    told = _lines(db, entry)
    if not told:
        return _remove(db, entry, texts)
    said = _corrections(db, [row["line"] for row in told])
    plain = [rows.from_row(row, reliability=rows.reliability_of(row)) for row in told]
    with_answers = _with_answers(db, entry)
    lines = [
        replace(_corrected(line, said), mentioned=(row["story"], row["sentence"]) in with_answers)
        for line, row in zip(plain, told, strict=True)
    ]
    wanted = [line for line, row in zip(lines, told, strict=True) if not row["hidden"]] or lines
    answers = _answers(db, entry)
    life = live(wanted, now, answers)
    counts = db.row(
        "SELECT count(DISTINCT house) AS houses, count(DISTINCT story) AS stories,"
        " count(DISTINCT iif(reliability IS 'low', NULL, house)) AS voices,"
        " iif(min(feed) = max(feed), min(feed), NULL) AS feed"
        " FROM ledger_line LEFT JOIN feed ON feed.num = ledger_line.feed WHERE entry = ?",
        entry,
    )
    assert counts is not None
    if not any(line.is_aside for line in wanted):  # all lines count, also those that are too many to look at
        life = replace(life, houses=counts["houses"], voices=counts["voices"], stories=counts["stories"])
    _keep_moves(db, wanted, life)
    dismissed = _is_dismissed(db, old, [row["line"] for row in told], life, names, len(wanted) < 1 or _hidden(told))
    dropped = any(correction.part is Corrected.DROPPED for correction in said)
    people = _people_of(plain[::-1], life)
    _keep(db, entry, life, plain, people, dismissed=dismissed or dropped)
    db.run("UPDATE ledger_entry SET feed = ?1 WHERE num = ?2 AND feed IS NOT ?1", counts["feed"], entry)
    texts.put(entry, _texts(life, plain[::-1], people))
    return {int(old["answers"])} if old["answers"] is not None and _has_moved(db, old) else set()


def drop_empty(db: Database) -> None:
    """Take entries away of which every line has gone with its story; the others are brought up to date later."""
    for row in db.rows(
        "SELECT entry FROM ledger_stale WHERE NOT EXISTS"
        " (SELECT 1 FROM ledger_line WHERE ledger_line.entry = ledger_stale.entry)"
    ):
        for concerned in _remove(db, row["entry"], SearchTexts(db)):
            db.run("INSERT OR IGNORE INTO ledger_stale (entry) SELECT num FROM ledger_entry WHERE num = ?", concerned)


def _hidden(told: Sequence[sqlite3.Row]) -> bool:
    return all(row["hidden"] for row in told)


def _lines(db: Database, entry: int) -> list[sqlite3.Row]:
    wanted = (
        "SELECT ledger_line.*, feed.reliability FROM ledger_line LEFT JOIN feed ON feed.num = ledger_line.feed"
        " JOIN offer ON offer.id = ledger_line.line WHERE entry = ? ORDER BY"
    )
    found = db.rows(f"{wanted} {rows.NEWEST} LIMIT ?", entry, MOST_LINES)
    if len(found) == MOST_LINES:
        found[-1:] = db.rows(f"{wanted} {rows.OLDEST} LIMIT 1", entry)
    return found[::-1]


def _with_answers(db: Database, entry: int) -> set[tuple[int, int]]:
    """The sentences that answer it, as numbers of story and sentence: what they say of it is no report of its own."""
    found = db.rows(
        "SELECT ledger_line.story, ledger_line.sentence FROM ledger_entry AS answer"
        " JOIN ledger_line ON ledger_line.entry = answer.num WHERE answer.answers = ?",
        entry,
    )
    return {(row["story"], row["sentence"]) for row in found}


def _corrections(db: Database, lines: Sequence[str]) -> tuple[Correction, ...]:
    found = db.rows(
        "SELECT offer, part, value FROM correction WHERE stands = 1 AND offer IN (SELECT value FROM json_each(?))"
        " ORDER BY made, rowid",
        json.dumps(list(lines)),
    )
    return tuple(Correction(row["offer"], Corrected(row["part"]), row["value"]) for row in found)


def _corrected(line: LedgerLine, said: Iterable[Correction]) -> LedgerLine:
    """A line with what the reader said of any line of its entry: a correction holds for the entry."""
    said = [replace(one, offer=line.id) for one in said if one.part is not Corrected.DROPPED]
    if not said:
        return line
    span = Span(0, 0)
    offer = Line(
        line.act, Terms(line.terms, span), (span,), _to_party(line.proposer), _to_party(line.recipient),
        negated=line.negated, id=line.id,
    )  # fmt: skip
    corrected = correct_line(offer, said)
    if corrected is None:
        return line
    return replace(
        line,
        act=corrected.act,
        terms=corrected.terms.text,
        negated=corrected.negated,
        proposer=_from_party(corrected.proposer, line.proposer),
        recipient=_from_party(corrected.recipient, line.recipient),
        corrected=True,
    )


def _to_party(party: LineParty | None) -> Party | None:
    return None if party is None else Party(party.side)


def _from_party(party: Party | None, before: LineParty | None) -> LineParty | None:
    if party is None:
        return None
    return before if before is not None and before.side == party.name else LineParty(party.name)


def _answers(db: Database, entry: int) -> list[Answered]:
    found = db.rows(
        "SELECT ledger_entry.first, act, ledger_side.name AS by, shown, answers_chance FROM ledger_entry"
        " LEFT JOIN ledger_side ON ledger_side.num = proposer WHERE answers = ? AND dismissed = 0"
        " ORDER BY ledger_entry.num",
        entry,
    )
    return [
        Answered(
            cast(datetime, from_seconds(row["first"])),
            Act(row["act"]),
            row["by"] or "",
            bool(row["shown"]),
            row["answers_chance"] or 0.0,
        )
        for row in found
    ]


def _keep_moves(db: Database, lines: Sequence[LedgerLine], life: Life) -> None:
    db.run_many(
        "UPDATE ledger_line SET move = ?1 WHERE line = ?2 AND move <> ?1",
        [(move.value, line.id) for line, move in zip(lines, life.moves, strict=True)],
    )


def _is_dismissed(
    db: Database, old: sqlite3.Row, lines: Sequence[str], life: Life, names: PartyNames, hidden: bool
) -> bool:
    if hidden:
        return True
    subjects = [f"resource:{plain_name(name)}" for name in life.resources]
    if life.proposer is not None and life.recipient is not None:
        # A ruling may be of a time when the legal form of a company was part of its name.
        subjects += [f"pair:{_pair(life, key)}" for key in (names.party, plain_name)]
    found = db.row(
        "SELECT 1 FROM ruling WHERE stands = 1 AND ((kind = ? AND line IN (SELECT value FROM json_each(?)))"
        " OR (kind = ? AND value IN (SELECT value FROM json_each(?))))",
        RulingKind.NOT_AN_ACT.value, json.dumps([*lines, old["id"]]), RulingKind.NOT_MY_SUBJECT.value,
        json.dumps(subjects),
    )  # fmt: skip
    return found is not None


def _pair(life: Life, key: Callable[[str], str]) -> str:
    sides = [key(party.side) if party else NOTHING for party in (life.proposer, life.recipient)]
    return "|".join(sorted(sides))


def _keep(
    db: Database,
    entry: int,
    life: Life,
    told: Sequence[LedgerLine],
    people: Sequence[Sequence[str]],
    *,
    dismissed: bool,
) -> None:
    best, names = life.best, db.names
    numbers = [None if party is None else sides.num_of(db, party, names) for party in (life.proposer, life.recipient)]
    shown = life.is_shown(wishes.bounds(db).unsure_below)
    watched = db.row("SELECT 1 FROM watch_hit WHERE entry = ?", entry) is not None
    db.run(
        "UPDATE ledger_entry SET act = ?, negated = ?, proposer = ?, recipient = ?, proposer_people = ?,"
        " recipient_people = ?, pair = ?, terms = ?, quantity = ?, earlier_quantity = ?, resources = ?, resource = ?,"
        " state = ?, papers = ?, stories = ?, first = ?, moved = ?, noticed = ?, weight = ?, confidence = ?,"
        " sureness = ?, shown = ?, dismissed = ?, listed = ?, deadline = ?, first_line = ?, last_line = ?"
        " WHERE num = ?",
        best.act.value, int(best.negated), *numbers, *map(json.dumps, people), _pair(life, names.party), best.terms,
        life.quantity, life.earlier_quantity, json.dumps(life.resources, ensure_ascii=False),
        plain_name(life.resources[0]) if life.resources else NOTHING, life.state.value, life.houses, life.stories,
        to_seconds(life.first), to_seconds(life.moved), _noticed(db, entry, life), life.weight + WATCHED * watched,
        life.confidence, life.sureness, int(shown), int(dismissed), int(shown and not dismissed),
        to_seconds(life.deadline), told[0].id, told[-1].id, entry,
    )  # fmt: skip
    _keep_parties(db, entry, life, numbers, names)


def _texts(life: Life, newest: Sequence[LedgerLine], people: Sequence[Sequence[str]]) -> Texts:
    """The words by which an entry is searched."""
    parties = zip((life.proposer, life.recipient), people, strict=True)
    by, to = (fold(" ".join((_names(party), *spoke))) for party, spoke in parties)
    words = " ".join(dict.fromkeys([life.best.terms, life.quantity, *(line.quote for line in newest[:8])]))
    return by, to, fold(" ".join(life.resources)), fold(words)[:_LONGEST_WORDS]


def _noticed(db: Database, entry: int, life: Life) -> int:
    """When the story came in that last moved the entry; of one that lapsed, when it did."""
    if life.state is State.LAPSED:
        return to_seconds(life.moved) or 0
    row = db.row(
        "SELECT coalesce(max(story.fetched), 0) AS at FROM ledger_line JOIN story ON story.num = ledger_line.story"
        " WHERE ledger_line.entry = ? AND ledger_line.move <> 'told'",
        entry,
    )
    answer = db.row(f"SELECT max(noticed) AS at FROM ledger_entry WHERE answers = ? AND {COUNTS}", entry)
    return max(row["at"] if row else 0, (answer["at"] or 0) if answer else 0)


def _keep_parties(db: Database, entry: int, life: Life, numbers: Sequence[int | None], names: PartyNames) -> None:
    wanted = set()
    for role, party, number in zip(("proposer", "recipient"), (life.proposer, life.recipient), numbers, strict=True):
        if party is not None:
            wanted.add((number, role))
            wanted |= {(sides.num_of(db, LineParty(name), names), role) for name in party.others}
    had = {(row["side"], row["role"]) for row in db.rows("SELECT side, role FROM ledger_party WHERE entry = ?", entry)}
    db.run_many(
        "DELETE FROM ledger_party WHERE side = ? AND role = ? AND entry = ?",
        [(*one, entry) for one in had - wanted],
    )
    db.run_many(
        "INSERT INTO ledger_party (side, role, entry) VALUES (?, ?, ?)", [(*one, entry) for one in wanted - had]
    )


def _people_of(newest: Sequence[LedgerLine], life: Life) -> list[list[str]]:
    """Who spoke for both sides, the last first."""
    return [
        _people((line.proposer for line in newest), life.proposer),
        _people((line.recipient for line in newest), life.recipient),
    ]


def _people(parties: Iterable[LineParty | None], side: LineParty | None) -> list[str]:
    """Who was named for a side; nobody speaks for themselves, though another story says for whom they speak."""
    own = "" if side is None else side.key
    found = dict.fromkeys(party.person for party in parties if party is not None and party.person)
    return [person for person in found if plain_name(person) != own][:5]


def _names(party: LineParty | None) -> str:
    return "" if party is None else " ".join((party.side, *party.others))


def _has_moved(db: Database, old: sqlite3.Row) -> bool:
    """Whether what an answered entry looks at has changed: what this one says, by whom, when, and how surely."""
    new = db.row("SELECT * FROM ledger_entry WHERE num = ?", old["num"])
    return new is None or any(new[column] != old[column] for column in _LOOKED_AT)


def _remove(db: Database, entry: int, texts: SearchTexts) -> set[int]:
    concerned = {row["num"] for row in db.rows("SELECT num FROM ledger_entry WHERE answers = ?", entry)}
    row = db.row("SELECT answers FROM ledger_entry WHERE num = ?", entry)
    if row is not None and row["answers"] is not None:
        concerned.add(int(row["answers"]))
    db.run("UPDATE ledger_entry SET answers = NULL, answers_chance = NULL WHERE answers = ?", entry)
    texts.drop(entry)
    for table in ("ledger_party", "ledger_key", "watch_hit", "ledger_stale"):
        db.run(f"DELETE FROM {table} WHERE entry = ?", entry)
    db.run("DELETE FROM ledger_entry WHERE num = ?", entry)
    return concerned
