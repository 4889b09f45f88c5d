"""The library: everything that is kept, in one SQLite file, as repositories of domain values."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.later import BuiltLater
from briefing.storage.database import Database
from briefing.storage.name_functions import Names, no_names
from briefing.storage.opening import OnWarning, ignore_warning
from briefing.storage.reader_state import ReaderStateRepository
from briefing.storage.stories import StoryRepository

if TYPE_CHECKING:
    from briefing.storage.later import LaterRepositories
else:
    LaterRepositories = object


class Library(BuiltLater, LaterRepositories):
    """Stories, feeds, analyses and what the reader did with them. Used by one thread.

    The repositories of the first screen are built at once, the later ones when one of them is first asked for: they
    load four times as much.

    Every method of a repository that writes is one transaction. All raise StorageError where the disk will not.
    """

    def __init__(
        self,
        path: Path,
        on_warning: OnWarning = ignore_warning,
        names: Names = no_names,
        *,
        to_read: bool = False,
    ) -> None:
        """Open the file, or make it; `on_warning` takes what a person should know about that.

        `names` are those under which searches know the parties. `to_read` leaves the file as it is: see `borrowed.py`.
        """
        BuiltLater.__init__(self, self._later)
        self._db = db = Database(path, on_warning, names, to_read=to_read)
        self.stories = StoryRepository(db)
        self.reader_state = ReaderStateRepository(db)

    def _later(self) -> LaterRepositories:
        from briefing.storage.later import LaterRepositories  # late, as it leads to all of them

        return LaterRepositories(self._db)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept, for the folder is read-only or the disk is full."""
        return self._db.read_only

    def together(self) -> AbstractContextManager[None]:
        """Make what is written meanwhile one transaction: all of it is kept, or nothing."""
        return self._db.writing()

    def close(self) -> None:
        """Let the file go."""
        self._db.close()
