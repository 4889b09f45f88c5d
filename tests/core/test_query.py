from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.analysis import Act
from briefing.core.errors import QueryError
from briefing.core.ledger import search as ledger_search
from briefing.core.query import ALL, UNREAD, All, AnyOf, Key, Node, Not, Order, Query, Term
from briefing.core.query.parsing import parse
from briefing.core.query.search_words import SEARCH_WORDS, STORIES
from tests.support.zones import in_zone

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def word(text: str) -> Term:
    return Term(Key.WORDS, text)


def state(name: str) -> Term:
    return Term(Key.IS, name)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", All()),
        ("oil", word("oil")),
        ("  oil  gas ", All((word("oil"), word("gas")))),
        ("oil AND gas", All((word("oil"), word("gas")))),
        ("oil && gas", All((word("oil"), word("gas")))),
        ("oil AND NOT gas", All((word("oil"), Not(word("gas"))))),
        ("NOT (oil OR gas) tin", All((Not(AnyOf((word("oil"), word("gas")))), word("tin")))),
        ("oil || NOT gas", AnyOf((word("oil"), Not(word("gas"))))),
        ("NOT NOT tin", word("tin")),
        ("NOT -tin", word("tin")),
        ("! tin", Not(word("tin"))),
        ("oil !tin", All((word("oil"), Not(word("tin"))))),
        ("!(oil gas)", Not(All((word("oil"), word("gas"))))),
        ("!-tin", word("tin")),
        ("oil! !!", All((word("oil!"), word("!!")))),
        ("not tin", All((word("not"), word("tin")))),
        ('"NOT" tin', All((word("NOT"), word("tin")))),
        ('"rare earth" -tin', All((word("rare earth"), Not(word("tin"))))),
        ('-"rare earth"', Not(word("rare earth"))),
        ("--tin", word("tin")),
        ("oil OR gas", AnyOf((word("oil"), word("gas")))),
        ("oil OR gas tin OR lead", AnyOf((word("oil"), All((word("gas"), word("tin"))), word("lead")))),
        ("(oil OR gas) tin", All((AnyOf((word("oil"), word("gas"))), word("tin")))),
        ("-(oil gas)", Not(All((word("oil"), word("gas"))))),
        ("f(x)", All((word("f"), word("x")))),
        ("or and", All((word("or"), word("and")))),
        ("is:unread -is:noted", All((state("unread"), Not(state("noted"))))),
        ("has:offer", Term(Key.HAS, "offer")),
        ("since:3d", Term(Key.SINCE, NOW - timedelta(days=3))),
        ("-before:2w", Not(Term(Key.BEFORE, NOW - timedelta(weeks=2)))),
        ("before:2026-11-01", Term(Key.BEFORE, datetime(2026, 11, 1, tzinfo=UTC))),
        ("before:2026-11", Term(Key.BEFORE, datetime(2026, 11, 1, tzinfo=UTC))),
        ("since:2026", Term(Key.SINCE, datetime(2026, 1, 1, tzinfo=UTC))),
        ("since:today", Term(Key.SINCE, datetime(2026, 11, 24, tzinfo=UTC))),
        ("since:yesterday", Term(Key.SINCE, datetime(2026, 11, 23, tzinfo=UTC))),
        ("arrived:12h", Term(Key.ARRIVED, NOW - timedelta(hours=12))),
        ('feed:"Sample Wire" -group:energy', All((Term(Key.FEED, "Sample Wire"), Not(Term(Key.GROUP, "energy"))))),
        (
            "from:iran to:china act:demand",
            All((Term(Key.FROM, "iran"), Term(Key.TO, "china"), Term(Key.ACT, "demand"))),
        ),
        ("14:30", word("14:30")),
        ("e-mail", word("e-mail")),
        ("oil - gas", All((word("oil"), word("gas")))),
        ('""', All()),
        ("()", All()),
    ],
)
def test_what_is_meant(text: str, meant: Node) -> None:
    with in_zone("UTC"):
        assert parse(text, NOW) == Query(meant)


def test_an_order_is_told_apart_from_what_is_meant() -> None:
    assert parse("order:offers oil", NOW) == Query(word("oil"), Order.OFFERS)


@pytest.mark.parametrize(
    ("zone", "text", "begins"),
    [
        ("Asia/Tokyo", "since:today", datetime(2026, 11, 23, 15, 0, tzinfo=UTC)),
        ("Asia/Tokyo", "before:2026-11-24", datetime(2026, 11, 23, 15, 0, tzinfo=UTC)),
        ("America/New_York", "since:yesterday", datetime(2026, 11, 22, 5, 0, tzinfo=UTC)),
        ("Europe/Berlin", "since:2026-07", datetime(2026, 6, 30, 22, 0, tzinfo=UTC)),  # by the clock of summer
        ("Asia/Tokyo", "since:2026-11-24T12:00Z", datetime(2026, 11, 24, 12, 0, tzinfo=UTC)),
        ("Asia/Tokyo", "since:0001", datetime(1, 1, 1, tzinfo=UTC)),
        ("America/New_York", "before:9999-12-31T23:00", datetime(9999, 12, 31, 23, 0, tzinfo=UTC)),
    ],
)
def test_days_begin_where_this_computer_is(zone: str, text: str, begins: datetime) -> None:
    with in_zone(zone):
        assert parse(text, NOW).terms[0].value == begins
        assert ledger_search.parse(text, NOW).where == Term(parse(text, NOW).terms[0].key, begins)


@pytest.mark.parametrize("text", ["since:Today", "since:YESTERDAY", "since:3D", "before:2W"])
def test_capitals_do_not_matter_in_a_time(text: str) -> None:
    assert parse(text, NOW) == parse(text.lower(), NOW)


def test_two_queries_become_one() -> None:
    assert parse("oil gas", NOW) & UNREAD == Query(All((word("oil"), word("gas"), state("unread"))))
    assert parse("oil OR gas", NOW) & UNREAD == Query(All((AnyOf((word("oil"), word("gas"))), state("unread"))))
    assert ALL & UNREAD == UNREAD
    assert parse("order:oldest", NOW) & parse("order:offers", NOW) == Query(order=Order.OLDEST)


def test_search_words_are_known_in_any_case() -> None:
    assert parse('Title:oil FROM:"The US" IS:Unread Order:OLDEST', NOW) == parse(
        'title:oil from:"The US" is:unread order:oldest', NOW
    )
    assert parse("Analysis: OPEC", NOW) == parse('"Analysis:" OPEC', NOW)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ('oil "rare earth', 4, "never closed"),
        ('feed:"open', 5, "never closed"),
        ("oil colour:red", 4, "colour: is not a search word"),
        ("https://a.example", 0, "quotation marks"),
        ("is:green", 0, "is:green is not understood"),
        ("x has:fun", 2, "has:fun"),
        ("act:sing", 0, "act:propose"),
        ("since:soon", 0, "not a date"),
        ("since:99999d", 0, "not a date"),
        ("since:2026-13", 0, "not a date"),
        ("oil feed:", 4, "needs something"),
        ("order:up", 0, "order:newest"),
        ("oil OR", 4, "both sides"),
        ("OR oil", 0, "both sides"),
        ("oil OR OR gas", 4, "both sides"),
        ("(oil", 0, "never closed"),
        ("oil) gas", 3, "closes nothing"),
        ("(" * 100, 40, "too deeply"),
    ],
)
def test_what_is_wrong_and_where(text: str, position: int, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse(text, NOW)
    assert caught.value.position == position
    assert f"(at character {position + 1})" in str(caught.value)


@given(st.text() | st.text('()"-:* ORANDisunread'))
def test_any_text_is_a_query_or_an_error_with_its_place(text: str) -> None:
    position = 0
    try:
        parse(text, NOW)
    except QueryError as error:
        position = error.position
    assert 0 <= position <= max(len(text) - 1, 0)


def test_a_search_knows_every_act() -> None:
    assert SEARCH_WORDS["act"].choices == tuple(act.value for act in Act)


@pytest.mark.parametrize(
    ("text", "words", "position"),
    [
        ("AND oil", "AND needs a term on both sides", 0),
        ("oil AND", "AND needs a term on both sides", 4),
        ("oil NOT", "NOT needs a term after it", 4),
        ("(oil NOT)", "NOT needs a term after it", 5),
    ],
)
def test_a_word_between_terms_needs_them(text: str, words: str, position: int) -> None:
    with pytest.raises(QueryError, match=words) as error:
        parse(text, NOW)
    assert error.value.position == position


def test_terms_side_by_side_are_about_one_line_and_those_of_a_choice_are_not() -> None:
    iran, china = Term(Key.FROM, "iran"), Term(Key.TO, "china")
    assert parse("oil from:iran to:china", NOW).line_terms == (iran, china)
    assert parse("oil (from:iran to:china)", NOW).line_terms == (iran, china)
    assert parse("from:iran OR to:china", NOW).line_terms == ()


def test_a_search_of_the_ledger_knows_its_terms_and_what_is_unknown() -> None:
    assert ledger_search.parse("wheat act:demand", NOW).terms == (word("wheat"), Term(Key.ACT, "demand"))
    assert "Wire" in STORIES.unknown(Term(Key.FEED, "Wire"))
