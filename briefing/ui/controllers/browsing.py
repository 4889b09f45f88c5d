"""Addresses opened in the browser. No browser is waited for."""

from __future__ import annotations

import asyncio
from typing import Protocol

from briefing.core import clean
from briefing.ui.browser import NOT_WEB, Opener, find_opener
from briefing.ui.controllers.host import Application, Messages, Tasks
from briefing.ui.controllers.terminal import run_on_terminal


class BrowsingHost(Messages, Tasks, Application, Protocol):
    """What opening addresses needs of a screen."""


class Browsing:
    """Starts the reader's browser, or lets the browser open it that shows the reader."""

    def __init__(self, host: BrowsingHost) -> None:
        self.host = host

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
