"""A folder of saved stories: which file is whose."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from itertools import count, islice
from pathlib import Path

from briefing.core.errors import StorageError
from briefing.files import from_home, write_whole
from briefing.notebook.frontmatter import story_id

_HEAD_BYTES = 8_192
_MOST_FILES = 50_000


class Folder:
    """Where files are found and put. One is made for each round of saving; what it has looked at once it remembers."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def owner(self, file: Path) -> str:
        """The id of the story that a file in this folder is of; empty for any other file, and for one outside.

        Raises OSError where the file cannot be read.
        """
        return _owner(file) if file.is_file() and self.holds(file) else ""

    def holds(self, file: Path) -> bool:
        """Whether a file is in this folder, and no link leads out of it on the way there."""
        return file.resolve().is_relative_to(self._real)

    def file_of(self, story: str, ending: str) -> Path | None:
        """The file of a story in the markup of an ending, wherever in this folder it was put."""
        return self._by_story.get((story, _is_org(ending)))

    def reserve(self, stem: str, ending: str, story: str = "") -> Path:
        """An empty new file under a name that nothing has, or the file of this story that has such a name already.

        Another process may put files here at the same time. Raises OSError.
        """
        for number in count(1):
            path = self.path / (f"{stem}.{ending}" if number == 1 else f"{stem}-{number}.{ending}")
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                if story and self.owner(path) == story:
                    return path
            else:
                return path
        raise AssertionError("no free file name is left")

    @cached_property
    def _real(self) -> Path:
        return self.path.resolve()

    @cached_property
    def _by_story(self) -> dict[tuple[str, bool], Path]:
        """The files of stories, by the id of the story and whether they are Org."""
        found: dict[tuple[str, bool], Path] = {}
        for file in islice(_files(self.path), _MOST_FILES):
            try:
                story = self.owner(file)
            except OSError:
                continue
            if story:
                found.setdefault((story, _is_org(file.suffix)), file)
        return found


def has_markup_of(file: Path, ending: str) -> bool:
    """Whether a file is in the markup that files with this ending are in: Org, or Markdown as all others."""
    return _is_org(file.suffix) is _is_org(ending)


def put_new(text: str, folder: Path, stem: str, ending: str, file: Path | None = None) -> Path:
    """Put a text into a file, else into a folder under a name that nothing has; where it is. Raises StorageError."""
    path = from_home(file or folder)
    try:
        if file is None:
            path.mkdir(parents=True, exist_ok=True)
            path = Folder(path).reserve(stem, ending)
        write_whole(path, text)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror or error}") from error
    return path


def _is_org(ending: str) -> bool:
    return ending.removeprefix(".").lower() == "org"


def _files(folder: Path) -> Iterator[Path]:
    """Notes in a folder and those below it, but not in hidden ones; links lead nowhere."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((".md", ".org", ".txt", ".markdown")) and not name.startswith("."):
                yield Path(where) / name


def _owner(file: Path) -> str:
    with file.open("rb") as stream:
        return story_id(stream.read(_HEAD_BYTES).decode("utf-8-sig", errors="replace"))
