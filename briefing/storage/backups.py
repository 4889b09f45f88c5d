"""Copies of the database beside it: one a day, and one before each change of its shape.

A copy is made from a snapshot while others read and write, checked, and only then put under its name.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from briefing import private
from briefing.core.formatting import size_text
from briefing.storage.reading import connect_to_copy

KEPT = 7
_ROOM = 1.1
_DAY = 86_400
_DAILY, _BEFORE = "briefing-", "before-step-"


class Unsound(Exception):
    """The file that was to be copied is damaged."""


def folder(database: Path) -> Path:
    """Where the copies of a database lie."""
    return database.parent / "backups"


def daily(database: Path, day: date) -> Path | None:
    """Make the copy of a day and drop the oldest; None where it is there already.

    Raises OSError, sqlite3.Error, Unsound.
    """
    target = folder(database) / f"{_DAILY}{day.isoformat()}.db"
    if target.exists():
        return None
    copy(database, target)
    _drop_old(folder(database), _DAILY, target)
    drop_unfinished(*folder(database).glob("*.part*"), *database.parent.glob(".briefing-*"))
    return target


def before_step(database: Path, step: int) -> Path:
    """Make the copy before a step of the schema is taken. Raises OSError, sqlite3.Error, Unsound."""
    target = folder(database) / f"{_BEFORE}{step:03}.db"
    if not target.exists():
        copy(database, target)
        _drop_old(folder(database), _BEFORE, target)
    return target


def newest_first(database: Path) -> Iterator[Path]:
    """The copies there are, the newest first."""
    place = folder(database)
    files = [*place.glob(f"{_DAILY}*.db"), *place.glob(f"{_BEFORE}*.db")] if place.is_dir() else []
    yield from sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)


def rescued(database: Path) -> list[Path]:
    """What open libraries held when the file was taken away from them, the newest first."""
    found = [file for file in database.parent.glob(f"{database.name}.rescued-*") if file.suffix[-1].isdecimal()]
    return sorted(found, key=lambda file: file.stat().st_mtime, reverse=True)


def copy(database: Path, target: Path) -> None:
    """Put a sound copy of a database at `target`, whole or not at all. Raises OSError, sqlite3.Error, Unsound."""
    private.make_folder(target.parent)
    size = int(database.stat().st_size * _ROOM)
    if shutil.disk_usage(target.parent).free < size:
        raise OSError(f"there is too little room on the disk for a copy, which takes {size_text(size)}")
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    try:
        private.make_file(unfinished)
        with closing(connect_to_copy(database)) as source, closing(sqlite3.connect(unfinished)) as made:
            source.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
            if not is_sound(made):
                raise Unsound(database)
        unfinished.replace(target)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong with the file; it reads all of it."""
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def drop_unfinished(*parts: Path) -> None:
    """Take away what was left behind by a copy or a restoring that was killed; one that is under way is younger."""
    for part in parts:
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _DAY:
                drop(part)


def drop(part: Path) -> None:
    """Take away a file, or a folder with all that is in it. Raises OSError."""
    if part.is_dir() and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink()


def _drop_old(place: Path, prefix: str, newest: Path) -> None:
    """Leave the newest copies. Those of a later day were made when the clock was wrong: they go first."""
    others = sorted(file for file in place.glob(f"{prefix}*.db") if file != newest)
    in_order = [*(file for file in others if file > newest), *(file for file in others if file < newest)]
    for old in in_order[: max(0, len(in_order) - KEPT + 1)]:
        with suppress(OSError):
            old.unlink()
