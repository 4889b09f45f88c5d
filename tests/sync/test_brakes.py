"""What stops a sync, by numbers."""

from __future__ import annotations

import pytest

from briefing.core.remote import READ, STARRED, Listed
from briefing.sync.brakes import check_lists, reason_to_hold
from briefing.sync.server import NotUnderstood

FINE = {"unread": 0, "to_read": 0, "starred": 0, "to_unstar": 0, "feeds": 0, "feeds_gone": 0, "feeds_there": 1}


def ids(number: int) -> tuple[str, ...]:
    return tuple(map(str, range(number)))


def test_lists_that_are_right() -> None:
    check_lists(Listed(READ, ids(100)), [Listed(STARRED, ids(30))], 110, [0])  # a few came meanwhile
    check_lists(Listed(READ, ids(100)), [Listed(STARRED, ids(100))], None, [100])  # all are starred, here too
    check_lists(Listed(READ, ids(100), cut=True), [Listed(STARRED, ())], 30_000, [0])
    check_lists(Listed(READ, ids(3)), [Listed(STARRED, ids(5))], 3, [0])
    check_lists(Listed(READ, ()), [Listed(STARRED, ids(500))], 0, [0])


def test_lists_that_cannot_be_right() -> None:
    with pytest.raises(NotUnderstood, match="lists 50"):
        check_lists(Listed(READ, ids(50)), [], 100, [])
    with pytest.raises(NotUnderstood, match="with a star"):
        check_lists(Listed(READ, ids(50)), [Listed(STARRED, ids(400))], 50, [3])


@pytest.mark.parametrize(
    ("numbers", "is_held"),
    [
        ({}, False),
        ({"unread": 1_000, "to_read": 501}, True),
        ({"unread": 1_002, "to_read": 501}, False),
        ({"unread": 500, "to_read": 500}, False),
        ({"starred": 20, "to_unstar": 11}, True),
        ({"starred": 10, "to_unstar": 10}, False),
        ({"feeds": 10, "feeds_gone": 3}, True),
        ({"feeds": 20, "feeds_gone": 3}, False),
        ({"feeds": 1, "feeds_there": 0}, True),
    ],
)
def test_changes_that_wait_for_a_yes(numbers: dict[str, int], is_held: bool) -> None:
    assert bool(reason_to_hold(**{**FINE, **numbers})) is is_held
