"""A lock of the operating system on a file, which ends with the process that holds it."""

from __future__ import annotations

import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # there are no such locks on Windows: what they guard goes unguarded there
    fcntl = None  # type: ignore[assignment]

_PAUSE = 0.05


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
