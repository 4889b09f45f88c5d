"""The reader's search language over the tables: a `Query` becomes SQL of DuckDB, with every value bound.

Names are compared as the reader compares them, which SQL cannot: each name that the tables have is compared once, and
those that are meant are bound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from briefing.archive.database import ArchiveDatabase
from briefing.core.errors import QueryError
from briefing.core.party_names import NO_NAMES, PartyNames, names_thing
from briefing.core.query import All, AnyOf, Key, Node, Not, Order, Query, Term
from briefing.core.words import STROKES, fold, holds_unspaced, spellings
from briefing.sql import Clause, joined, negated

_PARTY_NAMES = ("name", "side")
"""What a party of a line goes by: its name, and those for whom it speaks."""


def _names_in_role(role: str) -> str:
    return " UNION ".join(
        (
            f"SELECT DISTINCT {role} AS name FROM lines",
            *(
                f"SELECT DISTINCT party.{column} FROM (SELECT unnest({role}s) AS party FROM lines)"
                for column in _PARTY_NAMES
            ),
        )
    )


NAMES = {
    "proposer": _names_in_role("proposer"),
    "recipient": _names_in_role("recipient"),
    "actor": "SELECT DISTINCT name FROM actors",
    "resource": "SELECT DISTINCT name FROM resources",
    "category": "SELECT DISTINCT unnest(categories) AS name FROM stories",
    "source": "SELECT DISTINCT source AS name FROM stories",
}
"""Where the names stand that the tables have, each sort of them."""

AllNames = Callable[[str], Collection[str]]
"""Gives all names of one sort."""

_ORDERS = {
    Order.NEWEST: "story.told DESC, story.id",
    Order.OLDEST: "story.told, story.id",
    Order.SOURCE: "story.source, story.told DESC, story.id",
    Order.LENGTH: "length(story.text) DESC, story.told DESC, story.id",
    Order.OFFERS: "story.shown DESC, story.told DESC, story.id",
}
_COLUMNS = "id, title, link, source, published, fetched, language, shown AS offers, month"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A story that was found, with those of its lines that were asked for; else with those shown by default."""

    story: dict[str, Any]
    lines: tuple[dict[str, Any], ...]


class Search:
    """Asks the tables. `parties` are the names by which parties are known."""

    def __init__(self, database: ArchiveDatabase, parties: PartyNames = NO_NAMES) -> None:
        self._database = database
        self._known: dict[str, tuple[str, ...]] = {}
        self._parties = parties

    def find(self, query: Query, limit: int | None = None) -> Iterator[Found]:
        """The stories that a query means, in its order. Raises QueryError and StorageError."""
        conditions = Conditions(self._names, self._parties)
        wanted, lines = conditions.of_stories(query), conditions.of_lines(query)
        order = _ORDERS[query.order or Order.NEWEST]
        least = "" if limit is None else f" LIMIT {int(limit)}"
        some: list[dict[str, Any]] = []
        for row in self._database.rows(
            f"SELECT {_COLUMNS} FROM stories AS story WHERE {wanted.sql} ORDER BY {order}{least}", wanted.values
        ):
            some.append(row)
            if len(some) == _AT_ONCE:
                yield from _with_lines(self._database, some, lines)
                some = []
        yield from _with_lines(self._database, some, lines)

    def count(self, query: Query) -> int:
        """How many stories a query means."""
        wanted = Conditions(self._names, self._parties).of_stories(query)
        sql = f"SELECT count(*) AS n FROM stories AS story WHERE {wanted.sql}"
        return int(next(self._database.rows(sql, wanted.values))["n"])

    def texts(self, query: Query) -> Iterator[dict[str, Any]]:
        """The whole rows of the stories that a query means, the oldest first."""
        wanted = Conditions(self._names, self._parties).of_stories(query)
        sql = f"SELECT * FROM stories AS story WHERE {wanted.sql} ORDER BY story.source, story.told, story.id"
        return self._database.rows(sql, wanted.values)

    def _names(self, sort: str) -> Collection[str]:
        if sort not in self._known:
            self._known[sort] = tuple(row["name"] for row in self._database.rows(NAMES[sort]) if row["name"])
        return self._known[sort]


def _with_lines(database: ArchiveDatabase, stories: list[dict[str, Any]], wanted: Clause) -> Iterator[Found]:
    if not stories:
        return
    lines: dict[str, list[dict[str, Any]]] = {}
    marks = ", ".join("?" * len(stories))
    months = sorted({story["month"] for story in stories})  # DuckDB opens no files of other months
    sql = (
        f"SELECT * FROM lines AS line WHERE line.month IN ({', '.join('?' * len(months))})"
        f" AND line.story IN ({marks}) AND ({wanted.sql}) ORDER BY line.story, line.place"
    )
    for line in database.rows(sql, (*months, *(story["id"] for story in stories), *wanted.values)):
        lines.setdefault(line["story"], []).append(line)
    for story in stories:
        yield Found(story, tuple(lines.get(story["id"], ())))


class Conditions:
    """Queries as conditions. Everything here is a value: nothing is asked but for names."""

    def __init__(self, names: AllNames, parties: PartyNames = NO_NAMES) -> None:
        self._names = names
        self._parties = parties

    def of_stories(self, query: Query) -> Clause:
        """What a query's stories meet. Raises QueryError on what an archive knows nothing of."""
        return self._clause(query.where)

    def of_lines(self, query: Query) -> Clause:
        """What the lines meet that a query asks for: those that are shown by default, where it asks for none."""
        groups = [self._of_one_line(terms) for terms in _line_terms(query.where)]
        return _join(" OR ", groups) if groups else Clause("line.shown")

    def _clause(self, node: Node) -> Clause:
        match node:
            case Not(part) if _is_sign(part):
                return Clause("false")
            case Not(part):
                return negated(self._clause(part))
            case AnyOf(parts):
                return _join(" OR ", map(self._clause, parts))
            case All(parts):
                return _join(" AND ", self._together(parts))
            case Term():
                return self._term(node)

    def _together(self, parts: tuple[Node, ...]) -> Iterator[Clause]:
        """The conditions of terms side by side. Those on who did what to whom are about one and the same line."""
        parts = tuple(part for part in parts if not _is_sign(part)) or parts
        of_lines = [part for part in parts if isinstance(part, Term) and part.key in _OF_A_LINE]
        if of_lines:
            yield self._with_a_line(of_lines)
        yield from (self._clause(part) for part in parts if part not in of_lines)

    def _with_a_line(self, terms: Iterable[Term]) -> Clause:
        """Stories with one line that all of these terms are true of."""
        inner = self._of_one_line(terms)
        return Clause(f"story.id IN (SELECT line.story FROM lines AS line WHERE {inner.sql})", inner.values)

    def _of_one_line(self, terms: Iterable[Term]) -> Clause:
        return _join(" AND ", (self._of_a_line(term.key, cast(str, term.value)) for term in terms))

    def _of_a_line(self, key: Key, value: str) -> Clause:
        if key is Key.ACT:
            return Clause("line.act = ?", (value,))
        role = _OF_A_LINE[key]
        meant = self._meant(role, lambda name: self._parties.means(value, name))
        parties = (
            f"list_has_any(list_transform(line.{role}s, lambda party: party.{column}), ?)" for column in _PARTY_NAMES
        )
        return _join(" OR ", [Clause(test, (meant,)) for test in (f"list_contains(?, line.{role})", *parties)])

    def _term(self, term: Term) -> Clause:
        value = term.value
        match term.key:
            case Key.WORDS:
                return _join(" OR ", (_text_clause(cast(str, value), column) for column in ("title", "text")))
            case Key.TITLE:
                return _text_clause(cast(str, value), "title")
            case Key.FROM | Key.TO | Key.ACT:
                return self._with_a_line([term])
            case Key.ACTOR:
                meant = self._meant("actor", lambda name: self._parties.means(cast(str, value), name))
                return Clause(_NAMED_IN.format("actors"), (meant,))
            case Key.RESOURCE:
                meant = self._meant("resource", lambda name: names_thing(cast(str, value), name))
                return Clause(_NAMED_IN.format("resources"), (meant,))
            case Key.FEED:
                return Clause("list_contains(?, story.source)", (self._holding("source", cast(str, value)),))
            case Key.CATEGORY:
                return Clause("list_has_any(story.categories, ?)", (self._holding("category", cast(str, value)),))
            case Key.HAS if value == "offer":
                return Clause("story.shown > 0")
            case Key.LANG:
                return Clause("story.language = ?", (cast(str, value).casefold(),))
            case Key.SINCE:
                return _told(cast(datetime, value), ">=", ">=")
            case Key.BEFORE:
                return _told(cast(datetime, value), "<", "<=")
            case Key.ARRIVED:
                return Clause("story.fetched >= ?", (_seconds(cast(datetime, value)),))
        shown = f"{term.key.value}:{value}" if isinstance(value, str) else f"{term.key.value}:"
        raise QueryError(f"{shown} asks for what only the reader's library knows, not an archive")

    def _holding(self, sort: str, value: str) -> list[str]:
        wanted = fold(value)
        return self._meant(sort, lambda name: wanted in fold(name))

    def _meant(self, sort: str, is_meant: Callable[[str], bool]) -> list[str]:
        return sorted(filter(is_meant, self._names(sort)))


_OF_A_LINE = {Key.ACT: "act", Key.FROM: "proposer", Key.TO: "recipient"}
_NAMED_IN = "story.id IN (SELECT entity.story FROM {} AS entity WHERE list_contains(?, entity.name))"


def _join(word: str, clauses: Iterable[Clause]) -> Clause:
    return joined(word, clauses, "true")


def _line_terms(node: Node) -> Iterator[list[Term]]:
    """The terms on lines that stand side by side, wherever they are not negated."""
    match node:
        case Term(key) if key in _OF_A_LINE:
            yield [node]
        case All(parts):
            together = [part for part in parts if isinstance(part, Term) and part.key in _OF_A_LINE]
            if together:
                yield together
            for part in parts:
                if part not in together:
                    yield from _line_terms(part)
        case AnyOf(parts):
            for part in parts:
                yield from _line_terms(part)


# ------------------------------------------------------------------------------------------------------------- words

_BETWEEN = r"[^\p{L}\p{N}]"


def _text_clause(words: str, column: str) -> Clause:
    rows = [[re.escape(part) for part in re.findall(r"[^\W_]+", _without_marks(one))] for one in spellings(words)]
    if not all(rows):
        return Clause("false")
    folded = _folded(f"story.{column}")
    if holds_unspaced(words):
        return Clause(f"contains({folded}, {_folded('?')})", (words.rstrip("*"),))
    end = "" if words.endswith("*") else f"(?:$|{_BETWEEN})"
    sought = "|".join(f"{_BETWEEN}+".join(parts) for parts in rows)
    return Clause(f"regexp_matches({folded}, ?)", (f"(?:^|{_BETWEEN})(?:{sought}){end}",))


def _without_marks(words: str) -> str:
    """Words without the marks that `strip_accents` takes off a text, as the vowels of Hindi."""
    divided = unicodedata.normalize("NFD", words)
    return unicodedata.normalize(
        "NFC", "".join(one for one in divided if not unicodedata.category(one).startswith("M"))
    )


def _folded(column: str) -> str:
    """SQL for what `fold` makes of a text."""
    singly = {one: plain for one, plain in STROKES.items() if len(plain) == 1 and one == one.lower()} | {"ς": "σ"}
    sql = f"translate(strip_accents(lower({column})), '{''.join(singly)}', '{''.join(singly.values())}')"
    for one, plain in STROKES.items():
        if len(plain) != 1 and one == one.lower():
            sql = f"replace({sql}, '{one}', '{plain}')"
    return sql


def _is_sign(node: Node) -> bool:
    if isinstance(node, Not):
        return _is_sign(node.part)
    return (
        isinstance(node, Term)
        and node.key in (Key.WORDS, Key.TITLE)
        and not any(one.isalnum() for one in cast(str, node.value))
    )


# ------------------------------------------------------------------------------------------------------------- times


def _told(moment: datetime, comparison: str, of_month: str) -> Clause:
    """Stories told since or before a time. No file is opened of a month that cannot be meant."""
    at = _seconds(moment)
    return Clause(
        f"((story.month = 'none' OR story.month {of_month} ?) AND story.told {comparison} ?)", (f"{at:%Y-%m}", at)
    )


def _seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
