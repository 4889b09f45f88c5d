"""The database's shape, as numbered steps. `PRAGMA user_version` tells how many a file has taken.

Each step is a file of `migrations/`. One that has been released is never edited: another is added behind it.
Times are seconds since 1970 in UTC.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

REFERENCES = """
    SELECT child.name AS child, link."from" AS own, link."table" AS parent, coalesce(link."to", key.name) AS target
    FROM sqlite_master AS child, pragma_foreign_key_list(child.name) AS link, pragma_table_info(link."table") AS key
    WHERE child.type = 'table' AND key.pk = 1
    ORDER BY child.rowid
"""
"""Which column of which table refers to what, those that are referred to before those that refer to them."""

_PARTIAL_INDEX = r"CREATE INDEX {name} ON [^;]*? WHERE (\([^;]+\));"


class _Steps(Sequence[str]):
    """The SQL of each file of a folder, read when it is asked for: a library that has taken all is opened sooner."""

    def __init__(self, folder: Path) -> None:
        self._files = sorted(folder.glob("*.sql"))

    def __len__(self) -> int:
        return len(self._files)

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...

    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(file.read_text(encoding="utf-8") for file in self._files[place])
        return self._files[place].read_text(encoding="utf-8")


STEPS = _Steps(Path(__file__).with_name("migrations"))
"""The SQL of every step, in order."""


def version(connection: sqlite3.Connection) -> int:
    """How many steps a file has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def take_steps(connection: sqlite3.Connection, steps: Sequence[str] = STEPS) -> None:
    """Take every step that a file has not taken, in the caller's transaction or else in one of their own.

    Without one, a disk would be waited for at each of some hundred statements.
    """
    is_own = not connection.in_transaction
    if is_own:
        connection.execute("BEGIN")
    for step in steps[version(connection) :]:
        for statement in _statements(step):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(steps)}")
    if is_own:
        connection.execute("COMMIT")


def index_condition(name: str, steps: Sequence[str] = STEPS) -> str:
    """The condition of a partial index, as the last step has it that creates the index.

    SQLite reads such an index only for a statement with this very condition. Raises IndexError where no step
    creates such an index.
    """
    conditions: list[str] = re.findall(_PARTIAL_INDEX.format(name=name), "\n".join(steps))
    return conditions[-1]


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one, for `executescript` would end the transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
