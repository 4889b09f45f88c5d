"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.fetch.dates import from_text
from briefing.fetch.parse import parse
from tests.support.feeds import item, rss


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-03T10:00:00+02:00", (2026, 11, 3, 8)),
        ("2026-11-03", (2026, 11, 3)),
        ("1767268800", (2026, 1, 1, 12)),
        ("1767268800000", (2026, 1, 1, 12)),
        ("03.11.2026 10:15:00", (2026, 11, 3, 10, 15)),
        ("mer, 16 nov 2022", (2022, 11, 16)),
        ("Seg, 24 Set 2018 09:30:00 -0300", (2018, 9, 24, 12, 30)),
        ("lundi 3 août 2026 à 10:05", (2026, 8, 3, 10, 5)),
        ("Di., 3. März 2026 10:05:06 +0100", (2026, 3, 3, 9, 5, 6)),
        ("5 de mayo de 2026", (2026, 5, 5)),
        ("12 juin 2026", (2026, 6, 12)),
        ("12 juil. 2026", (2026, 7, 12)),
        ("ср, 4 июня 2026 10:00", (2026, 6, 4, 10)),
        ("1 października 2026", (2026, 10, 1)),
        ("3. července 2026", (2026, 7, 3)),
        ("3. června 2026", (2026, 6, 3)),
        ("7 marraskuu 2026", (2026, 11, 7)),
        ("2026年3月4日 05:06", (2026, 3, 4, 5, 6)),
        ("2026년 3월 4일", (2026, 3, 4)),
    ],
)
def test_dates_of_many_tongues(text: str, moment: tuple[int, int, int]) -> None:
    assert from_text(text) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("", "insert date here", "31 febbraio 2026", "5 foo 2026", "5 mar 2026 99:99", "soon", "5 mar 99999"),
        *("1970-01-01T00:00:00Z", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z"),
    ],
    ids=str,
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert from_text(text) is None


@given(st.one_of(st.text(max_size=60), st.from_regex(r"\w{2,4},? \d{1,3} \w{3,9} \d{1,5} \d\d:\d\d [+-]\d{4}")))
def test_no_text_is_too_odd(text: str) -> None:
    moment = from_text(text)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "1767268800",
        "2026年1月1日 12:00",
        "Thu, 01 Jan 2026 12:00:00 GMT",
        "Thu, 01 Jan 2026 14:00:00 CEST",
        "1 janvier 2026 12:00",
    ],
)
def test_a_feed_is_not_misread(text: str) -> None:
    document = parse(rss(item(1, pubDate=text)).encode(), {}, "https://a.example/", 9)
    assert document.entries[0].published == datetime(2026, 1, 1, 12, tzinfo=UTC)
