"""Saved files as values: how they are written, and what was last put into one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from briefing.core.formatting import counted
from briefing.core.visibility import USUAL_BOUNDS, Bounds


class SavedFileState(NamedTuple):
    """Where a story was saved, when, and our text without the reader's words; None where nobody remembers it."""

    path: Path
    text: str | None
    saved: datetime


class Style(NamedTuple):
    """How files are written: a template by its name or path, and whether actors and resources are wiki-links.

    Lines that `bounds` do not show are left out.
    """

    template: str = "plain"
    wiki_links: bool = False
    bounds: Bounds = USUAL_BOUNDS


PLAIN = Style()


class SaveResult(NamedTuple):
    """What saving did. `notice` is a sentence where the file was not where it was left, `changed` whether it is new."""

    written: SavedFileState
    changed: bool
    notice: str = ""

    @property
    def path(self) -> Path:
        """Where the story is now."""
        return self.written.path

    def __str__(self) -> str:
        """What was done, for the person."""
        words = f"Saved: {self.path}" if self.changed else f"Nothing new to save: {self.path}"
        return f"{self.notice}. {words}" if self.notice else words


def several_saved(notices: Sequence[str], number: int, folder: Path) -> str:
    """What was done with so many stories, and with the first of the files that were not where they were left."""
    words = f"Saved: {counted(number, 'story', 'stories')} in {folder}"
    if not notices:
        return words
    more = f", and so on with {counted(len(notices) - 1, 'other')}" if len(notices) > 1 else ""
    return f"{notices[0]}{more}. {words}"
