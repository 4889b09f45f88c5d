"""What a search for new entries has given out: all that came in before a time, and some of what came in since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from briefing.core.ledger.entries import EntryRow


@dataclass(frozen=True, slots=True)
class Asked:
    """All that came in before `since` was given out, and later the entries of `told`, each as of the time it has there.

    Without `since` nothing was given out yet but those.
    """

    since: datetime | None = None
    told: Mapping[str, str] = field(default_factory=dict)

    def leaves(self, row: EntryRow) -> bool:
        """Whether an entry is still to be given out: it was not, or has moved since."""
        return self.told.get(row.id) != _noticed(row)

    def after(self, shown: Iterable[EntryRow], moment: datetime, is_all: bool) -> Asked:
        """What was given out once these entries are, too. Where they are all, a time says so."""
        if is_all:
            return Asked(moment)
        return Asked(self.since, {**self.told, **{row.id: _noticed(row) for row in shown}})


def asked_to_json(asked: Asked) -> dict[str, object]:
    """What was given out, as it is kept."""
    return {"since": asked.since.isoformat() if asked.since else None, "told": dict(asked.told)}


def asked_from_json(kept: Mapping[str, Any]) -> Asked:
    """What was given out, of what was kept."""
    return Asked(datetime.fromisoformat(kept["since"]) if kept["since"] else None, kept["told"])


def _noticed(row: EntryRow) -> str:
    return (row.noticed or row.moved).isoformat()
