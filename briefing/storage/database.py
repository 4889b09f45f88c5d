"""One connection: opened, brought up to date, and its errors made sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.core.errors import StorageError
from briefing.storage.schema import STEPS

FILE_NAME = "briefing.db"
BUSY_SECONDS = 10.0


class Database:
    """A SQLite connection in WAL mode. Used by one thread; several may be open on one file at once."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises StorageError."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"the data folder {path.parent} cannot be made: {error.strerror}") from error
        with self._sentences():
            self._connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
        self._bring_up_to_date()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a statement."""
        with self._sentences():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a statement, or None."""
        with self._sentences():
            return self._connection.execute(sql, values).fetchone()  # type: ignore[no-any-return]

    def run(self, sql: str, *values: object) -> int:
        """Carry out a statement; the number of the row it added."""
        with self._sentences():
            return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterator[tuple[object, ...]] | list[tuple[object, ...]]) -> None:
        """Carry out a statement for every row of values."""
        with self._sentences():
            self._connection.executemany(sql, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: all that is done in it is kept, or nothing."""
        with self._sentences():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._sentences():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _bring_up_to_date(self) -> None:
        with self._sentences():
            if self._version() == len(STEPS):
                return
        with self.writing():  # another process may be doing the same: look again under the lock
            version = self._version()
            if version > len(STEPS):
                raise StorageError(
                    f"{self.path} was made by a newer Briefing (step {version}, this one knows {len(STEPS)}); "
                    "please upgrade, or choose another --data-dir"
                )
            with self._sentences():
                for step in STEPS[version:]:
                    for statement in _statements(step):
                        self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {len(STEPS)}")

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StorageError(_sentence(error, self.path)) from error


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one, for `executescript` would end the transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _sentence(error: sqlite3.Error, path: Path) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return f"the disk is full: nothing more can be written to {path}; make room and try again"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return f"{path} cannot be written; check the rights of the folder, or choose another with --data-dir"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"{path} is being written by another program for too long; try again in a moment"
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return f"{path} is damaged ({error}); move it aside, or choose another with --data-dir"
    if name.startswith("SQLITE_IOERR"):
        return f"{path} cannot be read or written: the disk reports an error ({error})"
    return f"{path}: {error}"
