"""The files that come with a story: opened, or downloaded in the background. Nothing is fetched without a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core import clean
from briefing.core.formatting import size_text
from briefing.core.open_story import OpenStory
from briefing.core.story import Enclosure
from briefing.ui.controllers.host import Dialogs
from briefing.ui.controllers.target import TargetHost, use_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.progress import Progress
from briefing.ui.screens.pick import Choice, Picked, PickScreen


class AttachmentsHost(TargetHost, Dialogs, Protocol):
    """What files of stories need of the screen."""

    glyphs: Glyphs
    progress: Progress


class Attachments:
    """Lists podcasts, documents and pictures of a story."""

    def __init__(self, host: AttachmentsHost, browse: Callable[[str], None]) -> None:
        self.host = host
        self._browse = browse

    def choose_file(self) -> object:
        """List the files of the story, to open or to download one."""
        return use_target(self.host, self._choose, "files")

    def _choose(self, opened: OpenStory) -> None:
        files, story = opened.story.enclosures, opened.story.id
        if not files:
            self.host.show_message("This story has no files.")
            return

        def on_answer(answer: Picked | None) -> None:
            if answer is None:
                return
            file = files[answer.number]
            if answer.verb == "d":
                self.host.run_in_background(self._download(story, file), f"download {file.address}")
            else:
                self._browse(file.address)

        choices = [Choice(describe_file(file), clean.shown_address(file.address)) for file in files]
        verbs = {"enter": "opens", "d": "downloads"}
        self.host.open_dialog(PickScreen("Files of this story", choices, verbs, self.host.glyphs.cursor), on_answer)

    async def _download(self, story: str, file: Enclosure) -> None:
        host = self.host
        name = clean.shown_address(file.address).rpartition("/")[2] or clean.host(file.address)

        def on_progress(done: int, total: int | None) -> None:
            host.progress = host.progress.downloading(name, done, total)

        on_progress(0, file.length)
        try:
            path = await host.desk.files.download(story, file, on_progress)
        finally:
            host.progress = host.progress.download_ended(name)
        host.show_message(f"Downloaded: {path}")


def describe_file(file: Enclosure) -> str:
    """The kind of a file, and its size where the feed says it."""
    size = f", {size_text(file.length)}" if file.length else ""
    return f"{file.kind or 'file'}{size}"
