"""A disk that is full or read-only: what is there can be read, what cannot be kept is told, and nothing is spoilt."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from briefing.core.errors import StorageError
from briefing.core.query import ALL
from briefing.storage.borrowed import read_library
from briefing.storage.library import Library
from tests.support import small_disk
from tests.support.made import entry, fetched

needs_a_disk = pytest.mark.skipif("not small_disk.available()", reason="this machine gives a test no disk of its own")

BEGIN = """
import subprocess, sys
from pathlib import Path
from briefing.core.errors import StorageError
from briefing.core.query import ALL
from briefing.storage.maintenance import LibraryMaintenance
from tests.support.made import NOON, entry, fetched
folder = Path(sys.argv[1])
maintenance = LibraryMaintenance(folder / "briefing.db")
library = maintenance.open()
one = library.feeds.store(fetched(entry("One"))).new_stories[0]

def attempt(what):
    try:
        what()
    except StorageError as error:
        print(type(error).__name__, error)
    else:
        print("kept")

def fill():
    try:
        with (folder / "filler").open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
    except OSError:
        pass
"""


def test_a_full_file_takes_nothing_and_loses_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path / "briefing.db")
    library.feeds.store(fetched(entry("One")))
    pages = library._db.row("PRAGMA page_count")
    assert pages is not None
    library._db.run(f"PRAGMA max_page_count = {pages[0] + 5}")
    with pytest.raises(StorageError, match="disk is full"):
        library.feeds.store(fetched(*(entry(f"Story {i}", text="word " * 500) for i in range(100))))
    assert len(library.stories.find(ALL)) == 1
    library._db.run("PRAGMA max_page_count = 1000000")
    library.feeds.store(fetched(entry("Two", text="It goes on.")))
    assert len(library.stories.find(ALL)) == 2
    library.close()


@needs_a_disk
def test_a_disk_that_fills_up_while_fetching(tmp_path: Path) -> None:
    script = f"""{BEGIN}
fill()
attempt(lambda: library.feeds.store(fetched(*(entry(f"Story {{i}}", text="word " * 2000) for i in range(200)))))
attempt(lambda: library.annotations.set_note(one, "a note " * 2000, NOON))
print(len(library.stories.find(ALL)))
(folder / "filler").unlink()
attempt(lambda: library.annotations.set_note(one, "a note", NOON))
print(library.annotations.note(one), library._db.row("PRAGMA quick_check")[0])
"""
    full, note, count, later, last = small_disk.run(script, tmp_path / "disk").splitlines()
    assert "disk is full" in full
    assert "disk is full" in note
    assert (count, later, last) == ("1", "kept", "a note ok")


@needs_a_disk
def test_a_library_on_a_full_disk_can_still_be_read(tmp_path: Path) -> None:
    script = f"""{BEGIN}
library.close()
fill()
library = maintenance.open()
print(len(library.stories.find(ALL)), library.stories.get(one).title)
attempt(lambda: library.annotations.set_note(one, "a note " * 9000, NOON))
"""
    read, note = small_disk.run(script, tmp_path / "disk").splitlines()
    assert read == "1 One"
    assert note.startswith("StorageError the disk is full")


@needs_a_disk
@pytest.mark.parametrize("spoil", ["fill()", 'subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)'])
def test_a_library_that_cannot_be_written_can_be_copied_elsewhere(tmp_path: Path, spoil: str) -> None:
    script = f"""{BEGIN}
from briefing.storage import bundle
library.close()
{spoil}
bundle.pack(folder.parent / "copy.zip", folder / "briefing.db", {{}})
library = maintenance.open()
print(*maintenance.take_warnings())
"""
    warning = small_disk.run(script, tmp_path / "disk")
    assert ("the disk is full" in warning) == (spoil == "fill()")
    with zipfile.ZipFile(tmp_path / "copy.zip") as bundle:
        bundle.extractall(tmp_path)
    with read_library(tmp_path / "briefing.db") as library:
        assert [one.title for one in library.stories.headlines(library.stories.find(ALL))] == ["One"]


KILLED = f"""{BEGIN}
from briefing.storage import bundle
library.close()
die = "import os, sqlite3, sys; one = sqlite3.connect(sys.argv[1]); one.execute('UPDATE story SET starred = 1'); "
subprocess.run([sys.executable, "-c", die + "one.commit(); os._exit(0)", str(folder / "briefing.db")], check=True)
(folder / "briefing.db-shm").unlink()

def show_stars():
    print(sum(one.starred for one in library.stories.headlines([one])), *maintenance.take_warnings())
"""
"""Ends with a library whose log has a star that is not in the file yet."""


@needs_a_disk
def test_a_copy_that_would_lack_what_is_in_the_log_is_refused(tmp_path: Path) -> None:
    script = f"""{KILLED}
fill()
attempt(lambda: bundle.pack(folder.parent / "copy.zip", folder / "briefing.db", {{}}))
"""
    assert "cannot be backed up" in small_disk.run(script, tmp_path / "disk")
    assert not (tmp_path / "copy.zip").exists()


@needs_a_disk
def test_on_a_read_only_disk_the_log_is_read_and_copied_too(tmp_path: Path) -> None:
    script = f"""{KILLED}
subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
library = maintenance.open()
show_stars()
library.close()
bundle.pack(folder.parent / "copy.zip", folder / "briefing.db", {{}})
bundle.unpack(folder.parent / "copy.zip", folder.parent / "other" / "briefing.db", {{}}, NOON)
maintenance = LibraryMaintenance(folder.parent / "other" / "briefing.db")
library = maintenance.open()
show_stars()
"""
    there, copied = small_disk.run(script, tmp_path / "disk").splitlines()
    assert there.startswith("1 ")
    assert "nothing new can be kept" in there
    assert copied.strip() == "1"


@needs_a_disk
def test_on_a_full_disk_a_log_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    script = f"""{KILLED}
fill()
library = maintenance.open()
show_stars()
library.close()
(folder / "filler").unlink()
library = maintenance.open()
show_stars()
"""
    full, later = small_disk.run(script, tmp_path / "disk").splitlines()
    assert full.startswith("0 ")
    assert "what was kept last is in briefing.db-wal" in full
    assert later.strip() == "1"


@needs_a_disk
def test_a_read_only_folder_can_be_read(tmp_path: Path) -> None:
    script = f"""{BEGIN}
library.close()
subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
library = maintenance.open()
print(len(library.stories.find(ALL)), library.stories.get(one).title)
attempt(lambda: library.annotations.set_note(one, "a note", NOON))
print(*maintenance.take_warnings())
maintenance.run_daily(NOON.date())
print(*maintenance.take_warnings())
"""
    read, note, heard, later = small_disk.run(script, tmp_path / "disk").splitlines()
    assert read == "1 One"
    assert "cannot be written; check the permissions" in note
    assert "can be read, but nothing new can be kept" in heard
    assert "no copy" in later
