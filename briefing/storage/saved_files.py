"""Files that stories were saved to, with what was written into them last."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import cast

from briefing.core.saved_file import SavedFileState
from briefing.storage.database import Database
from briefing.storage.ids import story_num
from briefing.storage.times import from_seconds, to_seconds


class SavedFileRepository:
    """One file for a story in a folder. Every method raises UnknownStory."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def last(self, story_id: str, folder: Path) -> SavedFileState | None:
        """What was last written for this story into this folder, or None."""
        row = self._db.row(
            "SELECT path, text, at FROM saved WHERE story = ? AND folder = ?",
            story_num(self._db, story_id),
            _to_text(folder.resolve()),
        )
        if row is None:
            return None
        return SavedFileState(
            Path(os.fsdecode(row["path"].encode())), row["text"], cast(datetime, from_seconds(row["at"]))
        )

    def remember(self, folder: Path, written: Mapping[str, SavedFileState]) -> None:
        """Remember what was written into a folder, by the ids of the stories."""
        with self._db.writing():
            self._db.run_many(
                "INSERT OR REPLACE INTO saved (story, folder, path, text, at) VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        story_num(self._db, story),
                        _to_text(folder.resolve()),
                        _to_text(new.path),
                        new.text,
                        to_seconds(new.saved),
                    )
                    for story, new in written.items()
                ],
            )


def _to_text(path: Path) -> str:
    """A path as its bytes are in UTF-8, whatever this terminal calls them; what is no UTF-8 by its number."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
