"""When a feed is asked again: a pure decision over its last result."""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.core.feed import FeedState

EVERY = timedelta(minutes=30)
FIRST_RETRY = timedelta(minutes=5)
LAST_RETRY = timedelta(hours=24)


def is_due(state: FeedState | None, last_fetch: datetime | None, next_fetch: datetime | None, now: datetime) -> bool:
    """Whether to ask now. A feed that is gone is not asked; a clock that was set back makes a feed due."""
    if state is FeedState.GONE:
        return False
    return last_fetch is None or next_fetch is None or next_fetch <= now or last_fetch > now


def next_fetch(
    state: FeedState,
    failures: int,
    every: timedelta | None,
    retry_after: timedelta | None,
    now: datetime,
    jitter: float,
) -> datetime | None:
    """When to ask again, or None for never.

    `failures` counts the failures in a row, this one included; `jitter` in [0, 1) spreads feeds that failed together.
    """
    if state is FeedState.GONE:
        return None
    wait = every or EVERY
    if state is FeedState.FAILED:
        back_off = min(FIRST_RETRY * 2 ** min(failures - 1, 12), LAST_RETRY)
        wait = min(back_off * (1 + jitter / 2), LAST_RETRY)
    return now + max(wait, retry_after or timedelta())
