"""Text into the clipboard."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from briefing.core import clean
from briefing.ui import clipboard
from briefing.ui.clipboard import Place
from briefing.ui.controllers.host import Application, Messages, Tasks


class ClippingHost(Messages, Tasks, Application, Protocol):
    """What the clipboard needs of a screen."""

    def get_selected_text(self) -> str | None:
        """The words that are selected with the mouse."""
        ...

    def clear_selection(self) -> None:
        """Select nothing."""
        ...


class Clipping:
    """Copies by the terminal (OSC 52), and by the desktop's own program where there is one."""

    def __init__(self, host: ClippingHost) -> None:
        self.host = host

    def copy_selected(self) -> bool:
        """Copy the words that are selected with the mouse; whether some are."""
        selected = (self.host.get_selected_text() or "").strip()
        if selected:
            self.copy_text(selected, "the selected words")
            self.host.clear_selection()
        return bool(selected)

    def copy_address(self, address: str) -> None:
        """Copy an address."""
        self.copy_text(address, clean.shown_address(address))

    def copy_text(self, text: str, name: str) -> None:
        """Copy a text that is called `name`."""
        app = self.host.app
        app.copy_to_clipboard(text)
        if app.is_web:
            self.host.show_message(f"Copied: {name}")
        else:
            self.host.run_in_background(self._fill_clipboard(text, name), "clipboard")

    async def _fill_clipboard(self, text: str, name: str) -> None:
        places = await asyncio.to_thread(clipboard.fill, text)
        self.host.show_message(_told(name, places, clipboard.is_swallowed()), "information" if places else "warning")


def _told(name: str, places: Sequence[Place], is_swallowed: bool) -> str:
    """What is known of a text that was copied: nobody hears from a terminal whether it took one."""
    if Place.DESKTOP in places:
        return f"Copied: {name}"
    if Place.TMUX in places:
        return f"Copied into tmux: {name}. Its prefix and ] paste it; other windows have it if tmux passes it on."
    if is_swallowed:
        return f"Sent to the terminal: {name}. A program around this shell (such as screen) may not pass it on."
    return f"Sent to the terminal's clipboard: {name}"
