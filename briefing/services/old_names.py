"""The methods that the screens still call on a desk, until they are handed the services."""

from __future__ import annotations

from typing import Any

MOVED = {
    "headlines": "stories.headlines", "unread_of": "stories.unread_of",
    "open": "stories.open", "count": "stories.count", "counts": "stories.counts",
    "feeds": "subscriptions.statuses", "configured": "subscriptions.feeds",
    "mark": "annotations.mark", "set_tags": "annotations.set_tags", "undo": "annotations.undo",
    "redo": "annotations.redo", "set_note": "annotations.set_note", "add_mark": "annotations.add_mark",
    "remove_mark": "annotations.remove_mark", "change_mark": "annotations.change_mark",
    "correct": "annotations.correct", "corrections": "annotations.corrections",
    "as_text": "saving.as_text", "save": "saving.save", "save_all": "saving.save_all",
    "save_folder": "saving.folder", "refresh": "refresher.refresh", "rounds": "refresher",
    "analyse_text": "analysis.analyse_text", "explain": "analysis.explain",
    "analyse_story": "analysis.analyse_story", "analyse_waiting": "analysis.analyse_waiting",
    "heard": "maintenance.take_warnings", "notices": "rules.take_notices",
    "look_after": "maintenance.run_daily", "settle": "maintenance.backfill",
}  # fmt: skip

MEMORY = {
    "state": "reader_state.values", "keep_place": "reader_state.keep_reading_position",
    "count_each": "stories.count_each", "names": "stories.term_values",
}  # fmt: skip
OVERVIEW = {
    "ledger": "ledger.entries", "ledger_growing": "ledger.growing_entries", "evidence": "ledger.evidence",
    "brief": "briefs.make", "brief_given": "briefs.remember", "save_brief": "briefs.save",
}  # fmt: skip


class OldMemory:
    """The reader's state under its old names."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> Any:
        return _follow(self._desk, MEMORY.get(name, f"reader_state.{name}"))


class OldOverview:
    """The ledger and the briefing under their old names."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> Any:
        return _follow(self._desk, OVERVIEW[name])


def _follow(desk: Any, path: str) -> Any:
    for name in path.split("."):
        desk = getattr(desk, name)
    return desk
