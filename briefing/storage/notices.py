"""The events that the reader has been told of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from briefing.storage.database import Database
from briefing.storage.times import to_seconds


class NoticeRepository:
    """Which events the reader has been told of."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def take(self, events: Iterable[str], at: datetime) -> frozenset[str]:
        """Those of some events that nobody has taken yet; from now on they are taken."""
        with self._db.writing():
            new = frozenset(
                event for event in events if self._db.row("SELECT 1 FROM told WHERE event = ?", event) is None
            )
            self._db.run_many(
                "INSERT INTO told (event, at) VALUES (?, ?)", [(event, to_seconds(at)) for event in sorted(new)]
            )
        return new
