"""The search language of the ledger: that of the stories, with the words that entries have.

from:iran to:israel act:demand resource:oil since:7d is:answered sure: order:weight
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from briefing.core.analysis import Act
from briefing.core.query import All, Node, Term
from briefing.core.query.parsing import parse_terms
from briefing.core.query.search_words import NO_FEED, SearchLanguage, SearchWord
from briefing.core.query.terms import terms_of


class LedgerOrder(StrEnum):
    """How entries are ordered: by last movement, weight, resource or pair."""

    MOVED = "moved"
    WEIGHT = "weight"
    RESOURCE = "resource"
    PAIR = "pair"


STATES = (
    "open", "put", "repeated", "changed", "answered", "accepted", "rejected", "lifted", "withdrawn", "lapsed", "answer",
    "measure", "watched", "new", "dismissed",
)  # fmt: skip
"""What `is:` understands. `new` is what came in, or moved by what came in, since the last session."""
SURENESS = ("yes", "no", "all", "60", "80", "90")
"""What `sure:` understands. Numbers are the least chance in per cent."""

WORDS: Mapping[str, SearchWord] = MappingProxyType(
    {
        "from": SearchWord("from:iran", "by {}, or by somebody who speaks for it"),
        "to": SearchWord("to:israel", "put to {}, or hitting it"),
        "actor": SearchWord("actor:egypt", "with {} on either side"),
        "act": SearchWord("act:demand", "with this act: {}", tuple(act.value for act in Act)),
        "resource": SearchWord("resource:oil", "about {}"),
        "feed": SearchWord("feed:gazette", "told by feeds with “{}” in title or address", unknown=NO_FEED),
        "is": SearchWord("is:answered", "that are {}", STATES),
        "sure": SearchWord("sure:all", "that are sure enough: {}", SURENESS, alone="yes"),
        "since": SearchWord("since:7d", "that moved since {}", ("today", "yesterday", "12h", "7d", "2w")),
        "before": SearchWord("before:2w", "that did not move since {}", ("today", "yesterday", "2w", "2m")),
        "watch": SearchWord("watch:grain", "that the watch {} tells of", unknown="there is no watch “{}”"),
        "order": SearchWord("order:weight", "in this order: {}", tuple(order.value for order in LedgerOrder)),
    }
)
LEDGER = SearchLanguage(WORDS, "entries")
_ALL = All()


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which entries, in which order. Without a word on sureness only those are meant that are shown by default."""

    where: Node = _ALL
    order: LedgerOrder = LedgerOrder.MOVED

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, wherever they stand."""
        return tuple(terms_of(self.where))


EVERYTHING = LedgerQuery()


def parse(text: str, now: datetime) -> LedgerQuery:
    """The query that a text asks for. Raises QueryError, with the position, on what cannot be understood."""
    where, order = parse_terms(text, now, LEDGER)
    return LedgerQuery(where, LedgerOrder(order) if order else LedgerOrder.MOVED)
