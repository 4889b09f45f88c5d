"""When a feed is asked again: a pure decision over its last result and how often it publishes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from briefing.core.feed import FeedState

EVERY = timedelta(minutes=30)
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=24)
FIRST_RETRY, LAST_RETRY = timedelta(minutes=5), timedelta(hours=24)
LONGEST_HINT = timedelta(hours=6)
"""How far a server's own word is trusted: longer ones are mostly meant for pictures and style sheets."""

_TELLING = 12
_FEWEST = 3


def is_due(state: FeedState | None, last_fetch: datetime | None, next_fetch: datetime | None, now: datetime) -> bool:
    """Whether to ask now. A feed that is gone is not asked; a clock that was set back makes a feed due."""
    if state is FeedState.GONE:
        return False
    if last_fetch is not None and last_fetch > now:
        return True
    return next_fetch is None or next_fetch <= now


def rhythm(published: Iterable[datetime | None], now: datetime) -> timedelta | None:
    """How long to wait for a feed whose entries have these dates: half of what lies between two of its newest entries.

    None where too few dates tell. A feed that has fallen silent is asked less and less often.
    """
    newest = sorted((moment for moment in published if moment is not None and moment <= now), reverse=True)[:_TELLING]
    if len(newest) < _FEWEST:
        return None
    return min(max((now - newest[-1]) / len(newest) / 2, SHORTEST), LONGEST)


def wait_after_success(every: timedelta | None, learned: timedelta | None, *hints: timedelta | None) -> timedelta:
    """How long to wait after an answer: what the reader set, else what was learned, but no less than the server hints.

    `learned` is a `rhythm`, `hints` are how long the server says that its answer stays fresh.
    """
    if every is not None:
        return every
    honoured = [min(hint, LONGEST_HINT) for hint in hints if hint is not None]
    return max([learned or EVERY, *honoured])


def wait_after_failure(failures: int, retry_after: timedelta | None, jitter: float) -> timedelta:
    """How long to wait after so many failures in a row; `jitter` in [0, 1) spreads feeds that failed together."""
    back_off = min(FIRST_RETRY * (1 << min(failures - 1, 12)), LAST_RETRY)
    return max(min(back_off * (1 + jitter / 2), LAST_RETRY), retry_after or timedelta())
