from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.query.parsing import parse
from briefing.intake.newsboat_filters import NotUnderstood, as_search

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "search"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread = "no" and title =~ "copper"', "is:read title:copper"),
        ('title =~ "copper|rare earth" and unread = "yes"', '(title:copper OR title:"rare earth") is:unread'),
        ('tags # "energy" or feedtitle = "The Post"', '(group:energy OR feed:"The Post")'),
        ('(tags # "energy" or tags # "oil") and age < 7', "(group:energy OR group:oil) since:7d"),
        ("age between 0:10", "since:10d"),
        ("age between 2:10", "since:10d before:2d"),
        ('title !~ "sport"', "NOT title:sport"),
        ('flags # "s"', "is:starred"),
        ('content =~ "wheat"', "wheat"),
    ],
)
def test_filters_become_searches(expression: str, search: str) -> None:
    assert as_search(expression) == search
    parse(search, NOW)


@pytest.mark.parametrize(
    "expression", ["", 'author = "x"', 'title =~ "a.*b"', "unread", '(title = "x"', "age = x", ")", 'title = "x" title']
)
def test_what_cannot_be_said_is_an_error(expression: str) -> None:
    with pytest.raises(NotUnderstood):
        as_search(expression)


@given(st.text(alphabet='abtitle unread="yes"()~#!<>and or 0123:|"'))
def test_any_text_is_a_search_or_an_error(expression: str) -> None:
    try:
        parse(as_search(expression), NOW)
    except NotUnderstood:
        return
