from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.core.feed import FeedState
from briefing.core.schedule import EVERY, FIRST_RETRY, LAST_RETRY, is_due, next_fetch
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
    ],
    ids=["never asked", "due", "not yet", "gone", "just due", "the clock was set back"],
)
def test_when_a_feed_is_due(state: FeedState | None, last, then, due: bool) -> None:  # type: ignore[no-untyped-def]
    assert is_due(state, last, then, NOON) is due


def wait(state: FeedState, failures: int = 0, **fields: object) -> timedelta:
    usual: dict[str, object] = {"every": None, "retry_after": None, "jitter": 0.0}
    then = next_fetch(state, failures, now=NOON, **{**usual, **fields})  # type: ignore[arg-type]
    assert then is not None
    return then - NOON


def test_a_feed_keeps_its_rhythm() -> None:
    assert wait(FeedState.NEW) == EVERY
    assert wait(FeedState.UNCHANGED, every=hours(6)) == hours(6)


def test_failures_wait_longer_and_longer_but_not_for_ever() -> None:
    waits = [wait(FeedState.FAILED, failures) for failures in range(1, 30)]
    assert waits[0] == FIRST_RETRY
    assert waits == sorted(waits)
    assert waits[-1] == LAST_RETRY


def test_jitter_spreads_feeds_that_failed_together() -> None:
    assert wait(FeedState.FAILED, 1, jitter=0.9) > wait(FeedState.FAILED, 1, jitter=0.1)


def test_what_the_server_asked_for_is_honoured() -> None:
    assert wait(FeedState.FAILED, 1, retry_after=hours(3)) == hours(3)
    assert wait(FeedState.NEW, retry_after=timedelta(minutes=1)) == EVERY


def test_a_feed_that_is_gone_is_not_asked_again() -> None:
    assert next_fetch(FeedState.GONE, 0, None, None, NOON, 0.0) is None
