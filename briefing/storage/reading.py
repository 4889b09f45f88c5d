"""The file of a library, opened to be read: on a full or read-only disk, too."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

WITH_LOG = ("mode=rw", "mode=ro")
"""How a file is opened with what its log has; the second where it cannot be written."""
WITH_LOG_AT_REST = "mode=ro&vfs=unix-none"
"""How a file is opened with its log where nobody can write either: SQLite asks for no locks then, and keeps in memory
what it else puts beside the file."""
WITHOUT_LOG = "mode=ro&immutable=1"
"""How a file is opened where nothing can be put beside it: SQLite asks for no locks then, and reads no log."""


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing, with the log of the file where it can be read. Raises sqlite3.Error."""
    return _connect(path, (*_with_log(path), WITHOUT_LOG))


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """A connection that sees all that the library has, its log included. Raises sqlite3.Error."""
    return _connect(path, _with_log(path) if _has_log(path) else (*WITH_LOG, WITHOUT_LOG))


def lacks_log(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a connection shows a library without what was kept last."""
    return _has_log(path) and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal"


def is_locked(error: sqlite3.Error) -> bool:
    """Whether an error says that somebody writes the file just now."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _connect(path: Path, modes: Sequence[str]) -> sqlite3.Connection:
    """By the first of these modes in which the file can be read."""
    mode, *others = modes
    connection = None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
        connection.row_factory = sqlite3.Row
        if mode == WITH_LOG_AT_REST:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM story")
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if not others or is_locked(error):  # without locks it would be read half-written
            raise
        return _connect(path, others)
    return connection


def _with_log(path: Path) -> tuple[str, ...]:
    return WITH_LOG if os.access(path.parent, os.W_OK) else (*WITH_LOG, WITH_LOG_AT_REST)


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
