"""What stops a sync, by numbers."""

from __future__ import annotations

import pytest

from briefing.core.remote import READ, STARRED, Listed
from briefing.sync.brakes import check_lists, reason_of_feeds, reason_of_states
from briefing.sync.server import NotUnderstood

STILL = {"unread": 0, "to_read": 0, "starred": 0, "to_unstar": 0}


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
    ],
)
def test_changes_of_stories_that_wait_for_a_yes(numbers: dict[str, int], is_held: bool) -> None:
    assert bool(reason_of_states(**{**STILL, **numbers})) is is_held


@pytest.mark.parametrize(
    ("feeds", "gone", "there", "is_held"),
    [(20, 0, 20, False), (10, 3, 7, True), (20, 3, 17, False), (1, 0, 0, True), (0, 0, 0, False)],
)
def test_feeds_whose_loss_waits_for_a_yes(feeds: int, gone: int, there: int, is_held: bool) -> None:
    assert bool(reason_of_feeds(feeds=feeds, gone=gone, there=there)) is is_held
