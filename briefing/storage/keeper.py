"""The keeper of a data folder: hands out libraries, hears what they have to tell, and makes the copy of the day."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from briefing.storage import backups
from briefing.storage.library import Library
from briefing.storage.opening import is_damage
from briefing.storage.repair import mark_damaged


class Keeper:
    """Used by several threads at once."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._sentences: dict[str, bool] = {}

    def open(self) -> Library:
        """The library, opened anew. Raises StorageError."""
        return Library(self.database, self._hear)

    def heard(self) -> tuple[str, ...]:
        """What a person should know and has not been told; each sentence once."""
        fresh = tuple(sentence for sentence, told in tuple(self._sentences.items()) if not told)
        self._sentences.update(dict.fromkeys(fresh, True))
        return fresh

    @property
    def copies(self) -> tuple[Path, ...]:
        """The copies there are, the newest first."""
        return tuple(backups.newest_first(self.database))

    def look_after(self, today: date) -> None:
        """See once a day that the file is sound, and keep a copy of it. It reads all of it, so it is slow."""
        if not self.database.exists():
            return
        try:
            backups.daily(self.database, today)
        except OSError as error:
            self._hear(f"there is no copy of the library of today: {error.strerror or error}")
        except (backups.Unsound, sqlite3.Error) as error:
            if isinstance(error, sqlite3.Error) and not is_damage(error):
                return  # the file is busy: the next run makes the copy
            mark_damaged(self.database)
            self._hear(
                f"{self.database} is damaged; close every Briefing and start it again: it will be built anew from its"
                " last copy and what can still be read"
            )

    def _hear(self, sentence: str) -> None:
        self._sentences.setdefault(sentence, False)
