"""When a feed is asked again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.core.feed import FeedState
from briefing.core.schedule import (
    EVERY,
    FIRST_RETRY,
    LAST_RETRY,
    LONGEST,
    LONGEST_HINT,
    SHORTEST,
    is_due,
    rhythm,
    wait_after_failure,
    wait_after_success,
)
from tests.support.made import NOON, hours


@pytest.mark.parametrize(
    ("state", "last", "then", "due"),
    [
        (None, None, None, True),
        (FeedState.NEW, NOON - hours(1), NOON - hours(0.5), True),
        (FeedState.NEW, NOON - hours(1), NOON + hours(0.5), False),
        (FeedState.GONE, NOON - hours(90), None, False),
        (FeedState.FAILED, NOON - hours(1), NOON, True),
        (FeedState.NEW, NOON + hours(48), NOON + hours(49), True),
        (None, None, NOON + hours(1), False),
    ],
    ids=["never asked", "due", "not yet", "gone", "just due", "the clock was set back", "its host wants a pause"],
)
def test_when_a_feed_is_due(state: FeedState | None, last, then, due: bool) -> None:  # type: ignore[no-untyped-def]
    assert is_due(state, last, then, NOON) is due


@pytest.mark.parametrize(
    ("ages", "wait"),
    [
        ([0.1 * number for number in range(20)], SHORTEST),
        ([2.0 * number for number in range(12)], hours(22 / 12 / 2)),
        ([24.0 * 7 * number for number in range(5)], LONGEST),
        ([500 + 0.1 * number for number in range(12)], hours(501.1 / 12 / 2)),
        ([1, 2], None),
        ([-24, -48, -72, 1, 2], None),
        ([], None),
    ],
    ids=["a wire", "a daily", "a weekly", "fallen silent", "too few", "dates to come tell nothing", "no dates"],
)
def test_a_rhythm_is_learned_from_dates(ages: list[float], wait: timedelta | None) -> None:
    learned = rhythm([None, *(NOON - hours(age) for age in ages)], NOON)
    assert learned == (wait if wait is None else pytest.approx(wait, abs=timedelta(seconds=1)))


def test_what_the_reader_set_goes_before_what_was_learned() -> None:
    assert wait_after_success(None, None) == EVERY
    assert wait_after_success(None, hours(3)) == hours(3)
    assert wait_after_success(hours(6), hours(3), hours(1)) == hours(6)
    assert wait_after_success(hours(1), hours(3), hours(6)) == hours(1)


def test_hints_of_the_server_are_honoured_within_reason() -> None:
    assert wait_after_success(None, hours(1), hours(2), None) == hours(2)
    assert wait_after_success(None, hours(3), hours(2)) == hours(3)
    assert wait_after_success(None, hours(1), hours(9_000)) == LONGEST_HINT


def test_failures_wait_longer_and_longer_but_not_for_ever() -> None:
    waits = [wait_after_failure(failures, None, 0.0) for failures in range(1, 30)]
    assert waits[0] == FIRST_RETRY
    assert waits == sorted(waits)
    assert waits[-1] == wait_after_failure(30, None, 0.99) == LAST_RETRY


def test_jitter_spreads_feeds_that_failed_together() -> None:
    assert wait_after_failure(1, None, 0.9) > wait_after_failure(1, None, 0.1)


def test_a_wait_that_the_server_asked_for_is_honoured() -> None:
    assert wait_after_failure(1, hours(3), 0.0) == hours(3)
    assert wait_after_failure(1, timedelta(minutes=1), 0.0) == FIRST_RETRY
