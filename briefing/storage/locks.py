"""A lock of the operating system on a file, which ends with the process that holds it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.core.errors import StorageError

try:
    import fcntl
except ImportError:  # there are no such locks on Windows: what they guard goes unguarded there
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.05


@contextmanager
def only_one(file: Path, work: str) -> Iterator[None]:
    """Be the only process that does some work while the block runs. Raises StorageError where another is at it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file)
    except OSError as error:
        raise StorageError(f"{file} cannot be made: {error.strerror}") from None
    try:
        if not lock.take(0):
            holder = file.read_text("ascii", "replace").strip()
            raise StorageError(f"another `{work}` is at work on {file.parent} already (process {holder})")
        file.write_text(f"{os.getpid()}\n", "ascii")
        yield
    finally:
        lock.close()


class FileLock:
    """Held by many that share it, or by one alone. Not inherited by child processes."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it. Raises OSError."""
        self._file = path.open("ab")

    def share(self, seconds: float) -> bool:
        """Hold the lock with others; False where somebody holds it alone for longer than that."""
        return self._take(False, seconds)

    def take(self, seconds: float) -> bool:
        """Hold the lock alone; False where others hold it for longer than that."""
        return self._take(True, seconds)

    def close(self) -> None:
        """Let go."""
        self._file.close()

    def _take(self, alone: bool, seconds: float) -> bool:
        if fcntl is None:
            return True
        kind = (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB
        until = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(self._file, kind)
            except OSError:
                if time.monotonic() >= until:
                    return False
                time.sleep(_PAUSE)
            else:
                return True
