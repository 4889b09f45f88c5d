"""What is shown of an analysis and how: marks, less sure lines, and why a line of the panel is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from briefing.ui.controllers.explaining import Explaining
from briefing.ui.controllers.host import Application, CurrentStory, Dialogs, Messages, StoryPanes, Tasks
from briefing.ui.controllers.target import is_of_target
from briefing.ui.glyphs import Glyphs
from briefing.ui.layers import Layer, MarkMode
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.layers import LayersScreen


class DisplayHost(Messages, Tasks, CurrentStory, Dialogs, Application, StoryPanes, Protocol):
    """What the display of marks needs of the screen."""

    glyphs: Glyphs
    marks_shown: frozenset[Layer]
    with_panel: bool
    options: ReaderOptions

    def draw_marks_as(self, mode: MarkMode) -> None:
        """Draw marks in this way from now on."""
        ...


class Display:
    """Changes how marks are drawn; explains offers."""

    def __init__(self, host: DisplayHost) -> None:
        self.host = host
        self._explaining = Explaining(host)

    def next_mark_mode(self) -> None:
        """The next way of drawing marks."""
        modes = list(MarkMode)
        mode = modes[(modes.index(self.host.story.mode) + 1) % len(modes)]
        self.host.draw_marks_as(mode)
        self.host.show_step(f"Marks: {mode.value}")

    def choose_layers(self) -> None:
        """Choose which marks are shown."""

        def on_answer(layer: Layer | None) -> None:
            if layer is not None:
                self.host.marks_shown = self.host.marks_shown ^ {layer}

        self.host.open_dialog(LayersScreen(self.host.marks_shown), on_answer)

    def toggle_less_sure(self) -> None:
        """Show the lines of the panel that are less sure, or hide them again."""
        host, panel = self.host, self.host.panel
        analysis = host.opened.analysis if host.opened else None
        if analysis is None or not panel.panel.less_sure:
            host.show_message("This story has no line that is less sure." if analysis else self._what_to_select)
            return
        panel.show_fold(replace(panel.fold, is_open=not panel.fold.is_open))
        host.story.show_less_sure(panel.fold.is_open)

    def explain(self) -> object:
        """Why the line under the panel's cursor is there."""
        host, chosen, opened = self.host, self.host.panel.chosen, self.host.opened
        if not is_of_target(host):
            return None
        offers = opened.analysis.lines if opened is not None and opened.analysis is not None else ()
        offer = next((one for one in offers if chosen is not None and chosen.offer and one.id == chosen.offer), None)
        if opened is None or offer is None:
            host.show_message(self._what_to_select)
            return None
        return self._explaining.explain(opened.story.id, offer.id)

    @property
    def _what_to_select(self) -> str:
        """What is to be done before a line of the panel can be explained."""
        host = self.host
        if host.opened is None:
            return f"{host.key('enter')} opens a story; then select a line of its panel."
        if host.opened.analysis is None:
            return host.no_analysis_words("This story is not analysed yet.")
        if not host.opened.analysis.lines:
            return "This story has no offer to explain."
        if not any(item.offer for item in host.panel.panel.items):
            return f"{host.key('less_sure')} shows the less sure lines of this story; then select one."
        where = "" if host.with_panel else f": {host.key('panel')} shows the panel"
        return f"Select an offer first{where}."
