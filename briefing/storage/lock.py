"""A lock on the data folder for work that only one process may do. It dies with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.core.errors import StorageError


@contextmanager
def only_one(file: Path, work: str) -> Iterator[None]:
    """Hold the lock of some work while the block runs; the file stays. Raises StorageError where another holds it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"{file} cannot be made: {error.strerror}") from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            raise StorageError(f"another `{work}` is at work on {file.parent} already (process {holder})") from None
        except OSError as error:
            raise StorageError(f"{file} cannot be locked: {error.strerror}") from None
        os.truncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)
