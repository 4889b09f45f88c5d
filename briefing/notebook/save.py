"""A story put into its file: what the reader wrote there stays, ours is renewed, nothing is overwritten blindly."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from briefing.core.errors import StorageError
from briefing.core.merge import merge, unite
from briefing.core.saved_file import SavedFileState, SaveResult
from briefing.core.slug import file_stem
from briefing.core.story import Story
from briefing.files import write_whole
from briefing.locks import alone
from briefing.notebook import frontmatter
from briefing.notebook.folder import Folder, has_markup_of

MARKER = "<!-- briefing: write below this line; everything above it is renewed when the story is saved again -->"
"""What the first version wrote at the end of its part; the reader's own words came below."""

_LEFT = "it was left as it is, and the story was saved beside it"
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def put(
    story: Story,
    text_at: Callable[[datetime], str],
    ending: str,
    folder: Folder,
    last: SavedFileState | None,
    now: datetime,
) -> SaveResult:
    """Write or renew the file of a story. `text_at` gives our text, saved at a time. Raises StorageError."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        with alone(folder.path):
            return _put(story, text_at, ending, folder, last, now)
    except OSError as error:
        raise StorageError(f"the story cannot be saved in {folder.path}: {error.strerror or error}") from error


def _put(
    story: Story,
    text_at: Callable[[datetime], str],
    ending: str,
    folder: Folder,
    last: SavedFileState | None,
    now: datetime,
) -> SaveResult:
    left = None
    if last is not None and not has_markup_of(last.path, ending):  # the template is another one since
        left, last = last.path, None
    path, notice = _place(story, ending, folder, last)
    if left is not None and folder.owner(left) == story.id:
        notice = f"{left.name} is in another markup; it was left as it is"
    try:
        before = _read(path)
    except UnicodeDecodeError:
        notice = f"{path.name} is not UTF-8 text; {_LEFT}"
        path, before, last = folder.reserve(path.stem, ending), "", None
    if last is not None and last.text and before and text_at(last.saved) == last.text:
        return SaveResult(SavedFileState(path, last.text, last.saved), False, notice)
    try:
        ours = text_at(now)
        write_whole(path, _update_file(before, None if last is None else last.text, ours) if before else ours)
    except BaseException:
        if not before:
            with suppress(OSError):
                path.unlink()  # it was only reserved
        raise
    return SaveResult(SavedFileState(path, ours, now), True, notice)


def _place(story: Story, ending: str, folder: Folder, last: SavedFileState | None) -> tuple[Path, str]:
    """The file that is this story's already, else a name that is free; and what is to be said about it."""
    if last is not None and folder.owner(last.path) == story.id:
        return last.path, ""
    stem = file_stem(story.title, story.moment)
    usual = folder.path / f"{stem}.{ending}"
    found = usual if folder.owner(usual) == story.id else folder.file_of(story.id, ending)
    if last is None:
        return found or folder.reserve(stem, ending, story.id), ""
    if found is not None:
        return found, f"{last.path.name} was moved; it is updated as {found.relative_to(folder.path)}"
    notice = _what_became_of(last.path, folder)
    return folder.reserve(stem, ending, story.id), notice


def _what_became_of(file: Path, folder: Folder) -> str:
    """Why a file is not written in any more."""
    if not os.path.lexists(file):
        return f"{file.name} was deleted; it is written again"
    if not folder.holds(file):
        return f"{file.name} is no longer in {folder.path}, as a link leads out of it; {_LEFT}"
    if folder.owner(file):
        return f"{file.name} has the id of another story; {_LEFT}"
    return f"{file.name} no longer begins with the id of the story; {_LEFT}"


def _update_file(before: str, last: str | None, ours: str) -> str:
    """A file as the reader left it, with our part brought up to date."""
    bom = _BOM if before.startswith(_BOM) else ""
    theirs = before.removeprefix(_BOM)
    if theirs.count("\r\n") * 2 > theirs.count("\n"):  # the line ends are the reader's
        ours = ours.replace("\n", "\r\n")
        last = last and last.replace("\n", "\r\n")
    below = ""
    if last is None and MARKER in theirs:
        last, _, below = theirs.partition(MARKER)
        theirs = last
    new_fields, new_body = frontmatter.split(ours)
    fields, body = frontmatter.split(theirs)
    if last is None:
        whole = _join(frontmatter.update("", fields, new_fields), unite(body, new_body))
    else:
        old_fields, old_body = frontmatter.split(last)
        whole = _join(frontmatter.update(old_fields, fields, new_fields), merge(old_body, body, new_body))
    return bom + whole + below.removeprefix("\r")


def _join(fields: str, body: str) -> str:
    edge = f"{frontmatter.EDGE}\r\n" if "\r\n" in fields else f"{frontmatter.EDGE}\n"
    return f"{edge}{fields}{edge}{body}" if fields else body


def _read(path: Path) -> str:
    """A file's text with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
