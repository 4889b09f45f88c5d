"""The search language of the ledger."""

from __future__ import annotations

import pytest

from briefing.core.errors import QueryError
from briefing.core.ledger.search import LEDGER, LedgerOrder, parse
from briefing.core.query import All, Key, Term
from briefing.core.query.hints import hint
from tests.support.made import NOON, hours


def test_it_reads_the_words_of_entries() -> None:
    query = parse("from:iran to:israel act:demand resource:oil since:7d is:answered sure: order:weight", NOON)
    assert query.order is LedgerOrder.WEIGHT
    assert query.where == All(
        (
            Term(Key.FROM, "iran"),
            Term(Key.TO, "israel"),
            Term(Key.ACT, "demand"),
            Term(Key.RESOURCE, "oil"),
            Term(Key.SINCE, NOON - hours(24 * 7)),
            Term(Key.IS, "answered"),
            Term(Key.SURE, "yes"),
        )
    )


@pytest.mark.parametrize("text", ["title:copper", "is:starred", "sure:perhaps", "act:dance", "since:soon", "from:"])
def test_what_it_does_not_know_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(QueryError, match="at character 1"):
        parse(text, NOON)


def test_it_is_explained_while_it_is_typed() -> None:
    found = hint("from:ira", 8, lambda key: ("Iran", "Iraq"), LEDGER)
    assert (found.meaning, found.completions) == (
        "entries by ira, or by somebody who speaks for it", ("from:Iran", "from:Iraq"),
    )  # fmt: skip
    aliases = {"uk": "United Kingdom", "britain": "United Kingdom"}
    short = hint("from:UK", 7, lambda key: ("Ukraine", "United Kingdom"), LEDGER, aliases)
    assert short.completions == ('from:"United Kingdom"', "from:Ukraine")
    assert hint("act:uk", 6, lambda key: (), LEDGER, aliases).completions == ()
    assert hint("is:ans", 6, lambda key: (), LEDGER).completions == ("is:answered", "is:answer")
