"""Care for the library of a data folder: opens it, collects its warnings, and makes the copy of the day."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from briefing import private
from briefing.storage import backups
from briefing.storage.damage import is_damage, mark_damaged
from briefing.storage.library import Library
from briefing.storage.name_functions import Names, no_names


class LibraryMaintenance:
    """Used by several threads at once."""

    def __init__(self, database: Path, private_files: tuple[Path, ...] = (), names: Names = no_names) -> None:
        """`private_files` are others that nobody else should read; `names` those under which searches know parties."""
        self.database = database
        self._names = names
        self._private = private_files
        self._warnings: dict[str, bool] = {}
        """Each sentence, and whether it was taken."""

    def open(self) -> Library:
        """The library, opened anew. Raises StorageError."""
        return Library(self.database, self.warn, self._names)

    def take_warnings(self) -> tuple[str, ...]:
        """What a person should know about the files; each sentence is given once."""
        fresh = tuple(sentence for sentence, taken in tuple(self._warnings.items()) if not taken)
        self._warnings.update(dict.fromkeys(fresh, True))
        return fresh

    @property
    def copies(self) -> tuple[Path, ...]:
        """The copies there are, the newest first."""
        return tuple(backups.newest_first(self.database))

    def run_daily(self, today: date) -> None:
        """See once a day that the file is sound, and keep a copy of it. It reads all of it, so it is slow."""
        if not self.database.exists():
            return
        try:
            backups.daily(self.database, today)
        except OSError as error:
            self.warn(f"there is no copy of the library of today: {error.strerror or error}")
        except (backups.Unsound, sqlite3.Error) as error:
            if isinstance(error, sqlite3.Error) and not is_damage(error):
                return  # the file is busy: the next run makes the copy
            mark_damaged(self.database)
            self.warn(
                f"{self.database} is damaged; close every Briefing and start it again to rebuild it from its"
                " last copy and what can still be read"
            )

    def warn(self, sentence: str) -> None:
        """Show a notice to a person, once."""
        self._warnings.setdefault(sentence, False)

    def warn_of_readers(self) -> None:
        """Show a person which of their files anybody on this machine may read."""
        for file in private.readable_by_others(self.database, *self._private):
            self.warn(f"others on this machine can read {file}; `chmod 700 {file.parent}` keeps them out")
