"""What an open library held when its file was taken away or written over: put beside the path, and told."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from briefing import private
from briefing.core.errors import StorageError
from briefing.storage import backups
from briefing.storage.repair import repair


def of_moved(connection: sqlite3.Connection, path: Path) -> StorageError:
    """The error to raise where another file, or none, is at the path. What the open one holds is whole."""
    rescued = _rescue(connection, path)
    # Else the next one to open the other file would take the end of this one for its own.
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return _error(path, "removed, moved or replaced", rescued)


def of_overwritten(connection: sqlite3.Connection, path: Path) -> StorageError:
    """The error to raise where another file was written over the open one: what is left of that is in its log.

    The log must reach the other file in no way, so it is emptied.
    """
    rescued = _rescue(connection, path)
    with suppress(OSError):
        os.truncate(path.with_name(f"{path.name}-wal"), 0)
    return _error(path, "written over by another file", rescued)


def _rescue(connection: sqlite3.Connection, path: Path) -> Path:
    """Put beside the path what a connection sees; where that makes no whole, with what the newest copy has."""
    rescued = path.with_name(f"{path.name}.rescued-{os.getpid()}")
    with suppress(OSError, sqlite3.Error):
        if rescued.exists():
            return rescued
        private.make_folder(rescued.parent)
        private.make_file(rescued)
        with closing(sqlite3.connect(rescued)) as made:
            connection.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")
            is_sound = backups.is_sound(made)
        if not is_sound:
            repair(rescued, datetime.now(UTC))
    return rescued


def _error(path: Path, what: str, rescued: Path) -> StorageError:
    where = f"; what it held is in {rescued}" if rescued.exists() else ""
    return StorageError(
        f"{path} was {what} while it was open, so nothing more can be saved in it{where}."
        " Close Briefing; `briefing restore` puts a copy in place"
    )
