"""A damaged database: kept aside, and built anew from the last sound copy and from what can still be read of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing import private
from briefing.storage import backups
from briefing.storage.damage import unmark
from briefing.storage.schema import REFERENCES, STEPS, take_steps, version
from briefing.storage.tally import RECOUNT

_COMPANIONS = ("", "-wal", "-shm")
_SEARCH = ("search",)


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did. `backup` is None where there was no sound copy; the counts are of the new library."""

    kept: Path
    backup: Path | None
    stories: int
    starred: int
    notes: int

    def sentence(self, path: Path) -> str:
        """The report for a person."""
        source = "" if self.backup is None else f" the copy {self.backup.name} and"
        return (
            f"{path} was damaged. It is kept as {self.kept.name}; the library was rebuilt from{source} what could"
            f" still be read of it: {self.stories:,} stories, {self.starred:,} starred, {self.notes:,} notes."
            " What is missing comes back with the next fetch, as far as the feeds still have it"
        )


def repair(path: Path, at: datetime) -> Repair:
    """Build a database anew; nobody else may have it open. Raises OSError, sqlite3.Error."""
    building = path.with_name(f"{path.name}.rebuilt")
    building.unlink(missing_ok=True)
    private.make_file(building)
    base = _sound_copy(path, building)
    with closing(sqlite3.connect(building, isolation_level=None)) as made:
        take_steps(made)
        sound = _save_rows(path, made)
    if not sound:  # what was read spoilt the copy: the copy alone, then
        building.unlink()
        private.make_file(building)
        base = _sound_copy(path, building)
    with closing(sqlite3.connect(building, isolation_level=None)) as made:
        take_steps(made)
        counts = made.execute(
            "SELECT count(*), coalesce(sum(starred), 0), (SELECT count(*) FROM note) FROM story"
        ).fetchone()
    kept = _put_aside(path, at)
    building.replace(path)
    unmark(path)
    return Repair(kept, base, *counts)


def is_row_table(name: str) -> bool:
    """Whether a table of a library holds rows of its own, and is not SQLite's or the search index."""
    return not name.startswith(("sqlite_", *_SEARCH))


def _put_aside(path: Path, at: datetime) -> Path:
    kept = path.with_name(f"{path.name}.damaged-{at:%Y%m%d-%H%M%S}")
    for end in _COMPANIONS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(kept.with_name(kept.name + end))
    return kept


def _sound_copy(path: Path, target: Path) -> Path | None:
    """Put the newest copy that is sound at `target`; None where there is none."""
    for candidate in backups.newest_first(path):
        shutil.copyfile(candidate, target)
        with closing(sqlite3.connect(target)) as copied:
            if backups.is_sound(copied) and version(copied) <= len(STEPS):
                return candidate
        target.unlink()
    return None


def _save_rows(path: Path, made: sqlite3.Connection) -> bool:
    """Bring every row that can still be read over the rows of the copy; whether what came of it is sound."""
    made.execute("PRAGMA foreign_keys = OFF")
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as damaged:
            made.execute("BEGIN")
            for table in _tables(made):
                _take_over(damaged, made, table)
            _drop_orphans(made)
            for statement in RECOUNT:
                made.execute(statement)
            made.execute("INSERT INTO search (search) VALUES ('rebuild')")
            made.execute("COMMIT")
    except sqlite3.Error:
        if made.in_transaction:
            made.execute("ROLLBACK")
        return False
    return backups.is_sound(made)


def _tables(made: sqlite3.Connection) -> list[str]:
    """Every table that holds rows of its own; the search index is built from them."""
    rows = made.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in rows if is_row_table(name)]


def _take_over(damaged: sqlite3.Connection, made: sqlite3.Connection, table: str) -> None:
    wanted = [row[1] for row in made.execute(f"PRAGMA table_info({table})")]
    with suppress(sqlite3.DatabaseError):
        here = {row[1] for row in damaged.execute(f"PRAGMA table_info({table})")}
        columns = [f'"{name}"' for name in wanted if name in here]
        if not columns:
            return
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        for row in _readable(damaged, f"SELECT {names} FROM {table}"):
            with suppress(sqlite3.IntegrityError):
                made.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", row)


def _readable(damaged: sqlite3.Connection, select: str) -> Iterator[tuple[object, ...]]:
    """The rows from the first to the first bad page, then from the last back to the last bad page."""
    try:
        yield from damaged.execute(select)
    except sqlite3.DatabaseError:
        with suppress(sqlite3.DatabaseError):  # a table without row numbers has no way back
            yield from damaged.execute(f"{select} ORDER BY rowid DESC")


def _drop_orphans(made: sqlite3.Connection) -> None:
    """Take away rows that refer to what could not be read; a story whose text is lost gets it at the next fetch."""
    for child, own, parent, target in made.execute(REFERENCES).fetchall():
        made.execute(f"DELETE FROM {child} WHERE {own} IS NOT NULL AND {own} NOT IN (SELECT {target} FROM {parent})")
    lost = "num NOT IN (SELECT story FROM body)"
    made.execute(f"UPDATE story SET text_hash = '' WHERE {lost}")
    made.execute(
        "INSERT INTO body (story, title, text, blocks, links)"
        f" SELECT num, title, '', '[]', '[]' FROM story WHERE {lost}"
    )
