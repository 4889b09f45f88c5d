"""A damaged file costs as little as it can: it is kept, and the library is built anew from all that there is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from briefing.core.document import Entry
from briefing.core.errors import StorageError
from briefing.core.journal import Change, Field
from briefing.core.query import ALL, STARRED, Key, Query, Term
from briefing.storage import backups
from briefing.storage.library import Library
from briefing.storage.maintenance import LibraryMaintenance
from tests.support.made import NOON, entry, fetched

DAY = date(2026, 11, 1)
PAGE = 4_096


def _library(path: Path, count: int = 400) -> tuple[str, ...]:
    """A library of stories that reach over many pages; the first is starred and has a note."""
    library = Library(path)
    ids = library.feeds.store(fetched(*_entries(count)))
    first = ids.new_stories[0]
    library.journal.record([Change(first, Field.STARRED, True)], NOON)
    library.annotations.set_note(first, "do not lose this", NOON)
    library.close()
    return ids.new_stories


def _entries(count: int) -> list[Entry]:
    return [entry(f"Story {i}", text=f"Text {i}. " + "More of it. " * 150) for i in range(count)]


def _spoil(path: Path, first_page: int, pages: int) -> None:
    with path.open("r+b") as file:
        file.seek(first_page * PAGE)
        file.write(b"\xa5" * PAGE * pages)


def _kept(folder: Path) -> list[Path]:
    return [file for file in folder.glob("briefing.db.damaged-*") if not file.name.endswith(("-wal", "-shm"))]


def test_what_is_no_database_is_kept_and_a_new_one_made(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    path.write_bytes(b"this is no database, but somebody's file" * 50)
    before = path.read_bytes()
    maintenance = LibraryMaintenance(path)
    library = maintenance.open()
    assert library.stories.find(ALL) == ()
    library.close()
    assert [file.read_bytes() for file in _kept(tmp_path)] == [before]
    (sentence,) = maintenance.take_warnings()
    assert "was damaged" in sentence
    assert _kept(tmp_path)[0].name in sentence
    assert maintenance.take_warnings() == ()


def test_a_header_that_is_gone_is_made_good_from_the_last_copy(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    ids = _library(path)
    LibraryMaintenance(path).run_daily(DAY)
    _spoil(path, 0, 1)
    maintenance = LibraryMaintenance(path)
    library = maintenance.open()
    assert set(library.stories.find(ALL)) == set(ids)
    assert library.annotations.note(ids[0]) == "do not lose this"
    assert library.stories.find(STARRED) == (ids[0],)
    library.close()
    assert "the copy briefing-2026-11-01.db" in maintenance.take_warnings()[0]


@pytest.mark.parametrize("with_header", [False, True])
def test_a_file_that_lost_all_that_it_held_is_made_good_from_the_last_copy(tmp_path: Path, with_header: bool) -> None:
    path = tmp_path / "briefing.db"
    ids = _library(path)
    LibraryMaintenance(path).run_daily(DAY)
    path.unlink()
    if with_header:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    else:
        path.touch()
    maintenance = LibraryMaintenance(path)
    library = maintenance.open()
    assert set(library.stories.find(ALL)) == set(ids)
    assert library.stories.find(STARRED) == ids[:1]
    library.close()
    assert "was damaged" in maintenance.take_warnings()[0]


def test_an_empty_file_without_a_copy_becomes_a_new_library(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    path.touch()
    maintenance = LibraryMaintenance(path)
    library = maintenance.open()
    assert library.stories.find(ALL) == ()
    library.close()
    assert maintenance.take_warnings() == ()


def test_what_came_after_the_copy_is_read_from_the_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    _library(path)
    LibraryMaintenance(path).run_daily(DAY)
    library = Library(path)
    late = library.feeds.store(fetched(entry("Late", text="Came after the copy."))).new_stories[0]
    library.annotations.set_note(late, "written after the copy", NOON)
    library.close()
    _spoil_text(path)
    library = Library(path)
    assert library.annotations.note(late) == "written after the copy"
    assert library.stories.find(Query(Term(Key.WORDS, "after the copy"))) == (late,)
    assert library._db.rows("PRAGMA foreign_key_check") == []
    library.close()


def _spoil_text(path: Path) -> None:
    """Damage pages of the table of texts, and note it as a running program would."""
    with sqlite3.connect(path) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'body'").fetchone()[0]
    connection.close()
    _spoil(path, root + 60, 8)
    library = Library(path)
    with pytest.raises(StorageError, match="damaged"):
        library._db.rows("SELECT story, title, text, blocks FROM body")
        library._db.rows("PRAGMA integrity_check")
        raise AssertionError("the damage was not met")
    library.close()


def test_without_a_copy_what_can_be_read_is_saved_and_the_rest_is_fetched(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    ids = _library(path)
    _spoil_text(path)
    library = Library(path)
    saved = library.stories.find(ALL)
    assert 300 < len(saved) <= len(ids)
    assert library.annotations.note(ids[0]) == "do not lose this"
    assert library.stories.find(STARRED) == (ids[0],)
    assert all(library.stories.get(story_id) is not None for story_id in saved)
    library.feeds.store(fetched(*_entries(len(ids))))
    whole = library.stories.find(ALL)
    assert len(whole) == len(ids)
    assert set(saved) <= set(whole)
    assert all("More of it." in story.body.text for story in map(library.stories.get, whole) if story is not None)
    library.close()


def test_nothing_is_built_anew_while_another_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    _library(path, 5)
    other = Library(path)
    (tmp_path / "briefing.db.damaged").touch()
    with pytest.raises(StorageError, match="close every other Briefing"):
        Library(path)
    other.close()
    Library(path).close()
    assert len(_kept(tmp_path)) == 1


def test_the_daily_look_finds_damage_and_spares_the_copies(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    _library(path)
    maintenance = LibraryMaintenance(path)
    maintenance.run_daily(DAY)
    sound = next(backups.newest_first(path)).read_bytes()
    with sqlite3.connect(path) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'body'").fetchone()[0]
    connection.close()
    _spoil(path, root + 60, 8)
    maintenance.run_daily(date(2026, 11, 2))
    assert "is damaged" in maintenance.take_warnings()[0]
    assert [file.read_bytes() for file in backups.newest_first(path)] == [sound]
    assert list(backups.folder(path).glob("*.part")) == []
