"""A library that is read as an input stays as it is, of whatever version; what is none is a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.core.errors import StorageError
from briefing.core.query import ALL
from briefing.storage.borrowed import read_library
from briefing.storage.library import Library
from briefing.storage.schema import STEPS
from tests.storage.test_schema import AT_STEP_11
from tests.support.made import entry, fetched


def _titles(path: Path) -> list[str]:
    with read_library(path) as library:
        return sorted(headline.title for headline in library.stories.headlines(library.stories.find(ALL)))


def _folder(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def _library(path: Path) -> None:
    with closing(Library(path)) as library:
        library.feeds.store(fetched(entry("One"), entry("Two")))
    path.with_name(f"{path.name}.lock").unlink()


def test_a_library_is_read_and_nothing_of_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    _library(path)
    before = _folder(path)
    assert _titles(path) == ["One", "Two"]
    assert _folder(path) == before


def test_nothing_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    _library(path)
    with read_library(path) as library, pytest.raises(StorageError):
        library.feeds.store(fetched(entry("Three")))
    assert _titles(path) == ["One", "Two"]


def test_what_an_open_library_has_in_its_log_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(Library(path)) as library:
        library.feeds.store(fetched(entry("One")))
        assert _titles(path) == ["One"]
        library.feeds.store(fetched(entry("Two")))
        assert _titles(path) == ["One", "Two"]


def test_a_library_of_an_older_version_is_brought_up_to_date_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(AT_STEP_11.read_text(encoding="utf-8"))
    before = _folder(path)
    assert len(_titles(path)) == 4
    assert _folder(path) == before


def _empty(path: Path) -> None:
    path.touch()


def _of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (name)")


def _newer(path: Path) -> None:
    _library(path)
    with closing(sqlite3.connect(path)) as library:
        library.execute("PRAGMA journal_mode = DELETE")
        library.execute(f"PRAGMA user_version = {len(STEPS) + 1}")


def _no_database(path: Path) -> None:
    path.write_bytes(b"somebody's diary" * 200)


@pytest.mark.parametrize("make", [_empty, _of_another_program, _newer, _no_database])
def test_what_cannot_be_read_is_told_and_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "news.db"
    make(path)
    before = _folder(path)
    with pytest.raises(StorageError, match=r"news\.db"):
        _titles(path)
    assert _folder(path) == before
