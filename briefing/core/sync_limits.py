"""What the reader wants of servers with which reading is kept the same."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple


class SyncLimits(NamedTuple):
    """How much of a server is kept here, and how often it is asked."""

    unread: int = 5_000
    """How many unread stories, the newest first, the first sync brings."""

    most: int = 10_000
    """How long a list of unread or of starred stories may be."""

    every: timedelta = timedelta(minutes=15)
