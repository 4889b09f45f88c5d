"""The file of a library, opened to be read: on a full or read-only disk, too."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

WITH_LOG = ("mode=rw", "mode=ro")
"""How a file is opened with what its log has; the second where it cannot be written."""
WITHOUT_LOG = "mode=ro&immutable=1"
"""How a file is opened where nothing can be put beside it: SQLite asks for no locks then, and reads no log."""


def connect_to_read(path: Path, modes: Sequence[str] = (*WITH_LOG, WITHOUT_LOG)) -> sqlite3.Connection:
    """A connection that writes nothing, by the first of these modes in which it can read. Raises sqlite3.Error."""
    mode, *others = modes
    connection = None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM story")
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if not others or is_locked(error):  # without locks it would be read half-written
            raise
        return connect_to_read(path, others)
    return connection


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """A connection that sees all that the library has, its log included. Raises sqlite3.Error."""
    log = path.with_name(f"{path.name}-wal")
    is_empty = not log.exists() or not log.stat().st_size
    return connect_to_read(path, (*WITH_LOG, WITHOUT_LOG) if is_empty else WITH_LOG)


def is_locked(error: sqlite3.Error) -> bool:
    """Whether an error says that somebody writes the file just now."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
