"""A new library that is there at once: to take all steps of the schema anew was a tenth of a test of the reader."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from briefing import private
from briefing.storage.library import Library


def fresh(path: Path) -> Path:
    """Put a library that has nothing in it at a path where there is none, as the first start leaves it.

    Where none can be put, whoever opens it says so.
    """
    if not path.exists():
        with suppress(OSError):
            private.make_folder(path.parent)
            private.make_file(path)
            path.write_bytes(_made_once())
    return path


@cache
def _made_once() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefing.db"
        Library(path).close()
        assert [file.name for file in path.parent.glob("*-wal")] == []
        return path.read_bytes()
