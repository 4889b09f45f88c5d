"""Moving house: all that a library is goes into one file and comes out of it again."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefing.core.errors import BriefingError, StorageError
from briefing.core.query import ALL
from briefing.storage import backups, bundle
from briefing.storage.library import Library
from briefing.storage.maintenance import LibraryMaintenance
from tests.support.made import NOON, entry, fetched


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a library with one story that has a note, and a list of feeds."""
    folder = tmp_path / "old"
    library = Library(folder / "briefing.db")
    story_id = library.feeds.store(fetched(entry("One"))).new_stories[0]
    library.annotations.set_note(story_id, "mine", NOON)
    library.close()
    (folder / "feeds.yaml").write_text("feeds: []  # mine\n")
    return folder


def _texts(folder: Path) -> dict[str, Path]:
    return {"feeds.yaml": folder / "feeds.yaml", "settings.yaml": folder / "settings.yaml"}


def _pack(old: Path, target: Path) -> Path:
    bundle.pack(target, old / "briefing.db", _texts(old))
    return target


def _die(step: str, deed: str, first: Path, second: Path) -> None:
    """Die in a step of what is done with two paths, as at a power cut."""
    lines = (
        "import os, sys; from datetime import datetime; from pathlib import Path",
        "from briefing.storage import backups, bundle",
        f"{step} = lambda *_: os._exit(0)",
        f"first, second = map(Path, sys.argv[1:]); {deed}; sys.exit('it did not get there')",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines), str(first), str(second)], check=True)


def _only_note(folder: Path) -> str:
    library = Library(folder / "briefing.db")
    try:
        (story_id,) = library.stories.find(ALL)
        return library.annotations.note(story_id)
    finally:
        library.close()


def test_what_is_packed_comes_out_again(old: Path, tmp_path: Path) -> None:
    packed = _pack(old, tmp_path / "briefing.zip")
    new = tmp_path / "new" / "house"
    assert bundle.unpack(packed, new / "briefing.db", _texts(new), NOON) == []
    assert _only_note(new) == "mine"
    assert (new / "feeds.yaml").read_text() == "feeds: []  # mine\n"
    assert not (new / "settings.yaml").exists()


def test_a_backup_that_was_damaged_on_the_way_is_a_sentence(old: Path, tmp_path: Path) -> None:
    packed = _pack(old, tmp_path / "briefing.zip")
    spoilt = bytearray(packed.read_bytes())
    spoilt[60:400] = bytes(340)
    packed.write_bytes(spoilt)
    with pytest.raises(StorageError, match="cannot be restored"):
        bundle.unpack(packed, tmp_path / "new" / "briefing.db", {}, NOON)


def test_it_can_be_packed_while_it_is_open(old: Path, tmp_path: Path) -> None:
    library = Library(old / "briefing.db")
    packed = _pack(old, tmp_path / "briefing.zip")
    library.close()
    assert set(zipfile.ZipFile(packed).namelist()) == {"briefing.db", "feeds.yaml"}
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["briefing.zip"]


def test_folders_that_are_missing_are_made_for_their_owner_alone(old: Path, tmp_path: Path) -> None:
    packed = _pack(old, tmp_path / "stick" / "moving" / "briefing.zip")
    assert [stat.S_IMODE(place.stat().st_mode) for place in packed.parents[:2]] == [0o700, 0o700]


def test_what_a_killed_backup_left_is_taken_away_by_a_later_one(old: Path, tmp_path: Path) -> None:
    _die("backups.is_sound", "bundle.pack(first, second, {})", tmp_path / "briefing.zip", old / "briefing.db")
    (left,) = tmp_path.glob(".briefing-*")
    _pack(old, tmp_path / "first.zip")
    assert left.is_dir()  # it might be under way
    os.utime(left, (0, 0))
    _pack(old, tmp_path / "second.zip")
    assert {file.name for file in tmp_path.iterdir()} == {"old", "first.zip", "second.zip"}


@pytest.mark.parametrize("step", ["bundle._fresh", "bundle._copy_name"])
def test_what_a_killed_restoring_left_is_taken_away_by_the_next(old: Path, tmp_path: Path, step: str) -> None:
    packed = _pack(old, tmp_path / "briefing.zip")
    _die(step, "bundle.unpack(first, second, {}, datetime.now())", packed, old / "briefing.db")
    assert list(old.glob(".briefing-*"))
    bundle.unpack(packed, old / "briefing.db", {}, NOON)
    assert list(old.glob(".briefing-*")) == []
    assert _only_note(old) == "mine"


def test_without_room_the_size_of_a_copy_is_told_and_nothing_stays(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(StorageError, match=r"briefing\.zip: there is too little room .* takes \d+ kB"):
        _pack(old, tmp_path / "briefing.zip")
    assert [file.name for file in tmp_path.iterdir()] == ["old"]


def test_a_daily_copy_can_be_put_in_place_too(old: Path, tmp_path: Path) -> None:
    LibraryMaintenance(old / "briefing.db").run_daily(NOON.date())
    copied = next(backups.newest_first(old / "briefing.db"))
    bundle.unpack(copied, tmp_path / "new" / "briefing.db", {}, NOON)
    assert _only_note(tmp_path / "new") == "mine"


def test_what_was_there_is_kept_aside(old: Path, tmp_path: Path) -> None:
    packed = _pack(old, tmp_path / "briefing.zip")
    library = Library(old / "briefing.db")
    library.feeds.store(fetched(entry("Two", text="Came later.")))
    library.close()
    aside = bundle.unpack(packed, old / "briefing.db", _texts(old), NOON)
    assert _only_note(old) == "mine"
    assert [file.name for file in aside] == ["briefing.db.before-20261101-120000", "feeds.yaml.before-20261101-120000"]
    assert len(Library(aside[0]).stories.find(ALL)) == 2


def test_nothing_changes_while_somebody_has_it_open(old: Path, tmp_path: Path) -> None:
    packed = _pack(old, tmp_path / "briefing.zip")
    library = Library(old / "briefing.db")
    with pytest.raises(StorageError, match="close it first"):
        bundle.unpack(packed, old / "briefing.db", _texts(old), NOON)
    library.close()


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "no library"), (b"no zip and no database" * 99, "no library"), (b"PK\x03\x04 cut off", "no library")],
)
def test_rubbish_is_refused_and_nothing_changes(old: Path, tmp_path: Path, content: bytes, told: str) -> None:
    rubbish = tmp_path / "rubbish.zip"
    rubbish.write_bytes(content)
    with pytest.raises(StorageError, match=told):
        bundle.unpack(rubbish, old / "briefing.db", _texts(old), NOON)
    assert _only_note(old) == "mine"


def test_a_zip_of_something_else_is_refused(old: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("../briefing.db", "out of the folder")
        other.writestr("feeds.yaml", "feeds: []")
    with pytest.raises(BriefingError, match="not a backup of Briefing"):
        bundle.unpack(tmp_path / "other.zip", old / "briefing.db", _texts(old), NOON)
    assert (old / "feeds.yaml").read_text() == "feeds: []  # mine\n"


def test_a_bundle_is_never_written_over(old: Path, tmp_path: Path) -> None:
    packed = _pack(old, tmp_path / "briefing.zip")
    with pytest.raises(StorageError, match="exists already"):
        _pack(old, packed)
