"""How much may be asked of the network, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from briefing import __version__
from briefing.fetch.get import Limits
from briefing.fetch.inflate import MIB


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Deadlines in seconds, caps in bytes. `feed_deadline` is the network time of one feed, `total_deadline` of a run.

    `per_host` 0 lifts the limit of each host and its pauses.
    """

    concurrency: int = 16
    per_host: int = 2
    feed_deadline: float = 30.0
    total_deadline: float = 600.0
    wire_cap: int = 10 * MIB
    body_cap: int = 20 * MIB
    user_agent: str = f"Briefing/{__version__} (news reader)"

    @property
    def limits(self) -> Limits:
        """Those of one document."""
        return Limits(self.feed_deadline, self.wire_cap, self.body_cap)
