"""A `Query` as SQL: the one place where lists, search and rules become statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import cast

from briefing.core.query import LINE_KEYS, All, AnyOf, Key, Node, Not, Order, Query, Term
from briefing.core.words import holds_unspaced
from briefing.sql import Clause, joined, negated
from briefing.storage.ledger import prints
from briefing.storage.name_functions import HAS_WORDS, HOLDS, IS_CALLED, SMALL
from briefing.storage.phrases import phrase
from briefing.storage.schema import index_condition

_ORDERS = {
    Order.NEWEST: "story.sorted DESC, story.num DESC",
    Order.OLDEST: "story.sorted, story.num",
    Order.SOURCE: "(SELECT title FROM feed WHERE feed.num = story.feed), story.sorted DESC, story.num DESC",
    Order.LENGTH: "story.length DESC, story.sorted DESC, story.num DESC",
    Order.OFFERS: "story.offers DESC, story.sorted DESC, story.num DESC",
}
_STATES = {
    "unread": "story.read = 0",
    "read": "story.read = 1",
    "starred": "story.starred = 1",
    "noted": "story.noted = 1",
    "updated": "story.updated IS NOT NULL",
    "hidden": "story.hidden = 1",
}
_POSSESSIONS = {
    "offer": "story.offers > 0",
    "note": "story.noted = 1",
    "mark": "EXISTS (SELECT 1 FROM mark WHERE mark.story = story.num AND mark.stands = 1)",
}
_HIDDEN = Term(Key.IS, "hidden")


def select_ids(query: Query) -> Clause:
    """The statement that yields the ids of a query's stories."""
    clause = conditions(query)
    return Clause(
        f"SELECT story.id FROM story WHERE {clause.sql} ORDER BY {_ORDERS[query.order or Order.NEWEST]}", clause.values
    )


def conditions(query: Query) -> Clause:
    """The condition that a query's stories meet. Hidden stories are meant only by a query that names them."""
    if _HIDDEN in query.terms:
        return _clause(query.where)
    wanted = _clause(query.where)
    return Clause(f"story.hidden = 0 AND {wanted.sql}", wanted.values)


def clause_of(query: Query) -> Clause:
    """The condition that a query's stories meet, hidden or not."""
    return _clause(query.where)


def line_conditions(terms: Iterable[Term]) -> Clause:
    """The condition that a line meets which all of some terms on who did what to whom are true of."""
    meant = (_OF_AN_OFFER[term.key](cast(str, term.value)) for term in terms)
    return joined(" AND ", (Clause("offer.retired = 0"), *meant))


def _clause(node: Node) -> Clause:
    match node:
        case Not(part) if _is_sign(part):
            return Clause("0")
        case Not(part):
            return negated(_clause(part))
        case AnyOf(parts):
            return joined(" OR ", map(_clause, parts))
        case All(parts):
            return joined(" AND ", _together(parts))
        case Term(key, value):
            return _TESTS[key](value)


def _together(parts: tuple[Node, ...]) -> Iterable[Clause]:
    """The conditions of terms side by side. Those on who did what to whom are about one and the same offer.

    A mere sign beside others, as the dash of `oil - gas`, asks for nothing. The words are looked up together: of a
    common one the index need not list every story.
    """
    parts = tuple(part for part in parts if not _is_sign(part)) or parts
    offer_terms = [part for part in parts if isinstance(part, Term) and part.key in LINE_KEYS]
    if offer_terms:
        yield _one_offer(offer_terms)
    sought = [words for part in parts if (words := _indexed_words(part))]
    if sought:
        yield _found(" AND ".join(f"({words})" for words in sought))
    yield from (_clause(part) for part in parts if part not in offer_terms and not _indexed_words(part))


# ------------------------------------------------------------------------------------------------------------ words


_COLUMNS = {Key.WORDS: "", Key.TITLE: "title"}
"""The columns of the index in which a term's words are sought; all where none is named."""
_INDEXED = "SELECT rowid FROM search WHERE search MATCH ?"


def _words(value: object) -> Clause:
    return _text_clause(cast(str, value), _COLUMNS[Key.WORDS], ("title", "text", "note"))


def _title(value: object) -> Clause:
    return _text_clause(cast(str, value), _COLUMNS[Key.TITLE], ("title",))


def _text_clause(words: str, column: str, fields: tuple[str, ...]) -> Clause:
    sought = phrase(words, column)
    if not sought:
        return Clause("0")  # the index has no signs; a rule on one alone must not mean every story
    if not holds_unspaced(words):
        return _found(sought)
    # The index takes a sentence without spaces for one word: there the text itself is looked through.
    plain = words.rstrip("*")
    inside = " OR ".join(f"instr({field}, ?)" for field in fields)
    return Clause(
        f"story.num IN ({_INDEXED} UNION SELECT story FROM body INDEXED BY body_unspaced WHERE {_unspaced()}"
        f" AND ({inside}))",
        (sought, *(plain for _ in fields)),
    )


def _found(sought: str) -> Clause:
    return Clause(f"story.num IN ({_INDEXED})", (sought,))


def _indexed_words(node: Node) -> str:
    """What the index is asked for a term on words; empty for other terms, and where the texts are looked through."""
    if not isinstance(node, Term) or node.key not in _COLUMNS:
        return ""
    words = cast(str, node.value)
    return "" if holds_unspaced(words) else phrase(words, _COLUMNS[node.key])


@cache
def _unspaced() -> str:
    """Which texts are in scripts that put no space between words, which the full-text index cannot divide."""
    return index_condition("body_unspaced")


def _is_sign(node: Node) -> bool:
    if isinstance(node, Not):
        return _is_sign(node.part)
    return isinstance(node, Term) and node.key in (Key.WORDS, Key.TITLE) and not phrase(cast(str, node.value))


# ------------------------------------------------------------------------------------------------------------ offers


def _one_offer(terms: Iterable[Term]) -> Clause:
    """Stories with one offer that all of these terms are true of."""
    wanted = line_conditions(terms)
    return Clause(f"story.num IN (SELECT offer.story FROM offer WHERE {wanted.sql})", wanted.values)


def _party(role: str) -> Callable[[str], Clause]:
    """A party by its name, or by the side for whom it speaks: as the story says, or as the ledger has it."""
    side = f"iif(json_valid(print), json_extract(print, '{prints.SIDES[role]}'), '')"
    sql = (
        f"EXISTS (SELECT 1 FROM party LEFT JOIN actor ON actor.story = offer.story AND actor.id = party.actor"
        f" WHERE party.offer = offer.id AND party.role = '{role}'"
        f" AND ({IS_CALLED}(?, party.name) OR {IS_CALLED}(?, actor.name) OR {IS_CALLED}(?, actor.side)"
        f" OR EXISTS (SELECT 1 FROM ledger_line WHERE ledger_line.line = offer.id AND {IS_CALLED}(?, {side}))))"
    )
    return lambda value: Clause(sql, (value,) * 4)


_OF_AN_OFFER: dict[Key, Callable[[str], Clause]] = {
    Key.ACT: lambda value: Clause("offer.act = ?", (value,)),
    Key.FROM: _party("proposer"),
    Key.TO: _party("recipient"),
}

# -------------------------------------------------------------------------------------------------------- other terms


def _named_in(table: str, test: str) -> Callable[[object], Clause]:
    sql = f"story.num IN (SELECT {table}.story FROM {table} WHERE {test}(?, {table}.name))"
    return lambda value: Clause(sql, (value,))


def _seen_in(test: str, *values: object) -> Clause:
    return Clause(
        f"story.num IN (SELECT sighting.story FROM sighting JOIN feed ON feed.num = sighting.feed WHERE {test})", values
    )


def _feed(value: object) -> Clause:
    return _seen_in(f"{HOLDS}(?, feed.title) OR {HOLDS}(?, feed.url)", value, value)


def _feeds(value: object) -> Clause:
    urls = cast(tuple[str, ...], value)
    return _seen_in(f"feed.url IN ({', '.join('?' * len(urls))})", *urls)


def _since(column: str, comparison: str) -> Callable[[object], Clause]:
    return lambda value: Clause(f"story.{column} {comparison} ?", (int(cast(datetime, value).timestamp()),))


_TESTS: dict[Key, Callable[[object], Clause]] = {
    Key.WORDS: _words,
    Key.TITLE: _title,
    Key.ACTOR: _named_in("actor", IS_CALLED),
    Key.RESOURCE: _named_in("resource", HAS_WORDS),
    Key.FROM: lambda value: _one_offer([Term(Key.FROM, cast(str, value))]),
    Key.TO: lambda value: _one_offer([Term(Key.TO, cast(str, value))]),
    Key.ACT: lambda value: _one_offer([Term(Key.ACT, cast(str, value))]),
    Key.FEED: _feed,
    Key.FEEDS: _feeds,
    Key.GROUP: lambda value: _seen_in(f"{HOLDS}(?, feed.grouped)", value),
    Key.TAG: lambda value: Clause(
        f"story.num IN (SELECT story FROM tag WHERE {SMALL}(tag) = ?)", (cast(str, value).casefold(),)
    ),
    Key.IS: lambda value: Clause(_STATES[cast(str, value)]),
    Key.HAS: lambda value: Clause(_POSSESSIONS[cast(str, value)]),
    Key.CATEGORY: _named_in("category", HOLDS),
    Key.LANG: lambda value: Clause(
        "iif(story.language = '', story.declared, story.language) = ?", (cast(str, value).casefold(),)
    ),
    Key.SINCE: _since("sorted", ">="),
    Key.BEFORE: _since("sorted", "<"),
    Key.ARRIVED: _since("fetched", ">="),
}
