"""What of a story can be copied: selected words, its address, a quote, an offer, the whole story."""

from __future__ import annotations

from typing import Protocol

from briefing.core import plaintext
from briefing.core.analysis import Line
from briefing.core.evidence import evidence_text
from briefing.core.formatting import foremost_line
from briefing.core.open_story import OpenStory
from briefing.core.visibility import shown_lines
from briefing.ui import excerpts
from briefing.ui.controllers.clipping import Clipping
from briefing.ui.controllers.host import Dialogs, StoryPanes
from briefing.ui.controllers.target import TargetHost, use_address, use_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.layers import Layer
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.pick import Choice, Picked, PickScreen


class CopyingHost(TargetHost, Dialogs, StoryPanes, Protocol):
    """What copying needs of the screen."""

    glyphs: Glyphs
    options: ReaderOptions


class Copying:
    """Copies what the open story, or the one under the cursor, has to offer."""

    def __init__(self, host: CopyingHost, clipping: Clipping) -> None:
        self.host = host
        self._clipping = clipping

    def copy_selection(self) -> object:
        """Copy the selected words, or the address of the story where none are."""
        if self._clipping.copy_selected():
            return None
        return use_address(self.host, self._clipping.copy_address)

    def choose_excerpt(self) -> object:
        """Copy a quote, an offer, or the whole story."""
        return use_target(self.host, self._choose_excerpt, "share")

    def _choose_excerpt(self, opened: OpenStory) -> None:
        story, offer = opened.story, self._selected_line(opened)
        arrow, bounds = self.host.glyphs.arrow, self.host.options.reader.bounds
        texts = {"the title and the address": excerpts.reference(story)}
        if offer is not None:
            texts["the quote of the offer"] = excerpts.quote(story, offer)
            texts["the offer with its evidence"] = evidence_text(story, offer, arrow)
        texts["the whole story as text"] = plaintext.story_text(story, opened.analysis, opened.note, arrow, bounds)
        names = list(texts)

        def on_answer(answer: Picked | None) -> None:
            if answer is not None:
                self._clipping.copy_text(texts[names[answer.number]], names[answer.number])

        choices = [Choice(name, texts[name].split("\n")[0]) for name in names]
        self.host.open_dialog(PickScreen("Copy", choices, {"enter": "copies"}, self.host.glyphs.cursor), on_answer)

    def _selected_line(self, opened: OpenStory) -> Line | None:
        """The offer under the panel's cursor, or the main one."""
        if opened.analysis is None:
            return None
        chosen, shown = self.host.panel.chosen, self.host.opened
        is_open = shown is not None and shown.story.id == opened.story.id
        if is_open and chosen is not None and chosen.layer is Layer.OFFERS:
            return opened.analysis.lines[int(chosen.of)]
        return foremost_line(shown_lines(opened.analysis, self.host.options.reader.bounds))
