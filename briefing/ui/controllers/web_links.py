"""Addresses of the story and of its links, to open or to copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core import clean
from briefing.core.open_story import OpenStory
from briefing.ui.controllers.host import Dialogs
from briefing.ui.controllers.target import TargetHost, use_address, use_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.screens.pick import Choice, Picked, PickScreen
from briefing.ui.shown_text import shown_text


class WebLinksHost(TargetHost, Dialogs, Protocol):
    """What finding addresses needs of the screen."""

    glyphs: Glyphs


class WebLinks:
    """`browse` is called for an address that is to be opened, `copy_address` for one that is to be copied."""

    def __init__(self, host: WebLinksHost, browse: Callable[[str], None], copy_address: Callable[[str], None]) -> None:
        self.host = host
        self.browse = browse
        self._copy_address = copy_address

    def browse_story(self) -> object:
        """Open the story in the browser."""
        return use_address(self.host, self.browse)

    def choose_link(self) -> object:
        """List the links of the story, to open or to copy one."""
        return use_target(self.host, self._choose_link, "links")

    def _choose_link(self, opened: OpenStory) -> None:
        host, addresses = self.host, shown_text(opened.story.body).addresses
        if not addresses:
            host.show_message("This story has no links.")
            return

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                (self._copy_address if answer.verb == "y" else self.browse)(addresses[answer.number])

        choices = [
            Choice(f"[{number}] {clean.host(address)}", clean.shown_address(address))
            for number, address in enumerate(addresses, 1)
        ]
        verbs = {"enter": "or o opens", "o": "", "y": "copies"}
        host.open_dialog(PickScreen("Links of this story", choices, verbs, host.glyphs.cursor), on_answer)
