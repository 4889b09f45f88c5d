"""What is said of saved files."""

from __future__ import annotations

from pathlib import Path

from briefing.core.saved_file import SavedFileState, SaveResult, several_saved
from tests.support.made import NOON

FILE = SavedFileState(Path("notes/one.md"), "text", NOON)


def test_a_saved_file_is_named_with_what_was_done() -> None:
    assert str(SaveResult(FILE, changed=True)) == f"Saved: {FILE.path}"
    assert str(SaveResult(FILE, changed=False)) == f"Nothing new to save: {FILE.path}"
    assert str(SaveResult(FILE, changed=True, notice="It was moved")) == f"It was moved. Saved: {FILE.path}"


def test_several_are_counted_and_the_first_notice_is_told() -> None:
    folder = Path("notes")
    assert several_saved([], 3, folder) == "Saved: 3 stories in notes"
    assert several_saved(["It was moved"], 1, folder) == "It was moved. Saved: 1 story in notes"
    assert several_saved(["It was moved", "x", "y"], 3, folder).startswith("It was moved, and so on with 2 others. ")
