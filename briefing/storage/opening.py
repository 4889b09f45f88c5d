"""How the file is opened: made if it is new, built anew if it is damaged, read alone where it cannot be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from briefing import private
from briefing.core.errors import StorageError
from briefing.locks import FileLock
from briefing.storage import backups
from briefing.storage.damage import is_damage, is_marked
from briefing.storage.reading import connect_to_read, is_locked, lacks_log

BUSY_SECONDS = 10.0
REPAIR_SECONDS = 120.0
"""How long to wait for another process that builds the file anew."""
OTHERS_SECONDS = 2.0
"""How long to wait for others to let a damaged file go."""
_LEAST_ROOM = 1_000_000
_PAUSE = 0.02

OnWarning = Callable[[str], None]
"""Takes a sentence for a person."""


def ignore_warning(_sentence: str) -> None:
    """For those who show no warnings."""


class Opened(NamedTuple):
    """A connection, and the lock that says that the file is in use; None where the folder cannot be written."""

    connection: sqlite3.Connection
    lock: FileLock | None
    read_only: bool = False

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()
        if self.lock is not None:
            self.lock.close()


def open_file(path: Path, on_warning: OnWarning) -> Opened:
    """Open a database file, or make it. Raises StorageError and sqlite3.Error."""
    try:
        private.make_folder(path.parent)
    except OSError as error:
        raise StorageError(f"the data folder {path.parent} cannot be made: {error.strerror}") from error
    _refuse_to_begin_anew(path)
    lock = _in_use(path)
    if lock is not None and not lock.works:
        on_warning(f"the disk of {path} has no file locks: do not open the library on two machines at the same time")
    try:
        return _open_or_rebuild(path, lock, on_warning)
    except BaseException:
        if lock is not None:
            lock.close()
        raise


def _refuse_to_begin_anew(path: Path) -> None:
    """Raise StorageError where the library has gone and copies of it are there: a new one would hide that."""
    if path.exists():
        return
    copy, rescued = next(backups.newest_first(path), None), backups.rescued(path)
    there = [*rescued, *([copy.parent] if copy else [])]
    if there:
        raise StorageError(
            f"there is no library at {path}, but a copy of it: `briefing restore {rescued[0] if rescued else copy}`"
            f" puts that in place; to start with an empty library, move {' and '.join(map(str, there))} away"
        )


def _in_use(path: Path) -> FileLock | None:
    try:
        lock = FileLock(path.with_name(f"{path.name}.lock"))
    except OSError:
        return None
    if not lock.share(REPAIR_SECONDS):
        lock.close()
        raise StorageError(f"another Briefing has been rebuilding {path} for a long time; try again later")
    return lock


def _open_or_rebuild(path: Path, lock: FileLock | None, on_warning: OnWarning) -> Opened:
    try:
        if not is_marked(path):
            connection = _connect(path)
            if not _is_emptied(connection, path):
                return Opened(connection, lock)
            connection.close()
    except sqlite3.Error as error:
        if not is_damage(error):
            return _read_alone(path, lock, on_warning, error)
    _build_anew(path, lock, on_warning)
    return Opened(_connect(path), lock)


def _connect(path: Path) -> sqlite3.Connection:
    private.make_file(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")  # what a person wrote outlives a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Have changes written into a log first. SQLite waits for nobody here where others open a new file, too."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not is_locked(error) or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE)


def _read_alone(path: Path, lock: FileLock | None, on_warning: OnWarning, cause: sqlite3.Error) -> Opened:
    """The file as it can still be read; raises what hindered writing where it cannot be read either."""
    try:
        connection = connect_to_read(path)
    except sqlite3.Error:
        raise cause from None
    why = "the disk is full" if is_full(path) else cause
    on_warning(f"{path} cannot be written ({why}): stories can be read, but nothing new can be kept")
    if lacks_log(connection, path):
        on_warning(f"what was kept last is in {path.name}-wal, which cannot be read now: it is not lost, but not shown")
    return Opened(connection, lock, read_only=True)


def open_to_read(path: Path) -> Opened:
    """A library that is not ours to change: it is neither made nor mended. Raises sqlite3.Error."""
    return Opened(connect_to_read(path), None, read_only=True)


def is_full(path: Path) -> bool:
    """Whether there is no room where something may be written: a read-only disk never has room."""
    try:
        return os.access(path.parent, os.W_OK) and shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _build_anew(path: Path, lock: FileLock | None, on_warning: OnWarning) -> None:
    if lock is None:
        raise StorageError(
            f"{path} is damaged and its folder cannot be written; make it writable, or copy it elsewhere"
        )
    if not lock.take(OTHERS_SECONDS):
        raise StorageError(f"{path} is damaged; close every other Briefing and start again to rebuild it")
    try:
        if is_marked(path) or _is_broken(path):  # another process may have built it anew in the meantime
            from briefing.storage.repair import repair  # late: hardly ever wanted

            on_warning(repair(path, datetime.now(UTC)).sentence(path))
    except OSError as error:
        raise StorageError(f"{path} is damaged and cannot be rebuilt: {error.strerror or error}") from error
    finally:
        lock.share(OTHERS_SECONDS)


def _is_broken(path: Path) -> bool:
    try:
        with closing(_connect(path)) as connection:
            return _is_emptied(connection, path)
    except sqlite3.Error as error:
        return is_damage(error)


def _is_emptied(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a file has nothing in it any more: only what was a library once has copies."""
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None:
        return False
    return next(backups.newest_first(path), None) is not None
