"""The files that a story comes with: opened, or downloaded while one reads on."""

from __future__ import annotations

from briefing.core import clean
from briefing.core.lines import size_text
from briefing.core.story import Enclosure
from briefing.ui.screens.pick import Choice, Picked, PickScreen
from briefing.ui.screens.reports import ReportsScreen


class FilesScreen(ReportsScreen):
    """Lists podcasts, papers and pictures of a story; nothing is fetched unasked."""

    def action_enclosures(self) -> None:
        """The files of the story."""
        if self.target:
            self.begin(self._files(self.target), "files")

    async def _files(self, story: str) -> None:
        files = (await self.desk.open(story)).story.enclosures
        if not files:
            self.tell("This story comes without files.")
            return

        def picked(answer: Picked | None) -> None:
            if answer is None:
                return
            file = files[answer.number]
            if answer.verb == "d":
                self.begin(self._download(story, file), f"download {file.address}")
            else:
                self.browse(file.address)

        choices = [Choice(file_words(file), clean.shown_address(file.address)) for file in files]
        verbs = {"enter": "opens", "d": "downloads"}
        self.app.push_screen(PickScreen("Files of this story", choices, verbs, self.signs.cursor), picked)

    async def _download(self, story: str, file: Enclosure) -> None:
        name = clean.shown_address(file.address).rpartition("/")[2] or clean.host(file.address)

        def told(done: int, total: int | None) -> None:
            self.progress = self.progress.downloading(name, done, total)

        told(0, file.length)
        try:
            path = await self.desk.files.download(story, file, told)
        finally:
            self.progress = self.progress.download_ended(name)
        self.tell(f"Downloaded: {path}")


def file_words(file: Enclosure) -> str:
    """What a file is: its kind, and its size where the feed says it."""
    size = f", {size_text(file.length)}" if file.length else ""
    return f"{file.kind or 'file'}{size}"
