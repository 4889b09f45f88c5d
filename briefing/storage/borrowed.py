"""A library that is only read, as an input is: the file stays as it is, and nothing is put beside it."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from briefing import private
from briefing.core.errors import StorageError
from briefing.storage.library import Library
from briefing.storage.opening import open_to_read
from briefing.storage.schema import STEPS, version


@contextmanager
def read_library(path: Path) -> Iterator[Library]:
    """The library at a path, to be read; one of an older version is brought up to date in a copy. Raises StorageError.

    The copy goes afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-library-") as folder:
        copy = Path(folder) / path.name
        is_older = _copy_older(path, copy)
        with closing(Library(copy) if is_older else Library(path, to_read=True)) as library:
            yield library


def _copy_older(path: Path, copy: Path) -> bool:
    """Copy a library to a place of ours if it is of an older version; whether it is."""
    try:
        with closing(open_to_read(path).connection) as connection:
            if version(connection) >= len(STEPS):
                return False
            private.make_file(copy)
            with closing(sqlite3.connect(copy)) as made:
                connection.backup(made)
        return True
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"{path} cannot be read as a library of Briefing: {error}") from None
