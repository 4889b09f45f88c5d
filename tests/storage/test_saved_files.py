"""What is remembered of files that stories were saved to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.core.saved_file import SavedFileState
from briefing.storage.library import Library
from tests.support.made import NOON, entry, fetched


@pytest.mark.parametrize("name", [b"plain", "m\u00fchle".encode(), b"m\xfchle"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: bytes) -> None:
    library = Library(tmp_path / "briefing.db")
    (story,) = library.feeds.store(fetched(entry("Wheat"))).new_stories
    folder = tmp_path / os.fsdecode(name)
    library.saved_files.remember(folder, {story: SavedFileState(folder / "wheat.md", "ours", NOON)})
    last = library.saved_files.last(story, folder)
    assert last is not None
    assert (last.text, last.path.name, last.saved) == ("ours", "wheat.md", NOON)
    assert library.saved_files.last(story, tmp_path) is None
    library.close()
