"""One connection: opened, brought up to date, and its errors made sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TypeVar

from briefing.core.errors import StorageError
from briefing.core.party_names import PartyNames
from briefing.storage import backups, name_functions
from briefing.storage.damage import is_damage, mark_damaged
from briefing.storage.lineage import Identity, Lineage, identity
from briefing.storage.opening import OnWarning, ignore_warning, is_full, open_file, open_to_read
from briefing.storage.reading import is_locked
from briefing.storage.schema import STEPS, take_steps, version

R = TypeVar("R")
_FOR_LACK_OF_ROOM = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR_SHM", "SQLITE_IOERR_WRITE")
"""What SQLite may say where there is none: without its shared memory a file is opened to be read only."""
_ROWS_AT_ONCE = 50
_ROWS_LOOKED_AT = 5_000
"""Rows that a page shows; more are numbers and ids."""

_BETWEEN = "\x1f"
"""What stands between ids where many are read at once; none of ours has it."""
_SPLIT_AT_ONCE = 100_000
"""Characters of such a text that are split at a time."""


class Database:
    """A SQLite connection in WAL mode. Used by one thread; several may be open on one file at once."""

    def __init__(
        self,
        path: Path,
        on_warning: OnWarning = ignore_warning,
        names: name_functions.Names = name_functions.no_names,
        *,
        to_read: bool = False,
    ) -> None:
        """Open or make the file; `on_warning` takes sentences for a person. Raises StorageError.

        `to_read` leaves the file as it is: it must be there, sound, and of this version.
        """
        self.path = path
        self._to_read = to_read
        self._file: Identity | None = None
        self._lineage: Lineage | None = None
        self._names = names
        with self._sentences():
            self._opened = open_to_read(path) if to_read else open_file(path, on_warning)
            self._connection = self._opened.connection
            name_functions.register(self._connection, names)
        self._file = identity(path)
        self._bring_up_to_date()
        with self._sentences():
            self._lineage = None if self.read_only else Lineage(self._connection, path)

    @property
    def names(self) -> PartyNames:
        """The names under which parties are known, as they are now."""
        return self._names()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept, for the folder is read-only or the disk is full."""
        return self._opened.read_only

    def close(self) -> None:
        """Close the connection."""
        self._opened.close()

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a statement."""
        try:
            return self._read(lambda: _legible(self._connection.execute(sql, values)))
        except sqlite3.Error as error:
            raise self._told(error) from error

    def ids(self, sql: str, *values: object) -> tuple[str, ...]:
        """The column `id` of the rows of a query, in their order, where there may be very many.

        They come as one long text: as rows they take three times as long, in which keys wait for the interpreter.
        """
        row = self.row(f"SELECT CAST(group_concat(id, char({ord(_BETWEEN)})) AS BLOB) FROM ({sql})", *values)
        return () if row is None or row[0] is None else _parted(row[0])

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a statement, or None."""
        try:
            found = self._read(lambda: _legible(self._connection.execute(sql, values), 1))
        except sqlite3.Error as error:
            raise self._told(error) from error
        return found[0] if found else None

    def run(self, sql: str, *values: object) -> int:
        """Carry out a statement; the number of the row it added."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except sqlite3.Error as error:
            raise self._told(error) from error

    def run_many(self, sql: str, rows: Iterator[tuple[object, ...]] | list[tuple[object, ...]]) -> None:
        """Carry out a statement for every row of values."""
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise self._told(error) from error

    def add_rows(self, insert: str, rows: Sequence[Sequence[object]]) -> None:
        """Add rows: `insert` is the statement up to VALUES.

        One statement takes many, for each that has triggers keeps a copy of all pages that it changes.
        """
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[start : start + _ROWS_AT_ONCE]
            marks = f"({', '.join('?' * len(part[0]))})"
            self.run(f"{insert} VALUES {', '.join([marks] * len(part))}", *chain.from_iterable(part))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: all that is done in it is kept, or nothing. Inside another one it is part of that."""
        if self._connection.in_transaction:
            yield
            return
        self._refuse_another_file()
        with self._sentences():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            with self._sentences():
                is_ours = self._lineage is None or self._lineage.renew()
            if not is_ours:
                self._connection.execute("ROLLBACK")
                raise self._overwritten()
            yield
            with self._sentences():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if self._lineage is not None:
                self._lineage.undone()
            raise
        if self._lineage is not None:
            self._lineage.committed()

    def _refuse_another_file(self) -> None:
        """Raise StorageError where another file, or none, is at the path by now: what is kept would be lost."""
        if identity(self.path) != self._file:
            from briefing.storage import rescue  # late: hardly ever wanted

            raise rescue.of_moved(self._connection, self.path)

    def _overwritten(self) -> StorageError:
        """The error to raise where another file was written over ours."""
        from briefing.storage import rescue  # late, as above

        return rescue.of_overwritten(self._connection, self.path)

    def _refuse_to_blame_another_file(self) -> None:
        """Raise StorageError where what looks like damage is the end of our file on the beginning of another."""
        if self._file is None:
            return
        self._refuse_another_file()
        with suppress(sqlite3.Error, OSError):
            if self._lineage is not None and self._lineage.is_broken():
                raise self._overwritten()

    def _read(self, fetch: Callable[[], R]) -> R:
        """What a statement yields. Text that a bad disk made illegible hides no other: from then on it is mended."""
        try:
            return fetch()
        except sqlite3.OperationalError as error:
            if "decode to UTF-8" not in str(error):
                raise
            self._connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            return fetch()

    def _bring_up_to_date(self) -> None:
        with self._sentences():
            found = version(self._connection)
            if found == len(STEPS):
                return
            self._refuse_newer(found)
            if self.read_only:
                raise StorageError(
                    f"{self.path} is of an older version and cannot be changed; make its folder writable"
                )
            if found:
                self._back_up(found + 1)
        with self.writing(), self._sentences():  # another process may have done the same: look again under the lock
            found = version(self._connection)
            self._refuse_newer(found)
            if not found and self._connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise StorageError(f"{self.path} is a database of another program; choose another --data-dir")
            take_steps(self._connection)

    def _refuse_newer(self, found: int) -> None:
        if found > len(STEPS):
            raise StorageError(
                f"{self.path} was made by a newer Briefing (step {found}, this one knows {len(STEPS)}); "
                "please upgrade, or choose another --data-dir"
            )

    def _back_up(self, step: int) -> None:
        try:
            backups.before_step(self.path, step)
        except backups.Unsound:
            mark_damaged(self.path)
            raise StorageError(f"{self.path} is damaged; start Briefing again to rebuild it") from None
        except OSError as error:
            raise StorageError(
                f"{self.path} must be upgraded, but it could not be copied first: {error.strerror or error}"
            ) from error

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error) -> StorageError:
        """The error as a sentence. Called by hand where a statement is run: those are many."""
        if self._to_read:
            return StorageError(f"{self.path} cannot be read as a library of Briefing: {error}")
        if is_damage(error):
            self._refuse_to_blame_another_file()
            mark_damaged(self.path)
        return StorageError(_sentence(error, self.path))


def _legible(cursor: sqlite3.Cursor, most: int | None = None) -> list[sqlite3.Row]:
    """The rows of a statement. We keep nothing but numbers and texts: bytes are a text that somebody else put there."""
    rows: list[sqlite3.Row] = cursor.fetchall() if most is None else cursor.fetchmany(most)
    if len(rows) <= _ROWS_LOOKED_AT and any(bytes in map(type, row) for row in rows):
        return [sqlite3.Row(cursor, tuple(map(_as_text, row))) for row in rows]
    return rows


def _as_text(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _sentence(error: sqlite3.Error, path: Path) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL") or (name.startswith(_FOR_LACK_OF_ROOM) and is_full(path)):
        return f"the disk is full: nothing more can be written to {path}; make room and try again"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return f"{path} cannot be written; check the permissions of the folder, or choose another with --data-dir"
    if is_locked(error):
        return f"{path} has been locked by another program for too long; try again in a moment"
    if str(error).startswith(("no such table", "no such column")):
        return (
            f"{path} is a database of another program, or some program changed it ({error});"
            " choose another --data-dir, or put a copy in place with `briefing restore`"
        )
    if is_damage(error):
        return f"{path} is damaged ({error}); close every Briefing and start it again to rebuild it"
    if name.startswith("SQLITE_IOERR"):
        return f"{path} cannot be read or written: the disk reports an error ({error})"
    return f"{path}: {error}"


def _parted(joined: str) -> tuple[str, ...]:
    """The ids of one long text, split piece by piece: while a text is split, no key gets the interpreter."""
    found: list[str] = []
    begin = 0
    while begin <= len(joined):
        end = joined.find(_BETWEEN, begin + _SPLIT_AT_ONCE)
        end = len(joined) if end < 0 else end
        found += joined[begin:end].split(_BETWEEN)
        begin = end + 1
    return tuple(found)
