"""Whether the file at the path still is the one that was opened, also where another was written over it in place.

What is written goes to the log beside the file, and into the file itself only when the log is carried over. So each
transaction puts a token of its own into one row, and tokens reach the file in their order. A file in which they go
back, or in which one is missing, is another version of the library: what the log holds does not belong to it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

_REMEMBERED = 50
_TRIES, _PAUSE = 3, 0.01
"""A file may be illegible for a moment, while the log is carried over into it; the pause is in seconds."""

Identity = tuple[int, int]


class _Token(NamedTuple):
    number: int
    sign: str


class Lineage:
    """What one connection knows of its file. It is looked at in every transaction that writes."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Begin to watch a file that is up to date."""
        self._connection = connection
        self._path = path
        self._last = _Token(0, "")
        with suppress(sqlite3.Error):  # damage is told by those who look for stories
            self._last = _last(_tokens(connection))
        self._carried = _last(_tokens_on_disk(path) or []).number
        self._looks: tuple[int, ...] | None = None
        self._seen: tuple[tuple[int, ...] | None, _Token, int] | None = None

    def is_broken(self) -> bool:
        """Whether another file was surely written over this one since it was opened."""
        here, on_disk = _tokens(self._connection), _tokens_on_disk(self._path)
        return on_disk is not None and not self._follows(here, _last(on_disk))

    def renew(self) -> bool:
        """Go on with a token for this transaction, within it; False where the lineage is broken.

        The file is only looked into where it has changed.
        """
        looks, here, carried = _looks(self._path), _tokens(self._connection), self._carried
        if looks != self._looks:
            on_disk = _tokens_on_disk(self._path)
            if on_disk is None:  # it is looked at again in the next transaction
                looks = self._looks or ()
            elif not self._follows(here, _last(on_disk)):
                return False
            else:
                carried = max(carried, _last(on_disk).number)
        token = _Token(_last(here).number + 1, os.urandom(4).hex())
        kept = [*here, token][-_REMEMBERED:]
        text = json.dumps([[one.number, one.sign] for one in kept])
        self._connection.execute("INSERT OR REPLACE INTO lineage (num, tokens) VALUES (1, ?)", (text,))
        self._seen = looks, token, carried
        return True

    def _follows(self, here: list[_Token], carried: _Token) -> bool:
        """Whether tokens that are read `here` go on from what is known, and the file has some of them."""
        return _has(here, self._last) and _has(here, carried) and carried.number >= self._carried

    def committed(self) -> None:
        """The transaction is kept, and with it the new token."""
        if self._seen is not None:
            self._looks, self._last, self._carried = self._seen
        self._seen = None

    def undone(self) -> None:
        """The transaction is not kept."""
        self._seen = None


def identity(path: Path) -> Identity | None:
    """Which file is at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _looks(path: Path) -> tuple[int, ...]:
    """What changes with a file as soon as anybody writes to it."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _has(tokens: list[_Token], token: _Token) -> bool:
    """Whether a token is among others, or was before the first of them."""
    return token in tokens or token.number < (tokens[0].number if tokens else 1)


def _last(tokens: list[_Token]) -> _Token:
    return tokens[-1] if tokens else _Token(0, "")


def _tokens(connection: sqlite3.Connection) -> list[_Token]:
    try:
        return _read_tokens(connection)
    except (TypeError, ValueError):  # not written by us
        return []


def _read_tokens(connection: sqlite3.Connection) -> list[_Token]:
    row = connection.execute("SELECT tokens FROM lineage").fetchone()
    return [] if row is None else [_Token(int(number), str(sign)) for number, sign in json.loads(row[0])]


def _tokens_on_disk(path: Path) -> list[_Token] | None:
    """The tokens in the file itself, without its log; none where it has none, None where they cannot be read.

    A file that was left half carried over, as by a killed process, is illegible without its log. It is still ours.
    SQLite must open it: if we opened and closed it ourselves, the locks of this process would be gone.
    """
    for _ in range(_TRIES):
        try:
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as alone:
                return _read_tokens(alone)
        except (sqlite3.Error, TypeError, ValueError) as error:
            # A library that is new or of an older version has no such table, and what is no database no tokens.
            if "no such table" in str(error) or getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
                return []
            time.sleep(_PAUSE)
    return None
