"""Analyses of stories: stored, read, and which stories wait for one."""

from __future__ import annotations

from briefing.core.analysis import Analysis
from briefing.core.errors import UnknownStory
from briefing.storage import analysis_rows
from briefing.storage.database import Database
from briefing.storage.ids import story_num
from briefing.storage.stories import StoryRepository

_BOOK = 60_000
"""Characters that few stories have, and that take as long as many others."""


class AnalysisRepository:
    """The analysis of each story. Every method that takes the id of a story raises UnknownStory."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def waiting(self, version: str) -> tuple[str, ...]:
        """The ids of stories without an analysis of this version and their present text.

        What a watch meets comes first, then the unread and newest; those of the length of a book come last.
        """
        return self._db.ids(
            "SELECT story.id FROM story LEFT JOIN analysis ON analysis.story = story.num"
            " WHERE analysis.story IS NULL OR analysis.version <> ? OR analysis.text_hash <> story.text_hash"
            " ORDER BY story.length > ?, story.num NOT IN (SELECT ledger_line.story FROM ledger_line"
            " JOIN watch_hit ON watch_hit.entry = ledger_line.entry),"
            " story.read, story.sorted DESC, story.num DESC",
            version,
            _BOOK,
        )

    def waiting_count(self) -> int:
        """How many stories have no analysis of their present text, of whatever version."""
        row = self._db.row(
            "SELECT count(*) AS n FROM story LEFT JOIN analysis ON analysis.story = story.num"
            " WHERE story.hidden = 0 AND (analysis.story IS NULL OR analysis.text_hash <> story.text_hash)"
        )
        return 0 if row is None else int(row["n"])

    def get(self, story_id: str) -> Analysis | None:
        """The analysis of a story; None where it has none, or none that went well."""
        return analysis_rows.load(self._db, story_num(self._db, story_id))

    def store(self, story_id: str, analysis: Analysis) -> Analysis:
        """Keep an analysis. Returns it with the ids of its offers, old ids where the story still has the offers."""
        with self._db.writing():
            story = StoryRepository(self._db).get(story_id)
            if story is None:
                raise UnknownStory(story_id)
            return analysis_rows.store(self._db, story_num(self._db, story_id), story, analysis)

    def store_failure(self, story_id: str, version: str, message: str) -> None:
        """Remember that this version could not analyse the text as it is, so that it is not tried for ever.

        An analysis of this version and text stays: another Briefing made it meanwhile.
        """
        with self._db.writing():
            self._db.run(
                "INSERT INTO analysis (story, version, text_hash, error)"
                " SELECT num, ?, text_hash, ? FROM story WHERE num = ? ON CONFLICT (story) DO UPDATE"
                " SET version = excluded.version, text_hash = excluded.text_hash, error = excluded.error"
                " WHERE version <> excluded.version OR text_hash <> excluded.text_hash",
                version,
                message,
                story_num(self._db, story_id),
            )
