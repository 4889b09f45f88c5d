"""Scratch folders go with their block, with the next process where theirs was killed, and never under a living one."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.archive.scratch import scratch_folder

HOLDER = """
import sys, tempfile
from briefing.archive.scratch import scratch_folder
tempfile.tempdir = sys.argv[1]
with scratch_folder("test") as folder:
    (folder / "spilled").write_text("much")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def holder(place: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has such a folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        yield process
        process.kill()


def said(holder: subprocess.Popen[str]) -> Path:
    assert holder.stdout is not None
    return Path(holder.stdout.readline().strip())


def test_a_folder_goes_with_its_block(place: Path) -> None:
    with scratch_folder("test") as folder:
        (folder / "spilled").write_text("much")
        assert folder.parent == place
    assert list(place.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_one(place: Path, holder: subprocess.Popen[str]) -> None:
    left = said(holder)
    with scratch_folder("test"):
        assert (left / "spilled").exists()  # it lives
    holder.kill()
    holder.wait()
    assert (left / "spilled").exists()
    with scratch_folder("test"):
        assert not left.exists()


def test_only_folders_of_this_kind_go_and_no_links(place: Path) -> None:
    for name in ("briefing-other-1", "test", "briefing-test-1", "kept"):
        (place / name).mkdir()
    (place / "briefing-test-2").symlink_to(place / "kept")
    (place / "briefing-test-3").write_text("a file")
    with scratch_folder("test"):
        pass
    assert {one.name for one in place.iterdir()} == {
        "briefing-other-1", "test", "kept", "briefing-test-2", "briefing-test-3",
    }  # fmt: skip
