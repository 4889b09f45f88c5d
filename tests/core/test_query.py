from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.errors import QueryError
from briefing.core.query import Order, Query, parse

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Query()),
        ("  oil  gas ", Query(words=("oil", "gas"))),
        ('"rare earth" -tin', Query(words=("rare earth",), without=("tin",))),
        ('-"rare earth"', Query(without=("rare earth",))),
        ("is:unread is:starred -is:noted", Query(unread=True, starred=True, noted=False)),
        ("is:read", Query(unread=False)),
        ("-is:read", Query(unread=True)),
        ("has:offer", Query(has_offer=True)),
        ("-has:offer has:note", Query(has_offer=False, noted=True)),
        ("since:3d", Query(since=NOW - timedelta(days=3))),
        ("since:12h before:2w", Query(since=NOW - timedelta(hours=12), before=NOW - timedelta(weeks=2))),
        ("before:2026-11-01", Query(before=datetime(2026, 11, 1, tzinfo=UTC))),
        ('feed:"Sample Wire" group:energy', Query(feeds=("Sample Wire",), groups=("energy",))),
        ("order:offers", Query(order=Order.OFFERS)),
        ("14:30", Query(words=("14:30",))),
        ("e-mail", Query(words=("e-mail",))),
        ("oil - gas", Query(words=("oil", "-", "gas"))),
        ('""', Query()),
    ],
)
def test_what_is_meant(text: str, meant: Query) -> None:
    assert parse(text, NOW) == meant


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ('oil "rare earth', 4, "no partner"),
        ("oil colour:red", 4, "colour: is not a search word"),
        ("is:green", 0, "is:green is not understood"),
        ("x has:fun", 2, "has:fun"),
        ("since:soon", 0, "no date"),
        ("-feed:x", 0, "turned round"),
        ("order:up", 0, "order:newest"),
    ],
)
def test_what_is_wrong_and_where(text: str, position: int, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse(text, NOW)
    assert caught.value.position == position


@given(st.text())
def test_any_text_is_a_query_or_an_error_with_its_place(text: str) -> None:
    position = 0
    try:
        parse(text, NOW)
    except QueryError as error:
        position = error.position
    assert 0 <= position <= max(len(text) - 1, 0)
