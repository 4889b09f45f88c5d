"""A search of the ledger as SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from briefing.core.ledger.search import LedgerOrder, LedgerQuery
from briefing.core.ledger.wording import ANSWERED
from briefing.core.party_names import SHORT, PartyNames, plain_name
from briefing.core.query import All, AnyOf, Key, Node, Not, Term
from briefing.sql import Clause, joined, negated
from briefing.storage.database import Database
from briefing.storage.ledger.conditions import ANSWER, LAST_ANSWER, MEASURE, OPEN
from briefing.storage.name_functions import HOLDS, SMALL
from briefing.storage.phrases import phrase
from briefing.storage.times import to_seconds

ORDERS = {
    LedgerOrder.MOVED: "ledger_entry.moved DESC, ledger_entry.num DESC",
    LedgerOrder.WEIGHT: "ledger_entry.weight DESC, ledger_entry.moved DESC, ledger_entry.num DESC",
    LedgerOrder.RESOURCE: "ledger_entry.resource, ledger_entry.moved DESC, ledger_entry.num DESC",
    LedgerOrder.PAIR: "ledger_entry.pair, ledger_entry.moved DESC, ledger_entry.num DESC",
}
_STATES = {
    "open": OPEN,
    "answer": ANSWER,
    "measure": MEASURE,
    "watched": "EXISTS (SELECT 1 FROM watch_hit WHERE watch_hit.entry = ledger_entry.num)",
    "dismissed": "ledger_entry.dismissed = 1",
    **{
        word: "ledger_entry.state = 'answered' AND EXISTS (SELECT 1 FROM ledger_entry AS answer"
        f" WHERE answer.num = {LAST_ANSWER} AND answer.act = '{act}')"
        for act, word in ANSWERED.items()
    },
}
_DISMISSED = Term(Key.IS, "dismissed")


class Conditions:
    """Makes conditions of queries; `last_session` is when the reader was here before."""

    def __init__(self, db: Database, names: PartyNames, last_session: datetime | None = None) -> None:
        self._db = db
        self._names = names
        self._last_session = last_session

    def of(self, query: LedgerQuery) -> Clause:
        """The condition that a query's entries meet; where it says nothing else, they are listed."""
        return self._join(" AND ", [self._usual(query), self._clause(query.where)])

    def less_sure(self, query: LedgerQuery) -> Clause | None:
        """What the query leaves out for being less sure; None where the query says itself how sure it wants them."""
        if any(term.key is Key.SURE or term == _DISMISSED for term in query.terms):
            return None
        hidden = Clause("ledger_entry.listed = 0 AND ledger_entry.shown = 0 AND ledger_entry.dismissed = 0")
        return self._join(" AND ", [hidden, self._clause(query.where)])

    def _usual(self, query: LedgerQuery) -> Clause:
        if _DISMISSED in query.terms:
            return Clause("1")
        if any(term.key is Key.SURE and term.value in ("no", "all") for term in query.terms):
            return Clause("ledger_entry.dismissed = 0")
        return Clause("ledger_entry.listed = 1")

    def _clause(self, node: Node) -> Clause:
        match node:
            case Not(part):
                return negated(self._clause(part))
            case AnyOf(parts):
                return self._join(" OR ", map(self._clause, parts))
            case All(parts):
                return self._join(" AND ", map(self._clause, parts))
            case Term(key, value):
                return self._test(key, value)

    @staticmethod
    def _join(word: str, clauses: Iterable[Clause]) -> Clause:
        return joined(word, (clause for clause in clauses if clause.sql != "1"))

    def _test(self, key: Key, value: object) -> Clause:
        if key in (Key.SINCE, Key.BEFORE):
            sign = ">=" if key is Key.SINCE else "<"
            return Clause(f"ledger_entry.moved {sign} ?", (to_seconds(cast(datetime, value)),))
        text = cast(str, value)
        tests: dict[Key, Callable[[str], Clause]] = {
            Key.FROM: lambda words: self._party(words, ("proposer",)),
            Key.TO: lambda words: self._party(words, ("recipient",)),
            Key.ACTOR: lambda words: self._party(words, ("proposer", "recipient")),
            Key.ACT: lambda act: Clause("ledger_entry.act = ?", (act,)),
            Key.RESOURCE: lambda words: _named("resource", words),
            Key.WORDS: lambda words: _found("", words),
            Key.FEED: self._feed,
            Key.SURE: _sure,
            Key.IS: self._is,
            Key.WATCH: _watch,
        }
        return tests[key](text)

    def _is(self, state: str) -> Clause:
        if state == "new":
            return Clause("ledger_entry.noticed >= ?", (to_seconds(self._last_session) or 0,))
        if state in _STATES:
            return Clause(_STATES[state])
        return Clause("ledger_entry.state = ?", (state,))

    def _party(self, typed: str, roles: tuple[str, ...]) -> Clause:
        """Entries with a side that goes by this name, under whatever name; with a body of this name that speaks for
        another side; else with these words in the names.
        """
        columns = " ".join(roles)
        bodies = self._names.forms(typed) if self._names.side(typed) else ()
        as_bodies = [_found(columns, form) for form in bodies]
        numbers = self._sides(typed)
        if not numbers:
            return joined(" OR ", as_bodies or [_named(columns, typed)])
        marks = ", ".join("?" * len(roles))
        as_sides = Clause(
            "ledger_entry.num IN (SELECT entry FROM ledger_party WHERE side IN (SELECT value FROM json_each(?))"
            f" AND role IN ({marks}))",
            (json.dumps(numbers), *roles),
        )
        return joined(" OR ", [as_sides, *as_bodies])

    def _feed(self, words: str) -> Clause:
        """Entries that a feed tells. Most are told by one feed, which the entry names; of the others the lines say."""
        found = self._db.rows(f"SELECT num FROM feed WHERE {HOLDS}(?1, title) OR {HOLDS}(?1, url)", words)
        feeds = ", ".join(str(int(row["num"])) for row in found)
        return Clause(
            f"ledger_entry.feed IN ({feeds}) OR (ledger_entry.feed IS NULL AND EXISTS (SELECT 1 FROM ledger_line"
            f" WHERE ledger_line.entry = ledger_entry.num AND ledger_line.feed IN ({feeds})))"
        )

    def _sides(self, typed: str) -> list[int]:
        """The row numbers of the sides that somebody means who types this."""
        forms = self._names.forms(typed) or {self._names.party(typed), plain_name(typed)}
        found = self._db.rows(
            "SELECT num FROM ledger_side WHERE key IN (SELECT value FROM json_each(?))", json.dumps(list(forms))
        )
        return [row["num"] for row in found]


def _named(columns: str, typed: str) -> Clause:
    """Entries with what goes by this name, or with words that begin so: as in the search of stories."""
    is_whole = len(plain_name(typed)) <= SHORT or typed.endswith("*")
    return _found(columns, typed if is_whole else f"{typed}*")


def _found(columns: str, words: str) -> Clause:
    sought = phrase(words, columns)
    if not sought:
        return Clause("0")
    return Clause("ledger_entry.num IN (SELECT rowid FROM search_ledger WHERE search_ledger MATCH ?)", (sought,))


def _sure(wanted: str) -> Clause:
    if wanted.isdecimal():
        return Clause("ledger_entry.confidence >= ?", (int(wanted) / 100,))
    return {"yes": Clause("ledger_entry.shown = 1"), "no": Clause("ledger_entry.shown = 0")}.get(wanted, Clause("1"))


def _watch(name: str) -> Clause:
    return Clause(
        "ledger_entry.num IN (SELECT watch_hit.entry FROM watch_hit JOIN watch ON watch.num = watch_hit.watch"
        f" WHERE {SMALL}(watch.name) = {SMALL}(?))",
        (name,),
    )
