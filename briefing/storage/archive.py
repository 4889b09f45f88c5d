"""A whole library in one file, for moving house: the database and the files of the configuration, as a zip."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from briefing.core.errors import BriefingError, StorageError
from briefing.storage import backups
from briefing.storage.locks import FileLock
from briefing.storage.schema import STEPS, version

DATABASE = "briefing.db"
_WAIT_SECONDS = 2.0


def pack(target: Path, database: Path, texts: Mapping[str, Path]) -> None:
    """Write an archive of a database and of those `texts` (by their names in it) that exist.

    Raises StorageError; nothing half-written stays.
    """
    if not database.exists():
        raise StorageError(f"there is no library at {database} yet, so there is nothing to back up")
    if target.exists():
        raise StorageError(f"{target} exists already; name another file")
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".briefing-") as folder:
            snapshot = Path(folder) / DATABASE
            backups.copy(database, snapshot)
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(snapshot, DATABASE)
                for name, path in texts.items():
                    if path.is_file():
                        archive.write(path, name)
        unfinished.replace(target)
    except backups.Unsound:
        raise StorageError(f"{database} is damaged; start Briefing once, it will be built anew") from None
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"the library cannot be backed up to {target}: {_why(error)}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def unpack(source: Path, database: Path, texts: Mapping[str, Path], at: datetime) -> list[Path]:
    """Put an archive, or a copy of the database alone, in place; the files that were there are renamed.

    Returns where the old files are now. Raises StorageError, and changes nothing then.
    """
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(database.with_name(f"{database.name}.lock"))
        try:
            if not lock.take(_WAIT_SECONDS):
                raise StorageError("another Briefing has the library open; close it first")
            with tempfile.TemporaryDirectory(dir=database.parent, prefix=".briefing-") as folder:
                found = _unpacked(source, Path(folder), {DATABASE, *texts})
                _check(found[DATABASE], source)
                return _put_in_place(found, {DATABASE: database, **texts}, at)
        finally:
            lock.close()
    except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
        raise StorageError(f"{source} cannot be restored: {_why(error)}") from error


def _unpacked(source: Path, folder: Path, names: set[str]) -> dict[str, Path]:
    found = {}
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for name in sorted(names & set(archive.namelist())):  # no other name is looked at
                found[name] = Path(archive.extract(name, folder))
    else:
        found[DATABASE] = folder / DATABASE
        found[DATABASE].write_bytes(source.read_bytes())
    if DATABASE not in found:
        raise BriefingError(f"{source} is no backup of Briefing: there is no {DATABASE} in it")
    return found


def _check(file: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as connection:
            step, sound = version(connection), backups.is_sound(connection)
            connection.execute("SELECT count(*) FROM story")
    except sqlite3.Error as error:
        raise StorageError(f"{source} holds no library of Briefing ({error})") from error
    if not sound:
        raise StorageError(f"the library in {source} is damaged; try an older backup")
    if step > len(STEPS):
        raise StorageError(f"the library in {source} was made by a newer Briefing; please upgrade first")


def _put_in_place(found: Mapping[str, Path], places: Mapping[str, Path], at: datetime) -> list[Path]:
    aside = []
    for name, file in found.items():
        place = places[name]
        place.parent.mkdir(parents=True, exist_ok=True)
        for end in ("", "-wal", "-shm"):
            old = place.with_name(place.name + end)
            if old.exists():
                kept = old.with_name(f"{place.name}.before-{at:%Y%m%d-%H%M%S}{end}")
                old.rename(kept)
                aside += [kept] if not end else []
        os.replace(file, place)
    return aside


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
