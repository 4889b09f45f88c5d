"""The reader's own editor: what is written in it is kept, whatever way it ends."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import pytest

from briefing.core.errors import BriefingError
from briefing.ui.editor import edit_text


def editor(program: str) -> list[str]:
    """An editor that does this with the file `note`."""
    return [sys.executable, "-c", f"import pathlib, sys; note = pathlib.Path(sys.argv[1]); {program}"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_text_comes_back_and_no_file_stays(folder: Path) -> None:
    assert edit_text("ask", editor("note.write_text(note.read_text() + ' Ann')")) == "ask Ann"
    assert list(folder.iterdir()) == []


def test_what_was_written_before_an_editor_failed_is_in_a_file_that_is_named(folder: Path) -> None:
    with pytest.raises(BriefingError, match="ended with code 3; the note is unchanged; what you wrote is in ") as told:
        edit_text("ask", editor("note.write_text('ask Ann'); sys.exit(3)"))
    (kept,) = folder.iterdir()
    assert str(told.value).endswith(str(kept))
    assert (kept.read_text(), kept.stat().st_mode & 0o077) == ("ask Ann", 0)


def test_an_editor_that_failed_and_wrote_nothing_leaves_nothing(folder: Path) -> None:
    with pytest.raises(BriefingError, match=re.compile("unchanged$")):
        edit_text("ask", editor("sys.exit(1)"))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("program", ["note.unlink()", "note.unlink(); note.mkdir()"])
def test_a_note_that_cannot_be_read_again_is_told(program: str) -> None:
    with pytest.raises(BriefingError, match="the note is unchanged"):
        edit_text("ask", editor(program))


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "gone"))
    with pytest.raises(BriefingError, match="No such file or directory; the note is unchanged"):
        edit_text("ask", editor(""))
