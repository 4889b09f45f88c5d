"""Damage to the file: how SQLite tells it, and the mark beside the file that has it rebuilt when it is opened next."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file itself is broken."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def mark_damaged(path: Path) -> None:
    """Remember that a database is damaged, for the next time it is opened."""
    with suppress(OSError):
        _mark(path).touch()


def is_marked(path: Path) -> bool:
    """Whether a database was found damaged while it was used."""
    return _mark(path).exists()


def unmark(path: Path) -> None:
    """Forget it: the database was built anew."""
    _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}.damaged")
