"""Copies: one a day, seven kept, one before each change of shape; never half of one."""

from __future__ import annotations

import os
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.core.errors import StorageError
from briefing.core.query import ALL
from briefing.storage import backups
from briefing.storage.database import Database
from briefing.storage.library import Library
from briefing.storage.maintenance import LibraryMaintenance
from briefing.storage.schema import STEPS
from tests.support.made import entry, fetched

DAY = date(2026, 11, 1)


def _library(path: Path) -> str:
    library = Library(path)
    story_id = library.feeds.store(fetched(entry("One"))).new_stories[0]
    library.close()
    return story_id


def test_one_a_day_and_seven_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    _library(path)
    maintenance = LibraryMaintenance(path)
    for day in range(10):
        maintenance.run_daily(DAY + timedelta(days=day))
        maintenance.run_daily(DAY + timedelta(days=day))
    assert sorted(file.name for file in backups.folder(path).iterdir()) == [
        f"briefing-2026-11-{day:02}.db" for day in range(4, 11)
    ]
    assert maintenance.take_warnings() == ()


def test_what_a_kill_left_of_a_copy_goes_with_the_next(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    _library(path)
    folder = backups.folder(path)
    folder.mkdir()
    left, under_way = folder / "briefing-2026-10-30.1234.part", folder / "briefing-2026-11-01.4321.part"
    for part in (left, under_way):
        part.write_bytes(b"half")
    os.utime(left, (0, 0))
    backups.daily(path, DAY)
    assert sorted(file.name for file in folder.iterdir()) == [under_way.name, "briefing-2026-11-01.db"]


def test_a_copy_is_whole_while_others_have_it_open(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    story_id = _library(path)
    writing = Library(path)
    with writing._db.writing():
        writing._db.run("DELETE FROM sighting")
        LibraryMaintenance(path).run_daily(DAY)
    writing.close()
    copied = Library(next(backups.newest_first(path)))
    assert copied.stories.find(ALL) == (story_id,)
    assert len(copied._db.rows("SELECT * FROM sighting")) == 1
    copied.close()


def test_no_library_no_copy(tmp_path: Path) -> None:
    LibraryMaintenance(tmp_path / "briefing.db").run_daily(DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_made_before_the_shape_changes(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    connection = sqlite3.connect(path)
    connection.executescript(STEPS[0])
    connection.execute("INSERT INTO feed (url) VALUES ('https://old.example/')")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    database = Database(path)
    assert database.row("PRAGMA user_version")[0] == len(STEPS)  # type: ignore[index]
    database.close()
    (copied,) = backups.newest_first(path)
    old = sqlite3.connect(copied)
    assert old.execute("PRAGMA user_version").fetchone()[0] == 1
    assert old.execute("SELECT url FROM feed").fetchone()[0] == "https://old.example/"
    old.close()


def test_a_copy_for_which_there_is_no_room_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "briefing.db"
    _library(path)
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: _Usage())
    maintenance = LibraryMaintenance(path)
    maintenance.run_daily(DAY)
    assert "too little room" in maintenance.take_warnings()[0]
    assert list(backups.folder(path).iterdir()) == []


class _Usage:
    free = 0


def test_without_room_for_a_copy_the_shape_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "briefing.db"
    connection = sqlite3.connect(path)
    connection.executescript(STEPS[0])
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: _Usage())
    with pytest.raises(StorageError, match="too little room"):
        Database(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    connection.close()
