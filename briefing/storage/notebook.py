"""Saved stories on the disk: Markdown files that are renewed without losing what the reader wrote in them."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from briefing.core.analysis import Analysis
from briefing.core.errors import StorageError
from briefing.core.markdown import MARKER, file_name, render
from briefing.core.story import Story


def save_story(
    story: Story, analysis: Analysis | None, note: str, folder: Path, known: Path | None, saved: datetime
) -> Path:
    """Write or renew the file of a story in a folder; its path.

    `known` is where the story was saved before. Raises StorageError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _place(story, folder, known)
        readers_part = _below_marker(_read(path)) if path.exists() else "\n"
        _write(path, render(story, analysis, note, saved) + readers_part)
    except UnicodeDecodeError:
        raise StorageError(f"{path} is not UTF-8 text, so it was left as it is; move it away to save again") from None
    except OSError as error:
        raise StorageError(f"the story cannot be saved in {folder}: {error.strerror or error}") from error
    return path


def _place(story: Story, folder: Path, known: Path | None) -> Path:
    """The file that is this story's already, else a name that is free."""
    if known is not None and known.exists() and _story_id(known) == story.id:
        return known
    name = Path(file_name(story))
    for number in count(1):
        path = folder / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        if not os.path.lexists(path) or (path.is_file() and _story_id(path) == story.id):
            return path
    raise AssertionError("the numbers have run out")


def _story_id(path: Path) -> str | None:
    """The id in a file's front matter, or None if the file is not one of ours."""
    with path.open(encoding="utf-8", errors="replace") as file:
        if file.readline().strip() != "---":
            return None
        for line in file:
            if line.startswith("id:"):
                with suppress(ValueError):
                    return str(json.loads(line.removeprefix("id:")))
                return line.removeprefix("id:").strip()
            if line.strip() == "---":
                return None
    return None


def _read(path: Path) -> str:
    """A file's text with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _below_marker(text: str) -> str:
    """What the reader wrote: all below the marker line. A file without one is kept whole, below ours."""
    _, marker, below = text.partition(MARKER)
    if not marker:
        return "\n" + text
    return below.removeprefix("\r").removeprefix("\n")


def _write(path: Path, text: str) -> None:
    """Put a file in place whole or not at all, so that a full disk or a crash loses nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".briefing-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
