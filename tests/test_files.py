"""A file is replaced whole or stays as it was."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from briefing.core.errors import ConfigError
from briefing.files import forget_false_home, from_home, replace_whole, write_whole


def test_rights_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, "new\r\n")
    assert real.read_bytes() == b"new\r\n"
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        write_whole(tmp_path / "new.md", "x")
    finally:
        os.umask(umask)
    assert (tmp_path / "new.md").stat().st_mode & 0o777 == 0o600


def test_folders_that_are_missing_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "lists" / "ores" / "feeds.opml"
    write_whole(file, "tin")
    assert file.read_text() == "tin"
    assert [stat.S_IMODE(place.stat().st_mode) for place in file.parents[:2]] == [0o700, 0o700]


@pytest.mark.parametrize(("rights", "found"), [(None, 0o600), (0o640, 0o640)])
def test_bytes_take_the_place_of_a_file_with_the_rights_that_are_named(
    tmp_path: Path, rights: int | None, found: int
) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"old")
    file.chmod(0o644)
    replace_whole(file, b"\xffnew\r\n", rights)
    assert file.read_bytes() == b"\xffnew\r\n"
    assert file.stat().st_mode & 0o777 == found
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert file.read_text() == "old"


def test_a_pipe_takes_what_is_written_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, "words\n")
        assert os.read(reader, 100) == b"words\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_home_that_nobody_has_is_a_sentence() -> None:
    assert from_home("~/x") == Path.home() / "x"
    with pytest.raises(ConfigError, match="~nobody-of-this-name/x: there is no such home folder"):
        from_home("~nobody-of-this-name/x")


@pytest.mark.parametrize(
    ("env", "left"),
    [({"HOME": ""}, {}), ({"HOME": "ann", "A": "b"}, {"A": "b"}), ({"HOME": "/ann"}, {"HOME": "/ann"}), ({}, {})],
)
def test_a_home_folder_without_a_whole_path_is_none(env: dict[str, str], left: dict[str, str]) -> None:
    forget_false_home(env)
    assert env == left


def test_in_a_folder_that_was_removed_only_a_whole_path_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    assert from_home("notes") == Path("notes")
    gone.rmdir()
    assert from_home(tmp_path / "notes") == tmp_path / "notes"
    with pytest.raises(ConfigError, match="notes: the folder in which this runs was removed; say the whole path"):
        from_home("notes")
