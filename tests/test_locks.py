"""Locks: work that one process does at a time, and disks that know no locks."""

from __future__ import annotations

import errno
import fcntl
from pathlib import Path

import pytest

from briefing.core.errors import StorageError
from briefing.locks import FileLock, alone, if_free, single_instance


def test_work_is_left_to_whoever_is_at_it(tmp_path: Path) -> None:
    with if_free(tmp_path / "x.lock") as first:
        with if_free(tmp_path / "x.lock") as second:
            assert (first, second) == (True, False)
        with pytest.raises(StorageError, match="already"), single_instance(tmp_path / "x.lock", "work"):
            pass
    with if_free(tmp_path / "x.lock") as again:
        assert again


def test_where_there_are_no_locks_work_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with if_free(tmp_path / "x.lock") as is_free, alone(tmp_path):
        assert is_free
    lock = FileLock(tmp_path / "x.lock")
    assert lock.take(60)
    assert not lock.works
    lock.close()


def test_a_folder_is_locked_and_nothing_lies_in_it(tmp_path: Path) -> None:
    with alone(tmp_path):
        other = FileLock(tmp_path)
        assert not other.take(0)
        other.close()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_was_closed_closes_nothing_else(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "x.lock")
    lock.close()
    with (tmp_path / "other").open("w") as other:
        lock.close()
        other.write("still open")
        other.flush()
    assert (tmp_path / "other").read_text() == "still open"
