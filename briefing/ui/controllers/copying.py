"""Text into the clipboard: selected words, an address, a quote, an offer, the whole story."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from briefing.core import clean, plaintext
from briefing.core.analysis import Offer
from briefing.core.evidence import evidence_text
from briefing.core.formatting import main_offer
from briefing.core.open_story import OpenStory
from briefing.core.visibility import shown_lines
from briefing.ui import clipboard, excerpts
from briefing.ui.clipboard import Place
from briefing.ui.controllers.host import Application, Dialogs, StoryPanes
from briefing.ui.controllers.target import TargetHost, target_address, use_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.marks import Layer
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.pick import Choice, Picked, PickScreen


class CopyingHost(TargetHost, Dialogs, Application, StoryPanes, Protocol):
    """What copying needs of the screen."""

    glyphs: Glyphs
    options: ReaderOptions

    def get_selected_text(self) -> str | None:
        """The words that are selected with the mouse."""
        ...

    def clear_selection(self) -> None:
        """Select nothing."""
        ...


class Copying:
    """Copies by the terminal (OSC 52), and by the desktop's own program where there is one."""

    def __init__(self, host: CopyingHost) -> None:
        self.host = host

    def copy_selection(self) -> None:
        """Copy the selected words, or the address of the story where none are."""
        selected = (self.host.get_selected_text() or "").strip()
        if selected:
            self.copy_text(selected, "the selected words")
            self.host.clear_selection()
            return
        address = target_address(self.host)
        if address is not None:
            self.copy_address(address)

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

    def choose_excerpt(self) -> None:
        """Copy a quote, an offer, or the whole story."""
        use_target(self.host, self._choose_excerpt, "share")

    def _choose_excerpt(self, opened: OpenStory) -> None:
        story, offer = opened.story, self._selected_offer(opened)
        texts = {"the title and the address": excerpts.reference(story)}
        if offer is not None:
            texts["the quote of the offer"] = excerpts.quote(story, offer)
            texts["the offer with its evidence"] = evidence_text(story, offer)
        texts["the whole story as text"] = plaintext.story_text(story, opened.analysis, opened.note)
        names = list(texts)

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                self.copy_text(texts[names[answer.number]], names[answer.number])

        choices = [Choice(name, texts[name].split("\n")[0]) for name in names]
        self.host.open_dialog(PickScreen("Copy", choices, {"enter": "copies"}, self.host.glyphs.cursor), on_answer)

    def _selected_offer(self, opened: OpenStory) -> Offer | None:
        """The offer under the panel's cursor, or the main one."""
        if opened.analysis is None:
            return None
        chosen, shown = self.host.panel.chosen, self.host.opened
        is_open = shown is not None and shown.story.id == opened.story.id
        if is_open and chosen is not None and chosen.layer is Layer.OFFERS:
            return opened.analysis.lines[int(chosen.of)]
        return main_offer(shown_lines(opened.analysis, self.host.options.reader.unsure_below))


def _told(name: str, places: Sequence[Place], is_swallowed: bool) -> str:
    """What is known of a text that was copied: nobody hears from a terminal whether it took one."""
    if Place.DESKTOP in places:
        return f"Copied: {name}"
    if Place.TMUX in places:
        return f"Copied into tmux: {name}. Its prefix and ] paste it; other windows have it if tmux passes it on."
    if is_swallowed:
        return f"Sent to the terminal: {name}. What runs around this shell may not pass it on."
    return f"Sent to the terminal's clipboard: {name}"
