"""Addresses of the story and of its links, to open or to copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core import clean
from briefing.ui.controllers.host import Dialogs, StoryPanes
from briefing.ui.controllers.target import TargetHost, target_address
from briefing.ui.glyphs import Glyphs
from briefing.ui.panes import Pane
from briefing.ui.screens.pick import Choice, Picked, PickScreen


class WebLinksHost(TargetHost, Dialogs, StoryPanes, Protocol):
    """What finding addresses needs of the screen."""

    glyphs: Glyphs


class WebLinks:
    """`browse` is called for an address that is to be opened, `copy_address` for one that is to be copied."""

    def __init__(self, host: WebLinksHost, browse: Callable[[str], None], copy_address: Callable[[str], None]) -> None:
        self.host = host
        self.browse = browse
        self._copy_address = copy_address

    def browse_story(self) -> None:
        """Open the story in the browser."""
        address = target_address(self.host)
        if address is not None:
            self.browse(address)

    def choose_link(self) -> None:
        """List the links of the open story, to open or to copy one."""
        host, page = self.host, self.host.story.page_shown
        addresses = page.shown.addresses if page is not None and host.pane is not Pane.LIST else ()
        if not addresses:
            in_list = host.pane is Pane.LIST
            host.show_message("Open a story that has links first." if in_list else "This story has no links.")
            return

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                (self._copy_address if answer.verb == "y" else self.browse)(addresses[answer.number])

        choices = [
            Choice(f"[{number}] {clean.host(address)}", clean.shown_address(address))
            for number, address in enumerate(addresses, 1)
        ]
        verbs = {"enter": "or o opens", "o": "opens", "y": "copies"}
        host.open_dialog(PickScreen("Links of this story", choices, verbs, host.glyphs.cursor), on_answer)
