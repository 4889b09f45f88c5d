"""Files and folders that nobody else on the machine may read: what somebody reads, notes and logs in with is theirs."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, for its owner alone; one that is there stays as it is. Raises OSError."""
    missing = [folder, *folder.parents]
    for one in reversed(missing[: next((n for n, place in enumerate(missing) if place.exists()), len(missing))]):
        with suppress(FileExistsError):
            one.mkdir(mode=FOLDER)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def make_file(file: Path) -> None:
    """Make an empty file for its owner alone; one that is there stays as it is, as does what cannot be made."""
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE))


def readable_by_others(*files: Path) -> tuple[Path, ...]:
    """Those of some files that any other person on this machine may read."""
    found = []
    for file in files:
        with suppress(OSError):
            places = file.resolve().parents
            if file.stat().st_mode & 0o004 and all(place.stat().st_mode & 0o001 for place in places):
                found.append(file)
    return tuple(found)
