"""The pictures of a story, for readers who want them: whoever keeps a picture sees that it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core.open_story import OpenStory
from briefing.core.pictures import Picture, pictures_of
from briefing.ui.controllers.host import Dialogs
from briefing.ui.controllers.target import TargetHost, use_target
from briefing.ui.glyphs import ASCII, Glyphs
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.pictures import PicturesScreen

OFF = "Pictures are off. `pictures: true` in settings.yaml shows them; their servers then see that you look."
NO_LIBRARY = "Pictures need a library: install Briefing with the extra `pictures`."
NO_BLOCKS = "Pictures need more than ASCII (`ascii` in settings.yaml)."


class PicturesHost(TargetHost, Dialogs, Protocol):
    """What showing pictures needs of the screen."""

    glyphs: Glyphs
    options: ReaderOptions


class Pictures:
    """`browse` opens an address in the browser."""

    def __init__(self, host: PicturesHost, browse: Callable[[str], None]) -> None:
        self.host = host
        self._browse = browse

    def show(self) -> object:
        """Show the pictures of the story."""
        return use_target(self.host, self._show, "pictures")

    def _show(self, opened: OpenStory) -> None:
        host, pictures, draw = self.host, pictures_of(opened.story), self.host.options.picture_widget
        if not pictures:
            host.show_message("This story has no pictures.")
        elif not host.options.reader.pictures:
            host.show_message(OFF)
        elif host.glyphs is ASCII:
            host.show_message(NO_BLOCKS, "warning")
        elif draw is None:
            host.show_message(NO_LIBRARY, "warning")
        else:

            async def load(picture: Picture) -> bytes:
                return await host.desk.pictures.fetch(opened.story.id, picture)

            def on_answer(address: str | None) -> None:
                if address:
                    self._browse(address)

            host.open_dialog(PicturesScreen(pictures, load, draw, host.glyphs.ellipsis), on_answer)
