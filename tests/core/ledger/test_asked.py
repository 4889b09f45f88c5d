"""What a search for new entries gives out: everything once, and again what has moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from briefing.core.ledger.asked import Asked, asked_from_json, asked_to_json
from tests.core.ledger.made import BAN, NOW, OFFER


def test_what_was_left_out_is_still_to_be_given_out() -> None:
    asked = Asked(NOW - timedelta(days=30)).after([OFFER], NOW, is_all=False)
    assert (asked.leaves(OFFER), asked.leaves(BAN)) == (False, True)
    assert asked.leaves(replace(OFFER, noticed=NOW))
    assert asked.since == NOW - timedelta(days=30)


def test_where_all_was_given_out_a_time_says_so() -> None:
    assert Asked(None, {"e1": "then"}).after([OFFER], NOW, is_all=True) == Asked(NOW)


def test_what_is_kept_is_read_again() -> None:
    for asked in (Asked(), Asked(NOW, {"e1": "then"})):
        assert asked_from_json(asked_to_json(asked)) == asked
