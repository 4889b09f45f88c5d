"""A whole library in one file, for moving house: the database and the files of the configuration, as a zip."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from briefing import private
from briefing.core.errors import BriefingError, StorageError
from briefing.locks import FileLock
from briefing.storage import backups, foreign

DATABASE = "briefing.db"
_PACKING, _UNPACKING = ".briefing-backup-", ".briefing-restore-"
_WAIT_SECONDS = 2.0
_LARGEST_TEXT = 50_000_000


def pack(target: Path, database: Path, texts: Mapping[str, Path]) -> None:
    """Write a bundle of a database and of those `texts` (by their names in it) that exist.

    Raises StorageError; nothing half-written stays.
    """
    if not database.exists():
        raise StorageError(f"there is no library at {database} yet, so there is nothing to back up")
    if target.exists():
        raise StorageError(f"{target} exists already; name another file")
    try:
        private.make_folder(target.parent)
        backups.drop_unfinished(*target.parent.glob(f"{_PACKING}*"))
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=_PACKING) as folder:
            snapshot, bundle = Path(folder) / DATABASE, Path(folder) / "bundle.zip"
            backups.copy(database, snapshot)
            _write(bundle, {DATABASE: snapshot, **{name: path for name, path in texts.items() if path.is_file()}})
            bundle.replace(target)
    except backups.Unsound:
        raise StorageError(f"{database} is damaged; start Briefing once to rebuild it") from None
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"the library cannot be backed up to {target}: {_why(error)}") from error


def _write(target: Path, files: Mapping[str, Path]) -> None:
    """Write files into one, under their names in it; it is on the disk then."""
    private.make_file(target)
    with target.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, path in files.items():
                bundle.write(path, name)
        stream.flush()
        os.fsync(stream.fileno())


Look = Callable[[Mapping[str, Path]], None]
"""Looks at the texts of a bundle before they are put in place; raises BriefingError where they are not to be."""


def unpack(
    source: Path, database: Path, texts: Mapping[str, Path], at: datetime, look: Look | None = None
) -> list[Path]:
    """Put a bundle, or a copy of the database alone, in place; the files that were there are renamed.

    Somebody else may have made it: of the database only known rows are taken. Returns where the old files are now.
    Raises StorageError, and changes nothing then.
    """
    try:
        private.make_folder(database.parent)
        lock = FileLock(database.with_name(f"{database.name}.lock"))
        try:
            if not lock.take(_WAIT_SECONDS):
                raise StorageError("another Briefing has the library open; close it first")
            for left in database.parent.glob(f"{_UNPACKING}*"):  # by one that was killed: nobody else has the lock
                backups.drop(left)
            with tempfile.TemporaryDirectory(dir=database.parent, prefix=_UNPACKING) as folder:
                found = _unpack(source, Path(folder), {DATABASE, *texts})
                if look is not None:
                    look({name: file for name, file in found.items() if name != DATABASE})
                found[DATABASE] = _fresh(found[DATABASE], source)
                return _put_in_place(found, {DATABASE: database, **texts}, at)
        finally:
            lock.close()
    except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
        raise StorageError(f"{source} cannot be restored: {_why(error)}") from error


def refuse_other_file(source: Path) -> None:
    """Raise StorageError where a path leads to no file that looks like a bundle or a library."""
    try:
        if not source.is_file():
            raise StorageError(f"{source} is not a file" if source.exists() else f"there is no file {source}")
        if not zipfile.is_zipfile(source) and not _size_by_header(source):
            raise StorageError(f"{source} holds no library of Briefing")
    except OSError as error:
        raise StorageError(f"{source} cannot be read: {_why(error)}") from error


def _size_by_header(file: Path) -> int:
    with file.open("rb") as opened:
        return foreign.size_by_header(opened.read(100))


def _unpack(source: Path, folder: Path, names: set[str]) -> dict[str, Path]:
    refuse_other_file(source)
    found = {}
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as bundle:
            for name in sorted(names & set(bundle.namelist())):  # no other name is looked at
                with bundle.open(name) as packed:
                    size = foreign.size_by_header(packed.read(100)) if name == DATABASE else _LARGEST_TEXT
                if bundle.getinfo(name).file_size > size:
                    raise StorageError(f"{source} cannot be restored: {name} in it is not a file of Briefing")
                found[name] = Path(bundle.extract(name, folder))
    else:
        if source.stat().st_size > _size_by_header(source):
            raise StorageError(f"{source} holds no library of Briefing")
        found[DATABASE] = folder / DATABASE
        shutil.copyfile(source, found[DATABASE])
    if DATABASE not in found:
        raise BriefingError(f"{source} is not a backup of Briefing: there is no {DATABASE} in it")
    return found


def _fresh(file: Path, source: Path) -> Path:
    """A new library with the rows of one that came out of a bundle."""
    made = file.with_name(f"fresh-{DATABASE}")
    private.make_file(made)
    try:
        with closing(foreign.open_foreign(file)) as connection:
            if "story" not in foreign.plain_tables(connection):
                raise StorageError(f"{source} holds no library of Briefing")
            if not backups.is_sound(connection):
                raise StorageError(f"the library in {source} is damaged; try an older backup")
        foreign.copy_library(file, made)
    except sqlite3.Error as error:
        raise StorageError(f"{source} holds no library of Briefing ({error})") from error
    except StorageError as error:
        raise error if str(source) in str(error) else StorageError(f"{source} cannot be restored: {error}") from None
    return made


def _put_in_place(found: Mapping[str, Path], places: Mapping[str, Path], at: datetime) -> list[Path]:
    """Put files in place, all or none; where what was there is now.

    Each is laid beside its place first, for that may be on another disk. At no moment is a place empty that was not.
    """
    staged: dict[Path, Path] = {}
    undo: list[Callable[[], object]] = []
    aside = []
    try:
        for name, file in found.items():
            place = places[name].resolve()
            private.make_folder(place.parent)
            staged[place] = place.with_name(f"{_UNPACKING}{os.getpid()}-{place.name}")
            private.make_file(staged[place])
            with file.open("rb") as source, staged[place].open("wb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                os.fsync(target.fileno())
        for place, new in staged.items():
            kept = place.with_name(f"{place.name}.before-{at:%Y%m%d-%H%M%S}")
            if place.exists():
                _copy_name(place, kept)
                aside.append(kept)
                undo.append(partial(_put_back, kept, place))
            else:
                undo.append(partial(place.unlink, missing_ok=True))
            for end in ("-wal", "-shm"):
                old, old_kept = place.with_name(place.name + end), kept.with_name(kept.name + end)
                if old.exists():
                    old.rename(old_kept)
                    undo.append(partial(os.replace, old_kept, old))
            os.replace(new, place)
    except BaseException:
        for back in reversed(undo):
            with suppress(OSError):
                back()
        raise
    finally:
        for new in staged.values():
            with suppress(OSError):
                new.unlink(missing_ok=True)
    return aside


def _put_back(kept: Path, place: Path) -> None:
    os.replace(kept, place)
    kept.unlink(missing_ok=True)  # two names of one file are left alone by what would replace one by the other


def _copy_name(file: Path, other: Path) -> None:
    """Give a file a second name; its content, where the disk knows no second names."""
    try:
        os.link(file, other)
    except OSError:
        shutil.copy2(file, other)


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
