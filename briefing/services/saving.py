"""Stories saved to files, beside what the reader wrote into them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from briefing.core.analysis import Analysis
from briefing.core.annotations import NO_ANNOTATIONS, Annotations
from briefing.core.open_story import OpenStory
from briefing.core.saved_file import PLAIN, SavedFileState, SaveResult, Style
from briefing.core.story import Story
from briefing.files import from_home
from briefing.services.clock import now
from briefing.services.stories import StoryReader
from briefing.storage.library import Library
from briefing.storage.library_access import LibraryAccess

if TYPE_CHECKING:
    from briefing.notebook.folder import Folder  # only its name, as templates are late

SAVED_AT_ONCE = 50


class SavingService:
    """Saves stories into `folder`, unless another is named, in the style of the settings."""

    def __init__(self, library: LibraryAccess, reader: StoryReader, folder: Path, style: Style = PLAIN) -> None:
        self._library = library
        self._reader = reader
        self.folder = folder
        self._style = style

    def as_text(self, story: Story, analysis: Analysis | None, kept: Annotations = NO_ANNOTATIONS) -> str:
        """A story as it would be saved now. Raises ConfigError where the template is wrong."""
        from briefing.notebook.page import text_of  # late: no first screen waits for templates

        return text_of(story, analysis, kept, saved=now(), style=self._style)

    async def save(self, story_id: str, folder: Path | None = None) -> SaveResult:
        """Put the annotated story into its file; what the reader wrote there stays.

        Raises UnknownStory, StorageError, and ConfigError where the template is wrong.
        """
        (saved,) = [saved async for saved in self.save_all([story_id], folder)]
        return saved

    async def save_all(
        self, ids: Sequence[str], folder: Path | None = None, first: Callable[[str], Awaitable[object]] | None = None
    ) -> AsyncIterator[SaveResult]:
        """Put stories into their files, one after the other, as `save` does. Unknown ids raise UnknownStory.

        `first` is done with each before it is saved; as that takes long, none of those before it waits for it.
        """
        from briefing.notebook.folder import Folder  # late, as above

        target = from_home(folder or self.folder).absolute()  # the next time may begin in another folder
        files = Folder(target)
        at_once = SAVED_AT_ONCE if first is None else 1
        for start in range(0, len(ids), at_once):
            if first is not None:
                await first(ids[start])
            for saved in await self._save_some(ids[start : start + at_once], target, files):
                yield saved

    async def _save_some(self, ids: Sequence[str], target: Path, files: Folder) -> list[SaveResult]:
        """Read, written and remembered together. Whatever ends it, the files that are written are remembered."""

        def read(library: Library) -> list[tuple[OpenStory, SavedFileState | None]]:
            return [
                (self._reader.open(library, story_id), library.saved_files.last(story_id, target)) for story_id in ids
            ]

        stories = await self._library.read(read)
        done: list[SaveResult] = []
        stop = Event()

        def write() -> None:
            for opened, last in stories:
                if stop.is_set():
                    return
                done.append(self._put(opened, files, last))

        async def write_and_remember() -> None:
            try:
                await asyncio.to_thread(write)
            finally:
                told = zip(ids, done, strict=False)
                new = {story_id: saved.written for story_id, saved in told if saved.changed or saved.notice}
                await self._library.write(lambda library: self._remember(library, target, new))

        writing = asyncio.create_task(write_and_remember())
        try:
            await asyncio.shield(writing)  # no thread ends because nobody waits for it any more
        finally:
            stop.set()
            while not writing.done():
                with suppress(asyncio.CancelledError):  # once more: the file that is being written takes no time
                    await asyncio.wait([writing])
        return done

    def _remember(self, library: Library, target: Path, new: dict[str, SavedFileState]) -> None:
        """Remember what was written; a library that can only be read may be saved elsewhere all the same."""
        if not library.read_only:
            library.saved_files.remember(target, new)

    def _put(self, opened: OpenStory, files: Folder, last: SavedFileState | None) -> SaveResult:
        from briefing.notebook.page import ending_of, text_of
        from briefing.notebook.save import put

        def text_at(saved: datetime) -> str:
            return text_of(opened.story, opened.analysis, opened.annotations, saved=saved, style=self._style)

        return put(opened.story, text_at, ending_of(self._style), files, last, now())
