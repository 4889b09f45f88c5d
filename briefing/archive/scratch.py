"""Folders for what is needed only while a process runs, and the removal of those whose process was killed."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.locks import FileLock


@contextmanager
def scratch_folder(kind: str) -> Iterator[Path]:
    """An empty folder of this process, which goes with the block; those of processes that were killed go, too.

    Whoever has such a folder holds a lock in it, which ends with the process.
    """
    folder, lock = _make(f"briefing-{kind}-")
    try:
        _remove_left(f"briefing-{kind}-", folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.close()


def _make(prefix: str) -> tuple[Path, FileLock]:
    """A new folder and the lock in it. One that another process took for left before it was locked is made again."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        with suppress(FileNotFoundError):
            lock = FileLock(_lock_of(folder))
            if lock.take(0) and _lock_of(folder).exists():
                return folder, lock
            lock.close()


def _remove_left(prefix: str, own: Path) -> None:
    """Remove the folders of this user beside our own that no process holds; of others' nothing is opened."""
    user = own.stat().st_uid
    for folder in own.parent.glob(f"{prefix}*"):
        with suppress(OSError):  # its process, or another one that clears up, removes it just now
            found = folder.lstat()
            if folder != own and stat.S_ISDIR(found.st_mode) and found.st_uid == user:
                _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    lock = FileLock(_lock_of(folder))
    try:
        if lock.take(0) and lock.works:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.close()


def _lock_of(folder: Path) -> Path:
    return folder / ".lock"
