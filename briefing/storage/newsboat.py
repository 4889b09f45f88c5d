"""Newsboat's cache, read from a copy: the stories it has, which were read, and which were flagged."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.core.errors import StorageError
from briefing.storage.foreign import open_foreign, plain_tables

_COLUMNS = ("guid", "title", "author", "url", "pubDate", "content", "unread")
_NEWER_COLUMNS = ("enclosure_url", "enclosure_type", "flags", "deleted", "content_mime_type")


@dataclass(frozen=True, slots=True)
class Item:
    """A story as newsboat has it; nothing is clean."""

    guid: str
    title: str
    author: str
    link: str
    published: datetime | None
    content: str
    read: bool
    flagged: bool
    deleted: bool
    enclosure: str = ""
    enclosure_kind: str = ""
    is_html: bool = True


class Cache:
    """A copy of a cache, so that newsboat may run meanwhile. Every method raises StorageError."""

    def __init__(self, file: Path) -> None:
        """Copy the file, and open the copy."""
        self._file = file
        self._folder = tempfile.TemporaryDirectory(prefix="briefing-newsboat-", ignore_cleanup_errors=True)
        copy = Path(self._folder.name) / "cache.db"
        with self._sentences():
            shutil.copyfile(file, copy)
            for ending in ("-wal", "-journal"):
                with suppress(FileNotFoundError):
                    shutil.copyfile(f"{file}{ending}", f"{copy}{ending}")
            self._connection = open_foreign(copy)
            self._connection.row_factory = sqlite3.Row
            if "rss_item" not in plain_tables(self._connection):
                raise StorageError(f"{file} is not a cache of newsboat: it has no stories")
            known = {row["name"] for row in self._connection.execute("PRAGMA table_info(rss_item)")}
        if not known.issuperset((*_COLUMNS, "feedurl")):
            raise StorageError(f"{file} is not a cache of newsboat: it has no stories")
        self._columns = (*_COLUMNS, *(name for name in _NEWER_COLUMNS if name in known))

    def close(self) -> None:
        """Let the copy go."""
        self._connection.close()
        self._folder.cleanup()

    def feeds(self) -> tuple[str, ...]:
        """The addresses of all feeds that have stories."""
        with self._sentences():
            rows = self._connection.execute("SELECT DISTINCT feedurl FROM rss_item ORDER BY 1").fetchall()
        return tuple(str(row[0]) for row in rows)

    def items(self, feed: str) -> list[Item]:
        """The stories of a feed, newest first."""
        sql = f"SELECT {', '.join(self._columns)} FROM rss_item WHERE feedurl = ? ORDER BY pubDate DESC, id DESC"
        with self._sentences():
            return [_item(row) for row in self._connection.execute(sql, (feed,))]

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageError(f"{self._file} cannot be read: {error.strerror or error}") from None
        except sqlite3.Error as error:
            raise StorageError(f"{self._file} cannot be read as newsboat's cache: {error}") from None


def _item(row: sqlite3.Row) -> Item:
    def text(name: str) -> str:
        value = row[name] if name in row.keys() else ""  # noqa: SIM118 (a row is no mapping)
        return "" if value is None else str(value)

    return Item(
        guid=text("guid"),
        title=text("title"),
        author=text("author"),
        link=text("url"),
        published=_moment(row["pubDate"]),
        content=text("content"),
        read=text("unread") == "0",
        flagged=bool(text("flags")),
        deleted=text("deleted") == "1",
        enclosure=text("enclosure_url"),
        enclosure_kind=text("enclosure_type"),
        is_html="plain" not in text("content_mime_type"),
    )


def _moment(seconds: object) -> datetime | None:
    if not isinstance(seconds, int) or seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
