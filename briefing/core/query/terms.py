"""What a query is made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Order(StrEnum):
    """How stories are ordered."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SOURCE = "source"
    LENGTH = "length"
    OFFERS = "offers"


class Key(StrEnum):
    """What a term is about. All but WORDS and FEEDS are written as `key:value`; SURE and WATCH are the ledger's."""

    WORDS = "words"
    TITLE = "title"
    ACTOR = "actor"
    FROM = "from"
    TO = "to"
    ACT = "act"
    RESOURCE = "resource"
    FEED = "feed"
    GROUP = "group"
    TAG = "tag"
    CATEGORY = "category"
    IS = "is"
    HAS = "has"
    LANG = "lang"
    SINCE = "since"
    BEFORE = "before"
    ARRIVED = "arrived"
    FEEDS = "feeds"
    SURE = "sure"
    WATCH = "watch"


LINE_KEYS = frozenset({Key.ACT, Key.FROM, Key.TO})
"""What terms on who did what to whom are about."""


class Term(Struct, frozen=True):
    """One condition: a text, an aware time for SINCE, BEFORE and ARRIVED, or whole addresses for FEEDS."""

    key: Key
    value: str | datetime | tuple[str, ...]


class Not(Struct, frozen=True):
    """What is not so."""

    part: Node


class All(Struct, frozen=True):
    """Everything of this is so; nothing at all is always so."""

    parts: tuple[Node, ...] = ()


class AnyOf(Struct, frozen=True):
    """At least one of these is so."""

    parts: tuple[Node, ...]


Node = Term | Not | All | AnyOf


class Query(Struct, frozen=True):
    """Which stories, in which order. Where no order is given, the newest come first."""

    where: Node = All()
    order: Order | None = None

    def __and__(self, other: Query) -> Query:
        """Stories that both mean, in the order of the first that says one."""
        parts = tuple(part for query in (self, other) for part in _parts(query.where))
        return Query(parts[0] if len(parts) == 1 else All(parts), self.order or other.order)

    @property
    def search_words(self) -> tuple[str, ...]:
        """The words and phrases that are looked for in texts, so that they can be shown."""
        wanted = (term for term in terms_of(self.where, negated=False) if term.key in (Key.WORDS, Key.TITLE))
        return tuple(str(term.value) for term in wanted)

    @property
    def line_terms(self) -> tuple[Term, ...]:
        """The terms on who did what to whom that one and the same line must meet; those of a choice are none."""
        return _line_terms(self.where)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, wherever they stand."""
        return tuple(terms_of(self.where))


def _parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, All) else (node,)


def _line_terms(node: Node) -> tuple[Term, ...]:
    """The terms of the first group that has any: parentheses within may ask for a line of their own."""
    parts = _parts(node)
    mine = tuple(part for part in parts if isinstance(part, Term) and part.key in LINE_KEYS)
    within = (_line_terms(part) for part in parts if isinstance(part, All))
    return mine or next(filter(None, within), ())


def terms_of(node: Node, negated: bool = True) -> Iterator[Term]:
    """The terms of a node; those that must not be so only if `negated`."""
    match node:
        case Term():
            yield node
        case Not(part) if negated:
            yield from terms_of(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from terms_of(part, negated)


ALL = Query()
UNREAD = Query(Term(Key.IS, "unread"))
STARRED = Query(Term(Key.IS, "starred"))
