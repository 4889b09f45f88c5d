"""Which lines the reader wants shown by default, as the ledger keeps it: its entries are shown or not in SQL."""

from __future__ import annotations

import json

from briefing.core.matter import Matter
from briefing.core.visibility import USUAL_BOUNDS, Bounds
from briefing.storage.database import Database
from briefing.storage.reader_state import ReaderStateRepository

UNSURE_KEY, HIDE_KEY = "ledger.unsure_below", "ledger.hide_about"


def bounds(db: Database) -> Bounds:
    """What was kept of the settings; the usual, where nothing was, or what cannot be read."""
    rows = db.rows("SELECT key, value FROM kept WHERE key IN (?, ?)", UNSURE_KEY, HIDE_KEY)
    try:
        kept = {row["key"]: json.loads(row["value"]) for row in rows}
        unsure = float(kept.get(UNSURE_KEY, USUAL_BOUNDS.unsure_below))
        hide = frozenset(map(Matter, kept.get(HIDE_KEY, USUAL_BOUNDS.hide_about)))
    except (ValueError, TypeError):
        return USUAL_BOUNDS
    return Bounds(unsure, hide)


def keep(state: ReaderStateRepository, wanted: Bounds) -> None:
    """Keep what the settings say."""
    state.keep(UNSURE_KEY, wanted.unsure_below)
    state.keep(HIDE_KEY, sorted(wanted.hide_about))
