"""What a rule does with a story, and when."""

from __future__ import annotations

import pytest

from briefing.core.journal import Change, Field
from briefing.core.rules import Rule
from tests.support.made import NOON


@pytest.mark.parametrize(
    ("query", "waits"),
    [
        ("zinc", False),
        ("title:zinc is:unread", False),
        ("has:note", False),
        ("has:offer", True),
        ("zinc -actor:norland", True),
        ("lang:en", True),
        ("from:norland", True),
    ],
)
def test_a_rule_waits_for_the_analysis_where_its_query_needs_one(query: str, waits: bool) -> None:
    assert Rule(query).waits(NOON) is waits


def test_what_a_rule_does() -> None:
    rule = Rule("zinc", mark_read=True, star=True, hide=True, tags=("metal", "ore"))
    assert rule.changes("s1") == (
        Change("s1", Field.READ, True),
        Change("s1", Field.STARRED, True),
        Change("s1", Field.HIDDEN, True),
        Change("s1", Field.TAG, True, "metal"),
        Change("s1", Field.TAG, True, "ore"),
    )
    assert Rule("zinc", notify=True).changes("s1") == ()


def test_a_rule_is_called_by_its_query_unless_it_has_a_name() -> None:
    assert (Rule("zinc").title, Rule("zinc", name="metals").title) == ("zinc", "metals")
