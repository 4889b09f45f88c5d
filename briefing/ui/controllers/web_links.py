"""Addresses in the browser: that of the story, and those of its links. No browser is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from briefing.core import clean
from briefing.ui.browser import NOT_WEB, Opener, find_opener
from briefing.ui.controllers.host import Application, Dialogs, StoryPanes
from briefing.ui.controllers.target import TargetHost, target_address
from briefing.ui.controllers.terminal import run_on_terminal
from briefing.ui.glyphs import Glyphs
from briefing.ui.panes import Pane
from briefing.ui.screens.pick import Choice, Picked, PickScreen


class WebLinksHost(TargetHost, Dialogs, Application, StoryPanes, Protocol):
    """What opening addresses needs of the screen."""

    glyphs: Glyphs


class WebLinks:
    """Opens addresses in the browser; `copy_address` is called for a link that is to be copied."""

    def __init__(self, host: WebLinksHost, copy_address: Callable[[str], None]) -> None:
        self.host = host
        self._copy_address = copy_address

    def browse_story(self) -> None:
        """Open the story in the browser."""
        address = target_address(self.host)
        if address is not None:
            self.browse(address)

    def browse(self, raw: str) -> None:
        """Open an address, or say why it cannot be opened."""
        app = self.host.app
        if not app.is_web:
            self.start_opener(find_opener(raw), clean.host(raw))
            return
        address = clean.address(raw)
        if address is None:
            self.host.show_message(NOT_WEB, "warning")
        else:
            app.open_url(address)  # in the browser that shows the reader

    def start_opener(self, opener: Opener | str, name: str) -> None:
        """Open something that is called `name`; where `opener` is a sentence, show it instead."""
        if isinstance(opener, str):
            self.host.show_message(opener, "warning")
        elif opener.terminal:
            run_on_terminal(self.host, opener.run)
        else:
            self.host.show_message(f"Opening in the browser: {name}")
            self.host.run_in_background(self._start(opener), "browser", newest_only=False)

    async def _start(self, opener: Opener) -> None:
        problem = await asyncio.to_thread(opener.start)
        if problem:
            self.host.show_message(problem, "warning")

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
