"""What a correction changes in the ledger: it holds for the entry, not for one of the stories that tell it."""

from __future__ import annotations

from datetime import datetime

from briefing.storage import corrections
from briefing.storage.database import Database
from briefing.storage.ledger.placing import Placer


def carry_out(db: Database, correction_id: str, now: datetime) -> None:
    """Bring up to date what a correction concerns that has just begun or ended to stand."""
    row = db.row("SELECT offer FROM correction WHERE id = ?", correction_id)
    if row is None:
        return
    placer = Placer(db, db.names)
    if row["offer"] is not None:
        entry = db.row("SELECT entry FROM ledger_line WHERE line = ?", row["offer"])
        placer.summarise({entry["entry"]} if entry is not None else (), now)
        return
    for story in corrections.stories_of(db, correction_id):
        placer.refresh_story(story, now)
