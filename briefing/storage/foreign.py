"""Database files of unknown origin: nothing in them is carried out, and only rows of known tables are taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from briefing.core.errors import StorageError
from briefing.storage.repair import is_row_table
from briefing.storage.schema import STEPS, take_steps, version
from briefing.storage.tally import RECOUNT

LONGEST_VALUE = 100_000_000
_HEADER = b"SQLite format 3\0"


def size_by_header(head: bytes) -> int:
    """The bytes that a database has by its first hundred; 0 for what is none."""
    if len(head) < 100 or not head.startswith(_HEADER):
        return 0
    page = int.from_bytes(head[16:18], "big")
    return (65_536 if page == 1 else page) * int.from_bytes(head[28:32], "big")


def open_foreign(file: Path) -> sqlite3.Connection:
    """A connection that reads alone, and bounds what it reads. Raises sqlite3.Error."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA query_only = ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    except BaseException:
        connection.close()
        raise
    return connection


def plain_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """The tables that are rows and nothing else: a view or a virtual table could go on for ever, or do something."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return frozenset(
        str(name)
        for name, sql in found
        if str(sql).split(None, 2)[:2] == ["CREATE", "TABLE"] and " AS (" not in str(sql)
    )


def copy_library(source: Path, target: Path) -> None:
    """Copy the known rows of a library into a fresh one of the same step. Raises StorageError, sqlite3.Error."""
    with closing(open_foreign(source)) as theirs, closing(sqlite3.connect(target, isolation_level=None)) as made:
        step = version(theirs)
        if step > len(STEPS):
            raise StorageError("it was made by a newer Briefing; please upgrade first")
        there = plain_tables(theirs)
        take_steps(made, STEPS[: max(step, 1)])
        wanted = [name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if not step or not {"story", "feed", "sighting", "body"} <= there:
            raise StorageError("it holds no library of Briefing")
        made.execute("PRAGMA foreign_keys = OFF")
        made.execute("BEGIN")
        for table in wanted:
            if is_row_table(table) and table in there:
                _copy_rows(theirs, made, table)
        if step == len(STEPS):
            for statement in RECOUNT:
                made.execute(statement)
        made.execute("INSERT INTO search (search) VALUES ('rebuild')")
        made.execute("COMMIT")


def _copy_rows(theirs: sqlite3.Connection, made: sqlite3.Connection, table: str) -> None:
    here = {row[1] for row in theirs.execute(f"PRAGMA table_info({table})")}
    columns = [(row[1], str(row[2]).upper()) for row in made.execute(f"PRAGMA table_info({table})") if row[1] in here]
    if len(columns) < 1:
        return
    names, marks = ", ".join(f'"{name}"' for name, _ in columns), ", ".join("?" * len(columns))
    statement = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
    if table == "tally":
        made.execute("DELETE FROM tally")
    made.executemany(
        statement, _valid_rows(theirs.execute(f"SELECT {names} FROM {table}"), [kind for _, kind in columns])
    )


def _valid_rows(rows: sqlite3.Cursor, kinds: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The rows whose values are of the kinds of their columns: one bad row is one row less."""
    for row in rows:
        values = tuple(
            value.decode("utf-8", "replace") if isinstance(value, bytes) and kind == "TEXT" else value
            for value, kind in zip(row, kinds, strict=True)
        )
        if all(_fits(value, kind) for value, kind in zip(values, kinds, strict=True)):
            yield values


def _fits(value: object, kind: str) -> bool:
    match kind:
        case "TEXT":
            return value is None or isinstance(value, str)
        case "INTEGER":
            return value is None or isinstance(value, int)
        case "REAL":
            return value is None or isinstance(value, int | float)
    return True
