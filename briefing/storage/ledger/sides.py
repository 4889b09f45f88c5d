"""The sides of the ledger: who stands for whom, as each story says it, or as most stories do."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.core.analysis import ActorKind
from briefing.core.ledger.lines import LineParty
from briefing.core.party_names import PartyNames, person_name, plain_name
from briefing.storage.database import Database

_HOUSES = ("administration", "government", "cabinet", "campaign", "team", "office")
"""Words behind the name of a leader that make a body of it: "the Biden administration"."""


def num_of(db: Database, party: LineParty, names: PartyNames) -> int:
    """The row number of a party's side, which is made where it is new."""
    key = names.party(party.side)
    row = db.row("SELECT num, kind FROM ledger_side WHERE key = ?", key)
    kind = party.kind.value if party.kind is not None and not party.person else ""
    if row is not None:
        if kind and not row["kind"]:
            db.run("UPDATE ledger_side SET kind = ? WHERE num = ?", kind, row["num"])
        return int(row["num"])
    return db.run("INSERT INTO ledger_side (key, name, kind) VALUES (?, ?, ?)", key, party.side, kind)


def remember_people(db: Database, people: Iterable[tuple[str, str]], names: PartyNames) -> None:
    """Count for whom a story says that people speak: pairs of a person and a side, as they are called."""
    db.run_many(
        "INSERT INTO ledger_person (person, side, last, stories) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (person, side) DO UPDATE SET stories = stories + 1, side = excluded.side",
        [
            (plain, side, plain.rsplit(" ", 1)[-1])
            for person, side in people
            if (plain := person_name(person)) and plain != names.party(side)
        ],
    )


def party(
    db: Database, names: PartyNames, name: str, kind: ActorKind | None, side: str, others: tuple[str, ...] = ()
) -> LineParty:
    """The party that a story calls `name`, for which it gives this kind and this side (empty: none)."""
    if not side and kind in (ActorKind.PERSON, None):
        side = _side_of_person(db, person_name(name), whole=kind is None)
    if not side and kind in (ActorKind.BODY, ActorKind.GROUP, None):
        side = names.side(name) or _side_of_house(db, name)
    side = names.side(side) or side  # a minister may speak for a ministry, and that for its state
    if side and names.party(side) != names.party(name):
        return LineParty(_called(db, names, side), name, kind, others)
    return LineParty(_called(db, names, name), "", kind, others)


def _called(db: Database, names: PartyNames, name: str) -> str:
    """What the ledger calls a party: as it did at first, so that one side has one name."""
    key = names.party(name)
    if own := names.own(key):
        return own
    row = db.row("SELECT name FROM ledger_side WHERE key = ?", key)
    return names.called(name) if row is None else str(row["name"])


def _side_of_person(db: Database, plain: str, whole: bool) -> str:
    """For whom most stories say that a person speaks; a last name will do where one person alone has it."""
    row = db.row("SELECT side FROM ledger_person WHERE person = ? ORDER BY stories DESC LIMIT 1", plain)
    if row is not None:
        return str(row["side"])
    if whole or " " in plain:
        return ""
    rows = db.rows("SELECT DISTINCT side FROM ledger_person WHERE last = ? LIMIT 2", plain)
    return str(rows[0]["side"]) if len(rows) == 1 else ""


def _side_of_house(db: Database, name: str) -> str:
    words = plain_name(name).split()
    if len(words) < 2 or words[-1] not in _HOUSES:
        return ""
    return _side_of_person(db, " ".join(words[:-1]), whole=False)
