"""Entries as values, out of their rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from briefing.core.analysis import Act, ActorKind
from briefing.core.clean import shown_address
from briefing.core.ledger.entries import Entry, EntryRow, Join, Move, Side, State, Telling
from briefing.core.matter import Matter
from briefing.core.visibility import is_sure_enough
from briefing.storage.cells import moment, readable, real, text, texts, whole
from briefing.storage.database import Database
from briefing.storage.ledger import lines, wishes
from briefing.storage.ledger.conditions import LAST_ANSWER
from briefing.storage.times import from_seconds

ROWS = (
    "SELECT ledger_entry.*, proposing.name AS proposer_name, proposing.kind AS proposer_kind,"
    " receiving.name AS recipient_name, receiving.kind AS recipient_kind, put.id AS answers_id,"
    " answer.id AS answer_id, answer.act AS answer_act, answering.name AS answerer,"
    " (SELECT json_group_array(watch.name) FROM watch_hit JOIN watch ON watch.num = watch_hit.watch"
    " WHERE watch_hit.entry = ledger_entry.num) AS watches,"
    " iif(ledger_entry.earlier_quantity = '', NULL, (SELECT max(line.at) FROM ledger_line AS line"
    " WHERE line.entry = ledger_entry.num AND line.move = 'changed')) AS changed"
    " FROM ledger_entry"
    " LEFT JOIN ledger_side AS proposing ON proposing.num = ledger_entry.proposer"
    " LEFT JOIN ledger_side AS receiving ON receiving.num = ledger_entry.recipient"
    " LEFT JOIN ledger_entry AS put ON put.num = ledger_entry.answers"
    f" LEFT JOIN ledger_entry AS answer ON answer.num = {LAST_ANSWER}"
    " LEFT JOIN ledger_side AS answering ON answering.num = answer.proposer"
)
MOST_TELLINGS = 500


def _name_of(role: str) -> str:
    return f"(SELECT name FROM party WHERE party.offer = offer.id AND role = '{role}' ORDER BY id LIMIT 1) AS {role}"


def by_numbers(db: Database, nums: Sequence[int]) -> tuple[EntryRow, ...]:
    """The rows of some entries, in this order; those that can be read."""
    rows = db.rows(f"{ROWS} WHERE ledger_entry.num IN (SELECT value FROM json_each(?))", json.dumps(list(nums)))
    found = dict(readable(rows, lambda row: (row["num"], row_of(row))))
    return tuple(found[num] for num in nums if num in found)


def entry(db: Database, num: int) -> Entry | None:
    """An entry with its history; None where there is none that can be read."""
    rows = db.rows(f"{ROWS} WHERE ledger_entry.num = ?", num)
    found = readable(rows, row_of)
    if not found:
        return None
    row = rows[0]
    tellings = db.rows(
        "SELECT ledger_line.*, offer.quote, offer.terms, offer.quantity, offer.confidence, offer.matter,"
        " story.id AS story_id, story.title, story.link AS story_link, story.fetched, feed.title AS source, feed.url,"
        f" {_name_of('proposer')}, {_name_of('recipient')}, {_name_of('speaker')}"
        " FROM ledger_line JOIN offer ON offer.id = ledger_line.line JOIN story ON story.num = ledger_line.story"
        " JOIN feed ON feed.num = story.feed WHERE ledger_line.entry = ? ORDER BY"
        f" {lines.OLDEST} LIMIT ?",
        num,
        MOST_TELLINGS,
    )
    unsure_below = wishes.bounds(db).unsure_below
    put = db.rows(f"{ROWS} WHERE ledger_entry.num = ?", row["answers"]) if row["answers"] is not None else []
    answers = next(iter(readable(put, row_of)), None)
    answered_by = db.rows(f"{ROWS} WHERE ledger_entry.answers = ? ORDER BY ledger_entry.first", num)
    return Entry(
        found[0],
        tuple(readable(tellings, lambda one: _telling(one, unsure_below))),
        answers,
        None if answers is None else next(iter(readable([row], _why_it_answers)), Join(chance=0.0)),
        tuple(readable(answered_by, row_of)),
    )


def _why_it_answers(row: sqlite3.Row) -> Join:
    return Join(texts(row["answers_reasons"]), real(row["answers_chance"] or 0.0))


def row_of(row: sqlite3.Row) -> EntryRow:
    """An entry as a list shows it. Raises ValueError or TypeError where the row holds what no Briefing writes."""
    return EntryRow(
        id=text(row["id"]),
        act=Act(row["act"]),
        terms=text(row["terms"]),
        first=moment(row["first"]),
        moved=moment(row["moved"]),
        noticed=from_seconds(row["noticed"]),
        proposer=_side(row, "proposer"),
        recipient=_side(row, "recipient"),
        negated=bool(row["negated"]),
        quantity=text(row["quantity"]),
        earlier_quantity=text(row["earlier_quantity"]),
        changed=from_seconds(row["changed"]),
        resources=texts(row["resources"]),
        state=State(row["state"]),
        papers=whole(row["papers"]),
        stories=whole(row["stories"]),
        weight=real(row["weight"]),
        confidence=real(row["confidence"]),
        shown=bool(row["shown"]),
        answers=text(row["answers_id"] or ""),
        answered_by=text(row["answer_id"] or ""),
        answered_with=None if row["answer_act"] is None else Act(row["answer_act"]),
        answerer=text(row["answerer"] or ""),
        deadline=from_seconds(row["deadline"]),
        watches=tuple(dict.fromkeys(texts(row["watches"]))),
    )


def _side(row: sqlite3.Row, role: str) -> Side | None:
    name = row[f"{role}_name"]
    if name is None:
        return None
    kind = row[f"{role}_kind"]
    return Side(text(name), texts(row[f"{role}_people"]), ActorKind(kind) if kind else None)


def _telling(row: sqlite3.Row, unsure_below: float) -> Telling:
    join = None
    if row["chance"] is not None:
        join = Join(texts(row["reasons"]), real(row["chance"]), bool(row["by_hand"]))
    return Telling(
        line=text(row["line"]),
        story=text(row["story_id"]),
        title=text(row["title"]),
        source=text(row["source"] or shown_address(row["url"])),
        link=text(row["story_link"] or ""),
        quote=" ".join(text(row["quote"]).split()),
        published=moment(row["at"]),
        fetched=moment(row["fetched"]),
        proposer=text(row["proposer"] or ""),
        recipient=text(row["recipient"] or ""),
        speaker=text(row["speaker"] or ""),
        terms=text(row["terms"]),
        quantity=text(row["quantity"] or ""),
        confidence=real(row["confidence"]),
        shown=is_sure_enough(row["sureness"], unsure_below),
        repeated=bool(row["repeated"]),
        matter=Matter(row["matter"]) if row["withheld"] else Matter.PUBLIC,
        move=Move(row["move"]),
        join=join,
        act=Act(row["act"]),
    )
