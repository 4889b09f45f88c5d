"""A lock of the operating system on a file, which ends with the process that holds it."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing import private
from briefing.core.errors import StorageError

try:
    import fcntl
except ImportError:  # there are no such locks on Windows: what they guard goes unguarded there
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.05
_PATIENCE = 30.0
_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES})
"""What says that somebody holds the lock; all other errors say that there are none here, as on some network disks."""


@contextmanager
def single_instance(file: Path, work: str) -> Iterator[None]:
    """Be the only process that does some work while the block runs. Raises StorageError where another is at it."""
    try:
        private.make_folder(file.parent)
        lock = FileLock(file)
    except OSError as error:
        raise StorageError(f"{file} cannot be made: {error.strerror}") from None
    try:
        if not lock.take(0):
            holder = file.read_text("ascii", "replace").strip()
            raise StorageError(f"another `{work}` is already running on {file.parent} (process {holder})")
        file.write_text(f"{os.getpid()}\n", "ascii")
        yield
    finally:
        lock.close()


@contextmanager
def if_free(file: Path) -> Iterator[bool]:
    """Whether no other process is at some work; none begins it while the block runs. True where there are no locks."""
    lock = None
    with suppress(OSError):
        lock = FileLock(file)
    try:
        yield lock is None or lock.take(0)
    finally:
        if lock is not None:
            lock.close()


class FileLock:
    """Held by many that share it, or by one alone. Not inherited by child processes.

    `works` turns False where the disk knows no locks: what they guard goes unguarded there.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; a folder can be locked as well. Raises OSError."""
        self._file = os.open(path, os.O_RDONLY if path.is_dir() else os.O_CREAT | os.O_RDWR, private.FILE)
        self.works = fcntl is not None

    def share(self, seconds: float) -> bool:
        """Hold the lock with others; False where somebody holds it alone for longer than that."""
        return self._take(False, seconds)

    def take(self, seconds: float) -> bool:
        """Hold the lock alone; False where others hold it for longer than that."""
        return self._take(True, seconds)

    def close(self) -> None:
        """Let go; a second time it does nothing, for the number may be another file's by then."""
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)

    def _take(self, alone: bool, seconds: float) -> bool:
        if fcntl is None:
            return True
        kind = (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB
        until = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(self._file, kind)
            except OSError as error:
                if error.errno not in _HELD:
                    self.works = False
                    return True
                if time.monotonic() >= until:
                    return False
                time.sleep(_PAUSE)
            else:
                return True


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one of us that changes files of a folder while the block runs; waits for others, but not forever.

    Where the disk knows no locks nothing is guarded.
    """
    lock = None
    with suppress(OSError):
        lock = FileLock(folder)
    try:
        if lock is not None:
            lock.take(_PATIENCE)
        yield
    finally:
        if lock is not None:
            lock.close()
